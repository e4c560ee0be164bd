package io.mingle.host.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.Finished;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Answer;
import io.mingle.json.MediaTarget;
import io.mingle.json.SkillJson;
import io.mingle.json.TokenScores;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The line of the output that belongs to one of the input.
 *
 * <p>All fields are kept as they came, in their order, but for {@code answer}, {@code warnings},
 * {@code logprobs} and {@code error}, which are the output's own; so is {@code result} where a
 * skill is called.
 *
 * @param kept the fields that are kept, an object
 * @param call whether a skill is called
 */
record LineResult(String kept, boolean call) {

    /** The output's own fields. */
    private static final Set<String> OWN = Set.of("answer", "warnings", "logprobs", "error");

    private static final String RESULT = "result";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static LineResult of(LineFields fields, boolean call) {
        return new LineResult(
                fields.without(name -> OWN.contains(name) || call && name.equals(RESULT)), call);
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
        String made = call ? "\"result\":{" : "\"answer\":\"";
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
