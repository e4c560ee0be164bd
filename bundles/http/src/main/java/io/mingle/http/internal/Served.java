package io.mingle.http.internal;

/**
 * What became of a request, for the log and the figures. Nothing that was asked or answered is in
 * it.
 *
 * @param id as the answer's header has it
 * @param caller the name of the key; {@code -} without one
 * @param method of HTTP
 * @param route which part of the interface it was, without what clients choose, such as {@code
 *     /v1/skills/*}
 * @param status that was sent, or that of the failure that came after it; 499 if the client had
 *     gone
 * @param error the code of the failure; empty if there was none
 * @param nanos from its first line to its last byte
 * @param read bytes of its body
 * @param written bytes of the answer's
 * @param trace the trace that it is part of; empty if there is none
 */
public record Served(
        String id,
        String caller,
        String method,
        String route,
        int status,
        String error,
        long nanos,
        long read,
        long written,
        String trace) {}
