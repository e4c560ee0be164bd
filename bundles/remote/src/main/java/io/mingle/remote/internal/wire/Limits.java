package io.mingle.remote.internal.wire;

import java.time.Duration;

/**
 * What an endpoint may take.
 *
 * @param connect until a connection stands
 * @param silence between two pieces of an answer, and before the first
 * @param answer from the request to the end of its answer
 * @param largest how many bytes an answer has at most
 */
public record Limits(Duration connect, Duration silence, Duration answer, long largest) {

    /** Returns the limits of an answer that comes as a whole: nothing is heard until it is made. */
    public Limits whole() {
        return new Limits(connect, answer, answer, largest);
    }
}
