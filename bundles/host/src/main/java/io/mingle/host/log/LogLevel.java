package io.mingle.host.log;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.event.Level;

/** What is worth a line. */
public final class LogLevel {

    private static volatile Level shown = Level.WARN;

    /** Of these loggers, information is shown in any case. */
    private static final Set<String> informing = ConcurrentHashMap.newKeySet();

    private LogLevel() {}

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
