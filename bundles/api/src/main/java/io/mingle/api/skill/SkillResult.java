package io.mingle.api.skill;

import io.mingle.api.error.InvalidRequestException;
import java.util.Map;

/**
 * What a skill has made.
 *
 * @param values JSON-like values by name that fit the skill's output schema: null, {@link String},
 *     {@link Boolean}, numbers of {@code java.lang} and {@code java.math}, {@link java.util.List},
 *     {@link Map} with string keys, and {@link io.mingle.api.content.Content} for pictures, sounds
 *     and videos; copied deeply, in their order
 */
public record SkillResult(Map<String, Object> values) {

    /**
     * Checks and copies the values.
     *
     * @throws InvalidRequestException if they are null or one is of another kind than those listed,
     *     or nested deeper than 64 levels
     */
    public SkillResult {
        if (values == null) {
            throw new InvalidRequestException(
                    "A skill's result was given as null. Pass a map that fits its output schema.");
        }
        values = JsonLike.copy(values, "result");
    }

    /**
     * Makes a result of {@link SkillDescription#TEXT}.
     *
     * @param text the text
     * @return the result
     */
    public static SkillResult text(String text) {
        if (text == null) {
            throw new InvalidRequestException(
                    "A skill's text was given as null. Pass an empty one where there is none.");
        }
        return new SkillResult(Map.of("text", text));
    }
}
