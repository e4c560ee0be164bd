package io.mingle.api.understanding;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is asked, and how it is to be answered.
 *
 * @param content texts, pictures, videos and sounds in the order in which the model is to see them;
 *     copied
 * @param options how tokens are chosen and when to stop
 */
public record Question(List<Content> content, GenerationOptions options) {

    /**
     * Checks that there are words, written or spoken.
     *
     * @throws InvalidRequestException if an argument or a piece of content is null, or no text has
     *     a word and there is no sound
     */
    public Question {
        if (content == null || content.stream().anyMatch(piece -> piece == null)) {
            throw new InvalidRequestException(
                    "A question was asked with null content. Pass texts, pictures, videos and"
                            + " sounds only.");
        }
        if (options == null) {
            throw new InvalidRequestException(
                    "A question was asked without options. GenerationOptions.GREEDY will do.");
        }
        content = List.copyOf(content);
        if (content.stream().noneMatch(piece -> asks(piece))) {
            throw new InvalidRequestException(
                    "A question was asked that has no words. Say what you want to know, for"
                            + " example \"Read the text.\"");
        }
    }

    /** A sound may be the question itself. */
    private static boolean asks(Content piece) {
        return piece instanceof Sound || piece instanceof Text text && !text.text().isBlank();
    }

    /**
     * Puts a question to pictures, the pictures first, with greedy options.
     *
     * @param words what is asked
     * @param pictures what it is asked about, possibly none
     * @return the question
     * @throws InvalidRequestException if there are no words or a picture is null
     */
    public static Question of(String words, Picture... pictures) {
        List<Content> content = new ArrayList<>(Arrays.asList(pictures));
        content.add(new Text(words));
        return new Question(content, GenerationOptions.GREEDY);
    }

    /**
     * Returns this question to be answered in another way.
     *
     * @param other the options
     * @return a copy
     */
    public Question with(GenerationOptions other) {
        return new Question(content, other);
    }

    /**
     * Returns the pictures among the content.
     *
     * @return in their order, unmodifiable, possibly empty
     */
    public List<Picture> pictures() {
        return content.stream().filter(Picture.class::isInstance).map(Picture.class::cast).toList();
    }

    /**
     * Returns the videos among the content.
     *
     * @return in their order, unmodifiable, possibly empty
     */
    public List<Video> videos() {
        return content.stream().filter(Video.class::isInstance).map(Video.class::cast).toList();
    }

    /**
     * Returns the sounds among the content.
     *
     * @return in their order, unmodifiable, possibly empty
     */
    public List<Sound> sounds() {
        return content.stream().filter(Sound.class::isInstance).map(Sound.class::cast).toList();
    }
}
