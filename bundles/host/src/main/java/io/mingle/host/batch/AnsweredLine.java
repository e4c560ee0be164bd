package io.mingle.host.batch;

import java.util.Optional;

/**
 * What became of a {@link BatchLine}.
 *
 * @param number that of the line
 * @param json the object that {@code mingle batch} would have written: the fields of the line and
 *     {@code answer}, {@code result} or {@code error}; in one line, without its end
 * @param error what is told of it, if it could not be answered
 * @param millis how long it took
 */
public record AnsweredLine(long number, String json, Optional<Error> error, long millis) {

    /**
     * Why a line could not be answered.
     *
     * @param code the stable name of the kind of error
     * @param message a sentence
     * @param retryable whether it may be gone when the same is asked again
     */
    public record Error(String code, String message, boolean retryable) {}
}
