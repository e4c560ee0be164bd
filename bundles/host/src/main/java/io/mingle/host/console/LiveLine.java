package io.mingle.host.console;

import java.io.PrintStream;
import java.time.Duration;

/**
 * One line that tells how far something is, and changes in place.
 *
 * <p>On a terminal the line is overwritten. Where the stream goes into a file or a pipe, lines are
 * written one below the other, and seldom. May be used from any thread.
 */
public final class LiveLine {

    /** The longest line that is shown; longer ones would not be overwritten cleanly. */
    public static final int WIDTH = 118;

    private static final long SELDOM = Duration.ofSeconds(15).toNanos();
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream stream;
    private final boolean terminal;
    private final int width;
    private boolean open;
    private boolean silent;
    private long written = System.nanoTime() - SELDOM;

    /**
     * Creates a line that shows nothing yet.
     *
     * @param stream where to
     * @param terminal whether that is a terminal
     * @param columns the width of the terminal; 0 if it is not known
     */
    public LiveLine(PrintStream stream, boolean terminal, int columns) {
        this.stream = stream;
        this.terminal = terminal;
        this.width = columns > 1 ? Math.min(columns - 1, WIDTH) : 79;
    }

    /**
     * Tells where it is.
     *
     * @return whether it changes in place
     */
    public boolean isTerminal() {
        return terminal;
    }

    /**
     * Shows a text in place of the one before.
     *
     * @param text one line
     */
    public synchronized void show(String text) {
        if (silent) {
            return;
        }
        if (terminal) {
            stream.print(ERASE + (text.length() > width ? text.substring(0, width) : text));
            stream.flush();
            open = true;
        } else if (System.nanoTime() - written >= SELDOM) {
            written = System.nanoTime();
            stream.println(text.strip());
        }
    }

    /** Shows nothing from now on: it is a program that reads the stream. */
    public synchronized void silence() {
        clear();
        silent = true;
    }

    /** Takes the text away, if there is one, so that something else can be written. */
    public synchronized void clear() {
        if (open) {
            stream.print(ERASE);
            stream.flush();
            open = false;
        }
    }

    /**
     * Writes a line that stays, in place of the one that changed.
     *
     * @param text one or more lines
     */
    public synchronized void println(String text) {
        clear();
        stream.println(text);
    }
}
