package io.mingle.http.internal.realtime;

import java.io.IOException;

/** What leads to a client. For one thread, but for {@link #close}. */
interface Wire {

    /**
     * Sends a message, and waits until the client's side has it.
     *
     * @throws IOException if the client has gone, or takes too long
     */
    void send(String text) throws IOException;

    /**
     * Ends the connection, if that has not happened. May be called from any thread.
     *
     * @param code as RFC 6455 has it
     * @param reason for a person, up to 120 characters
     */
    void close(int code, String reason);
}
