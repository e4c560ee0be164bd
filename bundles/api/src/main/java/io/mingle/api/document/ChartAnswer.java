package io.mingle.api.document;

import io.mingle.api.error.InvalidRequestException;
import java.util.Optional;

/**
 * An answer to a question about a chart.
 *
 * @param text the answer alone
 * @param reasoning the words before it; empty if there were none
 * @param program the program whose result it is; empty if it is none's
 */
public record ChartAnswer(String text, Optional<String> reasoning, Optional<String> program) {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public ChartAnswer {
        if (text == null || reasoning == null || program == null) {
            throw new InvalidRequestException(
                    "An answer about a chart was given without text, reasoning or program.");
        }
    }
}
