package io.mingle.api.skill;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.GenerationOptions;
import java.util.Map;

/**
 * What a skill is to do.
 *
 * @param arguments JSON-like values by name: null, {@link String}, {@link Boolean}, numbers of
 *     {@code java.lang} and {@code java.math}, {@link java.util.List}, {@link Map} with string
 *     keys, and {@link io.mingle.api.content.Content} for texts, pictures, sounds and videos;
 *     copied deeply, in their order
 * @param options how tokens are chosen and when to stop
 */
public record SkillRequest(Map<String, Object> arguments, GenerationOptions options) {

    /**
     * Checks and copies the arguments.
     *
     * @throws InvalidRequestException if an argument is null or a value is of another kind than
     *     those listed, or nested deeper than 64 levels
     */
    public SkillRequest {
        if (arguments == null || options == null) {
            throw new InvalidRequestException(
                    "A skill was asked with arguments "
                            + arguments
                            + " and options "
                            + options
                            + ". Pass an empty map where there are no arguments, and"
                            + " GenerationOptions.GREEDY where nothing special is wanted.");
        }
        arguments = JsonLike.copy(arguments, "arguments");
    }
}
