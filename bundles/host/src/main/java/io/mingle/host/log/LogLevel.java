package io.mingle.host.log;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.event.Level;

/** What is worth a line. */
public final class LogLevel {

    /** Below information it tells the bytes on the wire: keys, questions and answers. */
    private static final String SERVER = "org.eclipse.jetty.";

    private static volatile Level shown = Level.WARN;

    /** Of these loggers, information is shown in any case. */
    private static final Set<String> informing = ConcurrentHashMap.newKeySet();

    private static volatile EventLog events;

    /** Whether a person reads the standard error. */
    private static volatile boolean lines = true;

    private LogLevel() {}

    /**
     * Writes everything into a log, too.
     *
     * @param log the log; null for none
     * @param alone whether the lines for a person are left out
     */
    public static void alsoWrite(EventLog log, boolean alone) {
        events = log;
        lines = !alone;
    }

    static EventLog events() {
        return events;
    }

    static boolean areLinesShown() {
        return lines;
    }

    static boolean isWritten(String logger, Level level) {
        EventLog log = events;
        return log != null && log.isWritten(level) && !isWire(logger, level);
    }

    private static boolean isWire(String logger, Level level) {
        return level.toInt() < Level.INFO.toInt() && logger.startsWith(SERVER);
    }

    /**
     * Sets the least important level that is still shown.
     *
     * @param level {@code WARN} if not called
     */
    public static void show(Level level) {
        shown = level;
    }

    /**
     * Shows what a logger informs about, whatever is shown of others.
     *
     * @param logger its name
     */
    public static void alsoShow(String logger) {
        informing.add(logger);
    }

    static boolean isInformationShown(String logger) {
        return isShown(Level.INFO) || informing.contains(logger);
    }

    static boolean isShown(Level level) {
        return level.toInt() >= shown.toInt();
    }
}
