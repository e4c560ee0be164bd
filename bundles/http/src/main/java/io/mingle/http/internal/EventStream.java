package io.mingle.http.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** Server-sent events, each sent at once. */
public final class EventStream {

    /** Sends bytes to the client. */
    @FunctionalInterface
    interface Wire {
        void send(byte[] bytes) throws ClientGoneException;
    }

    private static final long QUIET_NANOS = 1_000_000_000;

    private final Wire wire;
    private long sent = System.nanoTime();

    EventStream(Wire wire) {
        this.wire = wire;
    }

    /** Sends data. */
    public void data(JsonNode data) throws ClientGoneException {
        send("data: " + Json.write(data) + "\n\n");
    }

    /** Sends data of a named kind. */
    public void event(String kind, JsonNode data) throws ClientGoneException {
        send("event: " + kind + "\ndata: " + Json.write(data) + "\n\n");
    }

    /** Says that there is no more. */
    public void done() throws ClientGoneException {
        send("data: [DONE]\n\n");
    }

    /**
     * Sends what clients pass over, where nothing has been sent for a second, to learn whether
     * there still is one.
     */
    public void beat() throws ClientGoneException {
        if (System.nanoTime() - sent >= QUIET_NANOS) {
            send(":\n\n");
        }
    }

    /** Says something in one line that clients pass over. */
    public void comment(String text) throws ClientGoneException {
        send(": " + text + "\n\n");
    }

    private void send(String text) throws ClientGoneException {
        sent = System.nanoTime();
        wire.send(text.getBytes(StandardCharsets.UTF_8));
    }
}
