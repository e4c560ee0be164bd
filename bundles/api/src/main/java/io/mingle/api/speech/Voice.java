package io.mingle.api.speech;

import io.mingle.api.error.InvalidRequestException;

/**
 * A voice that a model has of its own.
 *
 * @param name by which it is asked for
 * @param language of what it is known by, as a tag of BCP 47: {@code zh}, {@code en}; it speaks
 *     others, too
 * @param description for a person, in a few words; perhaps nothing
 */
public record Voice(String name, String language, String description) {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null or there is no name
     */
    public Voice {
        if (name == null || name.isBlank() || language == null || description == null) {
            throw new InvalidRequestException(
                    "A voice was described without name, language or description.");
        }
    }
}
