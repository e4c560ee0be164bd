package io.mingle.host.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Question;
import io.mingle.host.batch.Lines.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One line of the input, and what becomes of it.
 *
 * <p>All fields are kept as they came, in their order, but for {@code answer} and {@code error},
 * which are the output's own.
 */
final class BatchItem {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private final long number;
    private final ObjectNode fields;
    private final MingleException unreadable;

    private BatchItem(long number, ObjectNode fields, MingleException unreadable) {
        this.number = number;
        this.fields = fields;
        this.unreadable = unreadable;
    }

    /**
     * Reads a line; a bad one becomes an item whose question throws.
     *
     * @param number of the line, from 1
     * @param line the line
     */
    static BatchItem read(long number, Line line) {
        if (line.tooLong()) {
            return bad(
                    number,
                    "is " + line.length() + " bytes long; at most " + Lines.LIMIT + " are read");
        }
        try {
            JsonNode node = MAPPER.readTree(line.bytes());
            if (node instanceof ObjectNode object) {
                object.remove(List.of("answer", "error"));
                return new BatchItem(number, object, null);
            }
            String found = node == null || node.isMissingNode() ? "is empty" : "is no JSON object";
            return bad(number, found);
        } catch (JsonProcessingException e) {
            return bad(number, "is not JSON (" + e.getOriginalMessage() + ")");
        } catch (IOException e) {
            return bad(number, "cannot be read (" + e.getMessage() + ")");
        }
    }

    private static BatchItem bad(long number, String found) {
        return new BatchItem(
                number,
                MAPPER.createObjectNode(),
                new InvalidRequestException(
                        "Line "
                                + number
                                + " "
                                + found
                                + ". Write one object a line, such as {\"image\": \"a.png\","
                                + " \"question\": \"Read the text.\"}."));
    }

    /**
     * Returns the question, its pictures and sounds read: pictures, videos, words, sounds, each in
     * the order in which the line names them.
     *
     * @param folder what relative paths are relative to
     * @param options how to answer
     * @throws MingleException what is wrong with the line
     */
    Question question(Path folder, GenerationOptions options) {
        if (unreadable != null) {
            throw unreadable;
        }
        JsonNode words = fields.get("question");
        if (words == null ? !hasSounds() : !words.isTextual()) {
            throw wrong("has no text in the field 'question'");
        }
        List<String> pictures = paths("picture", "image", "images");
        List<JsonNode> videos = values("video", "videos");
        List<String> sounds = paths("sound", "audio", "audios");
        if (pictures.isEmpty() && videos.isEmpty() && sounds.isEmpty()) {
            throw wrong(
                    "has none of the fields 'image', 'images', 'video', 'videos', 'audio' and"
                            + " 'audios'");
        }
        List<Content> content = new ArrayList<>();
        pictures.forEach(path -> content.add(Picture.read(resolve(folder, path))));
        for (JsonNode video : videos) {
            VideoField field = VideoField.read(video, options.seed(), this::wrong);
            content.add(new Video(resolve(folder, field.path()), field.sampling(), field.limits()));
        }
        if (words != null) {
            content.add(new Text(words.asText()));
        }
        sounds.forEach(path -> content.add(Sound.read(resolve(folder, path))));
        return new Question(content, options);
    }

    /** Tells whether the line names sounds, rightly or not. */
    boolean hasSounds() {
        return fields.has("audio") || fields.has("audios");
    }

    /** Tells whether the line names videos, rightly or not. */
    boolean hasVideos() {
        return fields.has("video") || fields.has("videos");
    }

    /** Returns the paths in one of two fields, none if neither is there. */
    private List<String> paths(String what, String single, String list) {
        List<String> paths = new ArrayList<>();
        for (JsonNode path : values(single, list)) {
            if (!path.isTextual() || path.asText().isBlank()) {
                throw wrong("names a " + what + " by " + path);
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

    private Path resolve(Path folder, String path) {
        try {
            return folder.resolve(path);
        } catch (InvalidPathException e) {
            throw wrong("names '" + path + "', which is no path");
        }
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

    /** Returns the line to write for an answer. */
    byte[] answered(String answer) {
        ObjectNode object = fields.deepCopy();
        object.put("answer", answer);
        return bytes(object);
    }

    /** Returns the line to write for an error. */
    byte[] failed(MingleException error) {
        ObjectNode object = fields.deepCopy();
        object.putObject("error").put("code", error.code()).put("message", error.getMessage());
        return bytes(object);
    }

    /**
     * Tells whether a line, or the beginning of one, could have been written for this item.
     *
     * @param written what stands in the output, without a line end
     * @param whole whether it is a whole line
     */
    boolean couldHaveWritten(byte[] written, boolean whole) {
        String kept = new String(bytes(fields), StandardCharsets.UTF_8).strip();
        String start = kept.substring(0, kept.length() - 1) + (fields.isEmpty() ? "" : ",");
        for (String result : List.of("\"answer\":\"", "\"error\":{")) {
            byte[] expected = (start + result).getBytes(StandardCharsets.UTF_8);
            int differs = Arrays.mismatch(expected, written);
            boolean begun = differs < 0 || differs == expected.length;
            if (begun && (!whole || written[written.length - 1] == '}')
                    || !whole && differs == written.length) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether a line that was written for an item tells about an error. */
    boolean isError(byte[] written) {
        String given = new String(written, StandardCharsets.UTF_8);
        String kept = new String(bytes(fields), StandardCharsets.UTF_8).strip();
        return given.startsWith("\"error\":", kept.length() - (fields.isEmpty() ? 1 : 0));
    }

    private static byte[] bytes(ObjectNode object) {
        try {
            String line = MAPPER.writeValueAsString(object) + "\n";
            return escapeHalves(line).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values could not be written", e);
        }
    }

    /**
     * Escapes what is half a surrogate pair: JSON may have it, UTF-8 has no bytes for it. It only
     * stands within strings, where an escape may stand.
     */
    private static String escapeHalves(String line) {
        StringBuilder escaped = new StringBuilder(line.length());
        line.codePoints()
                .forEach(
                        point -> {
                            if (Character.getType(point) == Character.SURROGATE) {
                                escaped.append("\\u").append(Integer.toHexString(point));
                            } else {
                                escaped.appendCodePoint(point);
                            }
                        });
        return escaped.toString();
    }
}
