package io.mingle.host.log;

import org.slf4j.event.Level;

/** What is worth a line. */
public final class LogLevel {

    private static volatile Level shown = Level.WARN;

    private LogLevel() {}

    /**
     * Sets the least important level that is still shown.
     *
     * @param level {@code WARN} if not called
     */
    public static void show(Level level) {
        shown = level;
    }

    static boolean isShown(Level level) {
        return level.toInt() >= shown.toInt();
    }
}
