package io.mingle.host.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Content;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a line asks.
 *
 * @param number of the line, for messages
 * @param fields of the line
 */
record LineQuestion(long number, JsonNode fields) {

    /** What a line that asks has. */
    private static final List<String> FIELDS =
            List.of("question", "image", "images", "video", "videos", "audio", "audios");

    /** Tells whether a line has anything of a question. */
    boolean isMeant() {
        return FIELDS.stream().anyMatch(fields::has);
    }

    /** Tells whether the line names sounds, rightly or not. */
    boolean hasSounds() {
        return fields.has("audio") || fields.has("audios");
    }

    /** Tells whether the line names videos, rightly or not. */
    boolean hasVideos() {
        return fields.has("video") || fields.has("videos");
    }

    /**
     * Returns the question, its pictures and sounds read: pictures, videos, words, sounds, each in
     * the order in which the line names them.
     *
     * @param paths finds its files
     * @param seed of random frames of videos
     * @throws MingleException what is wrong with the line
     */
    Conversation conversation(LinePaths paths, long seed) {
        JsonNode words = fields.get("question");
        if (words == null ? !hasSounds() : !words.isTextual()) {
            throw wrong("has no text in the field 'question'");
        }
        List<String> pictures = pictures();
        List<JsonNode> videos = values("video", "videos");
        List<SoundField> sounds =
                values("audio", "audios").stream()
                        .map(sound -> SoundField.read(sound, this::wrong))
                        .toList();
        if (pictures.isEmpty() && videos.isEmpty() && sounds.isEmpty()) {
            throw wrong(
                    "has none of the fields 'image', 'images', 'video', 'videos', 'audio' and"
                            + " 'audios'");
        }
        List<Content> content = new ArrayList<>();
        pictures.forEach(path -> content.add(paths.picture(path)));
        for (JsonNode video : videos) {
            VideoField field = VideoField.read(video, seed, this::wrong);
            content.add(new Video(paths.video(field.path()), field.sampling(), field.limits()));
        }
        if (words != null) {
            content.add(new Text(words.asText()));
        }
        for (SoundField sound : sounds) {
            content.add(paths.sound(sound.path()).withChannels(sound.channels()));
        }
        return new Conversation(List.of(Message.user(content.toArray(Content[]::new))));
    }

    private List<String> pictures() {
        List<String> paths = new ArrayList<>();
        for (JsonNode path : values("image", "images")) {
            if (!path.isTextual() || path.asText().isBlank()) {
                throw wrong("names a picture by " + path);
            }
            paths.add(path.asText());
        }
        return paths;
    }

    /** Returns what one of two fields names, nothing if neither is there. */
    private List<JsonNode> values(String single, String list) {
        JsonNode one = fields.get(single);
        JsonNode many = fields.get(list);
        if (one != null && many != null) {
            throw wrong("has both the fields '" + single + "' and '" + list + "'");
        }
        if (one == null && many == null) {
            return List.of();
        }
        List<JsonNode> values = new ArrayList<>();
        (one == null ? many : List.of(one)).forEach(values::add);
        if (values.isEmpty()) {
            throw wrong("names nothing in the field '" + list + "'");
        }
        return values;
    }

    private InvalidRequestException wrong(String found) {
        return new InvalidRequestException(
                "Line "
                        + number
                        + " "
                        + found
                        + ". Give 'question' a text and 'image' the path of a picture, 'video' that"
                        + " of a video or 'audio' that of a sound, or 'images', 'videos' or"
                        + " 'audios' a list of paths. A sound may ask the question instead.");
    }
}
