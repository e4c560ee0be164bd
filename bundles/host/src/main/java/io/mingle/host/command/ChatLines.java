package io.mingle.host.command;

import java.util.function.Supplier;

/** What a person types in a chat, line by line. */
interface ChatLines extends AutoCloseable {

    /**
     * Waits for the next line.
     *
     * @return the line without its end; null if no more will come
     */
    String next();

    /** Tells whether somebody sits there, reads what went wrong, and types what comes next. */
    boolean isAttended();

    /** Tells the person something that is no answer. */
    void tell(String text);

    /**
     * Does work that the person may stop without ending the chat, where there is a way to say so.
     *
     * @param stop asks the work to stop; must not block
     * @param work is done on the calling thread
     */
    <T> T during(Runnable stop, Supplier<T> work);

    @Override
    void close();

    /** Takes a terminal, if that is where lines come from, else plain lines. */
    static ChatLines of(Session session) {
        return TerminalLines.open(session).orElseGet(() -> new PlainLines(session));
    }
}
