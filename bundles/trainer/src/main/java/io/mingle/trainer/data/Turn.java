package io.mingle.trainer.data;

import java.util.Optional;

/**
 * One question about a picture and the answer that is exactly right.
 *
 * @param question what a person asks
 * @param answer what the model shall say, nothing before it and nothing after it
 * @param pointing what the answer points to; empty where it points to nothing
 */
public record Turn(String question, String answer, Optional<Pointing> pointing) {

    /** Makes a turn whose answer points to nothing. */
    public Turn(String question, String answer) {
        this(question, answer, Optional.empty());
    }
}
