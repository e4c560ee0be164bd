package io.mingle.host.load;

import java.time.Duration;

/**
 * What came of one request.
 *
 * @param outcome how it ended
 * @param begun when it was sent, in nanoseconds of {@link System#nanoTime()}
 * @param first when the first words of the answer came; the end where none came
 * @param ended when all of it had come
 * @param tokens of the answer
 * @param reason the code of a refusal, or what a failure says; empty for an answer
 * @param again after how long the same may be tried again
 */
public record Reply(
        Outcome outcome,
        long begun,
        long first,
        long ended,
        int tokens,
        String reason,
        Duration again) {

    /** How a request ends. */
    public enum Outcome {
        /** With an answer that is complete. */
        ANSWERED,
        /** With an error that has a code, and says that the same may be tried again. */
        REFUSED,
        /** In any other way. */
        FAILED
    }

    static Reply answered(long begun, long first, int tokens) {
        return new Reply(
                Outcome.ANSWERED, begun, first, System.nanoTime(), tokens, "", Duration.ZERO);
    }

    static Reply refused(long begun, String code, Duration again) {
        long now = System.nanoTime();
        return new Reply(Outcome.REFUSED, begun, now, now, 0, code, again);
    }

    static Reply failed(long begun, String why) {
        long now = System.nanoTime();
        return new Reply(Outcome.FAILED, begun, now, now, 0, why, Duration.ZERO);
    }

    double millis() {
        return (ended - begun) / 1e6;
    }

    double firstMillis() {
        return (first - begun) / 1e6;
    }
}
