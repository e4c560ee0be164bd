package io.mingle.remote.internal.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the data of server-sent events (HTML Living Standard, 9.2). */
public final class EventLines {

    /** A token is short; pictures and sounds come by other ways. */
    private static final int LONGEST = 1 << 20;

    private static final String DATA = "data:";

    private final InputStream in;

    /** Reads a body, which stays the caller's to close. */
    public EventLines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * Waits for the next event that has data.
     *
     * @return its data; empty at the end of the body, also for an event that is not complete there
     * @throws IOException if the body fails, or an event has more than a million characters
     */
    public Optional<String> next() throws IOException {
        StringBuilder data = new StringBuilder();
        boolean any = false;
        for (String line; (line = line()) != null; ) {
            if (line.isEmpty()) {
                if (any) {
                    return Optional.of(data.toString());
                }
            } else if (line.startsWith(DATA)) {
                String value = line.substring(DATA.length());
                data.append(any ? "\n" : "")
                        .append(value.startsWith(" ") ? value.substring(1) : value);
                any = true;
                if (data.length() > LONGEST) {
                    throw new AnswerTooLargeException(LONGEST, "an event", "");
                }
            }
        }
        return Optional.empty();
    }

    /** Returns a line without its end; null where the body ends before the line does. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next; (next = in.read()) >= 0; ) {
            if (next == '\n') {
                String text = line.toString(StandardCharsets.UTF_8);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(next);
            if (line.size() > LONGEST) {
                throw new AnswerTooLargeException(LONGEST, "an event", "");
            }
        }
        return null;
    }
}
