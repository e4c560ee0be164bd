package io.mingle.http.internal;

import io.mingle.api.call.Via;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;

/**
 * Refuses requests that go round: those that have come through this server already, and those that
 * have come through more servers than anybody needs.
 *
 * @param self what this server calls itself when it passes a request on
 */
record Loops(String self) {

    private static final int LOOP_DETECTED = 508;
    private static final String CODE = "loop-detected";

    /** Returns the hosts that a request has come through. */
    static Via via(HttpServletRequest request) {
        return Via.of(Collections.list(request.getHeaders(Via.HEADER)));
    }

    /**
     * Checks the way of a request.
     *
     * @throws ApiException if it goes round
     */
    void check(HttpServletRequest request) {
        Via via = via(request);
        if (via.has(self)) {
            throw new ApiException(
                    ApiError.of(
                            LOOP_DETECTED,
                            CODE,
                            "This request has come through this server before: an endpoint leads"
                                + " back to it. Take that one out of the settings io.mingle.remote"
                                + " here, or on the host that sent it."));
        }
        if (via.isTooLong()) {
            throw new ApiException(
                    ApiError.of(
                            LOOP_DETECTED,
                            CODE,
                            "This request has come through more than %s servers, each of which has passed it on. Have fewer in a row."
                                    .formatted(Via.MOST)));
        }
    }
}
