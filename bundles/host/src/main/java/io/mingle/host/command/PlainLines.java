package io.mingle.host.command;

import io.mingle.api.error.UnreadableContentException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Lines that are piped in, in UTF-8. Nothing is told to a person, and Ctrl-C ends the program. */
final class PlainLines implements ChatLines {

    private final BufferedReader in;

    PlainLines(Session session) {
        in = new BufferedReader(new InputStreamReader(session.in(), StandardCharsets.UTF_8));
    }

    @Override
    public String next() {
        try {
            return in.readLine();
        } catch (IOException e) {
            throw new UnreadableContentException(
                    "What is said was to come from the standard input, which cannot be read (%s). Pipe it in again."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    @Override
    public boolean isAttended() {
        return false;
    }

    @Override
    public void tell(String text) {
        // Nobody sits there.
    }

    @Override
    public <T> T during(Runnable stop, Supplier<T> work) {
        return work.get();
    }

    @Override
    public void close() {
        // The stream is the process's.
    }
}
