package io.mingle.api.conversation;

import io.mingle.api.content.Content;
import io.mingle.api.content.Text;
import io.mingle.api.error.InvalidRequestException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What one of them says at a time.
 *
 * @param role who speaks
 * @param content texts, pictures, videos and sounds in the order in which the model is to see and
 *     hear them; copied. The system and the assistant speak in words alone
 */
public record Message(Role role, List<Content> content) {

    /**
     * Checks that all is there.
     *
     * @throws InvalidRequestException if an argument or a piece of content is null, or there is
     *     anything but words in a message that is not the user's
     */
    public Message {
        if (role == null || content == null || content.stream().anyMatch(Objects::isNull)) {
            throw new InvalidRequestException(
                    "A message was given without a role, or with null content. Pass a role and"
                            + " texts, pictures, videos and sounds only.");
        }
        content = List.copyOf(content);
        if (role != Role.USER && !content.stream().allMatch(Text.class::isInstance)) {
            throw new InvalidRequestException(
                    "A message of the role %s holds a picture, a video or a sound; only the user's messages can. Move it into one."
                            .formatted(role));
        }
    }

    /**
     * Lets the user say something.
     *
     * @param content in order
     * @return the message
     * @throws InvalidRequestException if a piece is null
     */
    public static Message user(Content... content) {
        return new Message(Role.USER, Arrays.asList(content));
    }

    /**
     * Lets the model have answered.
     *
     * @param words what it said
     * @return the message
     * @throws InvalidRequestException if {@code words} is null
     */
    public static Message assistant(String words) {
        return new Message(Role.ASSISTANT, List.of(new Text(words)));
    }

    /**
     * Sets the scene.
     *
     * @param words how answers are to be
     * @return the message
     * @throws InvalidRequestException if {@code words} is null
     */
    public static Message system(String words) {
        return new Message(Role.SYSTEM, List.of(new Text(words)));
    }

    /**
     * Returns the words alone.
     *
     * @return all texts in a row
     */
    public String text() {
        StringBuilder words = new StringBuilder();
        content.forEach(piece -> words.append(piece instanceof Text text ? text.text() : ""));
        return words.toString();
    }
}
