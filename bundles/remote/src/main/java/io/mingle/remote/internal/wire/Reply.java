package io.mingle.remote.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An answer with a status of 2xx, to be closed.
 *
 * @param type as the header has it, in lower case; empty without one
 * @param body bounded in bytes and in time
 */
public record Reply(Target target, String type, BodyStream body) implements AutoCloseable {

    private static final int LONGEST_TYPE = 80;

    /**
     * Checks what kind of body it is.
     *
     * @throws RemoteFailure if it is of another type
     */
    public Reply ofType(String wanted) throws RemoteFailure {
        if (!type.startsWith(wanted)) {
            throw Failures.nonsense(
                    target,
                    "the body is of the type '%s' where %s is wanted"
                            .formatted(Failures.line(type, LONGEST_TYPE), wanted),
                    null);
        }
        return this;
    }

    /**
     * Reads a JSON object to its end.
     *
     * @throws RemoteFailure if it is none, or breaks off
     */
    public JsonNode json() throws RemoteFailure {
        return Json.object(target, body);
    }

    /** Wants no more of the body, and lets its end come, so that the connection serves again. */
    public void release() {
        body.release();
    }

    @Override
    public void close() {
        body.close();
    }
}
