package io.mingle.host.batch;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.Finished;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.host.batch.Lines.Line;
import io.mingle.host.input.NamedFile;
import io.mingle.json.MediaTarget;
import io.mingle.json.SkillJson;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * One line of the input, and what becomes of it.
 *
 * <p>All fields are kept as they came, in their order, but for {@code answer}, {@code warnings},
 * {@code logprobs} and {@code error}, which are the output's own; so is {@code result} where a
 * skill is called.
 */
final class BatchItem {

    /** The output's own fields. */
    private static final Set<String> OWN = Set.of("answer", "warnings", "logprobs", "error");

    private static final String RESULT = "result";

    /** What a line that asks has; one with a skill beside these is not thought to call it. */
    private static final List<String> OF_QUESTIONS =
            List.of("question", "image", "images", "video", "videos", "audio", "audios");

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final long number;
    private final JsonNode fields;
    private final String kept;
    private final MingleException unreadable;

    private BatchItem(long number, JsonNode fields, String kept, MingleException unreadable) {
        this.number = number;
        this.fields = fields;
        this.kept = kept;
        this.unreadable = unreadable;
    }

    /** Reads a line; a bad one becomes an item whose question throws. */
    static BatchItem read(Line line) {
        long number = line.number();
        if (line.tooLong()) {
            return bad(
                    number,
                    "is " + line.length() + " bytes long; at most " + Lines.LIMIT + " are read");
        }
        String text;
        try {
            text = line.text();
        } catch (CharacterCodingException e) {
            return bad(number, "is not text in " + line.charset() + "; save the file in UTF-8");
        }
        try {
            JsonNode node = MAPPER.readTree(text);
            return node.isObject()
                    ? new BatchItem(number, node, kept(text, isCall(node)), null)
                    : bad(number, "is no JSON object");
        } catch (IOException e) {
            return bad(number, "is not JSON: " + JsonFault.of(text));
        }
    }

    private static BatchItem bad(long number, String found) {
        return new BatchItem(
                number,
                MAPPER.createObjectNode(),
                "{}",
                new InvalidRequestException(
                        "Line "
                                + number
                                + " "
                                + found
                                + ". Write one object a line, such as {\"image\": \"a.png\","
                                + " \"question\": \"Read the text.\"}."));
    }

    /** Returns all fields but the output's own, in one line; numbers as they were written. */
    private static String kept(String text, boolean call) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonParser from = MAPPER.createParser(text);
                JsonGenerator to = MAPPER.createGenerator(line)) {
            from.nextToken();
            to.writeStartObject();
            while (from.nextToken() == JsonToken.FIELD_NAME) {
                String name = from.currentName();
                boolean own = OWN.contains(name) || call && name.equals(RESULT);
                if (!own) {
                    to.writeFieldName(from.currentName());
                }
                from.nextToken();
                if (own) {
                    from.skipChildren();
                } else {
                    copy(from, to);
                }
            }
            to.writeEndObject();
        }
        return line.toString();
    }

    /** Copies the value that the parser stands on. */
    private static void copy(JsonParser from, JsonGenerator to) throws IOException {
        int depth = 0;
        do {
            JsonToken token = from.currentToken();
            if (token.isNumeric()) {
                to.writeNumber(from.getText());
            } else {
                to.copyCurrentEvent(from);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0 && from.nextToken() != null);
    }

    /**
     * Tells whether the line calls a skill: it has {@code arguments} for it, or nothing that could
     * be a question.
     */
    boolean isCall() {
        return isCall(fields);
    }

    private static boolean isCall(JsonNode fields) {
        return fields.has("skill")
                && (fields.has("arguments") || OF_QUESTIONS.stream().noneMatch(fields::has));
    }

    /** Returns the name of the skill that the line calls. */
    String skill() {
        JsonNode skill = fields.get("skill");
        if (!skill.isTextual()) {
            throw wrongCall("names a skill by " + skill);
        }
        if (OF_QUESTIONS.stream().anyMatch(fields::has)) {
            throw wrongCall("has a question, and calls a skill as well");
        }
        return skill.textValue();
    }

    /** Returns what the skill is given, a JSON object. */
    String arguments() {
        JsonNode arguments = fields.path("arguments");
        if (!arguments.isMissingNode() && !arguments.isObject()) {
            throw wrongCall("has 'arguments' that are no object");
        }
        return arguments.isMissingNode() ? "{}" : arguments.toString();
    }

    private InvalidRequestException wrongCall(String found) {
        return new InvalidRequestException(
                "Line %s %s. Give 'skill' the name of a skill and 'arguments' an object, and ask in another line."
                        .formatted(number, found));
    }

    /**
     * Returns the question, its pictures and sounds read: pictures, videos, words, sounds, each in
     * the order in which the line names them.
     *
     * @param folder what relative paths are relative to
     * @param seed of random frames of videos
     * @throws MingleException what is wrong with the line
     */
    Conversation conversation(Path folder, long seed) {
        if (unreadable != null) {
            throw unreadable;
        }
        JsonNode words = fields.get("question");
        if (words == null ? !hasSounds() : !words.isTextual()) {
            throw wrong("has no text in the field 'question'");
        }
        List<String> pictures = paths("picture", "image", "images");
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
        pictures.forEach(path -> content.add(Picture.read(resolve(folder, path))));
        for (JsonNode video : videos) {
            VideoField field = VideoField.read(video, seed, this::wrong);
            content.add(new Video(resolve(folder, field.path()), field.sampling(), field.limits()));
        }
        if (words != null) {
            content.add(new Text(words.asText()));
        }
        for (SoundField sound : sounds) {
            content.add(Sound.read(resolve(folder, sound.path())).withChannels(sound.channels()));
        }
        return new Conversation(List.of(Message.user(content.toArray(Content[]::new))));
    }

    /** Returns the options of all lines with what this one says itself. */
    GenerationOptions options(GenerationOptions all) {
        return new LineOptions(fields, number).in(all);
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

    /** Finds a file that the line names. */
    Path resolve(Path folder, String path) {
        try {
            return NamedFile.find(path, folder);
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(
                    "Line " + number + " names no file: " + e.getMessage(), e);
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
    byte[] answered(Finished<Answer> answer) {
        ObjectNode result = MAPPER.createObjectNode().put("answer", answer.result().text());
        warned(result, answer);
        if (!answer.result().logprobs().isEmpty()) {
            result.set("logprobs", TokenScores.of(answer.result().logprobs()));
        }
        return line(result);
    }

    /**
     * Returns the line to write for what a skill has made.
     *
     * @param target takes its pictures, sounds and videos
     */
    byte[] resulted(Finished<SkillResult> made, MediaTarget target) {
        ObjectNode result = MAPPER.createObjectNode();
        result.putRawValue(RESULT, new RawValue(SkillJson.result(made.result(), target)));
        return line(warned(result, made));
    }

    private static ObjectNode warned(ObjectNode result, Finished<?> finished) {
        if (!finished.warnings().isEmpty()) {
            finished.warnings().forEach(result.putArray("warnings")::add);
        }
        return result;
    }

    /** Returns the line to write for an error. */
    byte[] failed(MingleException error) {
        ObjectNode result = MAPPER.createObjectNode();
        result.putObject("error").put("code", error.code()).put("message", error.getMessage());
        return line(result);
    }

    /**
     * Tells whether a line, or the beginning of one, could have been written for this item.
     *
     * @param written what stands in the output, without a line end
     * @param whole whether it is a whole line
     */
    boolean couldHaveWritten(byte[] written, boolean whole) {
        String made = isCall() ? "\"result\":{" : "\"answer\":\"";
        for (String result : List.of(made, "\"error\":{")) {
            byte[] expected = bytes(beforeResult() + result);
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
        return begins(written, "\"error\":");
    }

    /** Tells whether it tells about one that may be gone if the item is asked again. */
    boolean mayPass(byte[] written) {
        return Arrays.stream(ErrorCode.values())
                .filter(ErrorCode::retryable)
                .anyMatch(it -> begins(written, "\"error\":{\"code\":\"" + it.text() + "\""));
    }

    private boolean begins(byte[] written, String result) {
        byte[] expected = bytes(beforeResult() + result);
        return Arrays.mismatch(expected, written) == expected.length;
    }

    private byte[] line(ObjectNode result) {
        try {
            String added = MAPPER.writeValueAsString(result).substring(1);
            return bytes(beforeResult() + added + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values could not be written", e);
        }
    }

    /** Returns what stands in the output's line before the fields that are its own. */
    private String beforeResult() {
        return kept.substring(0, kept.length() - 1) + (kept.length() > 2 ? "," : "");
    }

    private static byte[] bytes(String line) {
        return escapeHalves(line).getBytes(StandardCharsets.UTF_8);
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
