package io.mingle.host.log;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** Writes events as lines for a person; stack traces only where everything is wanted. */
final class StderrLogger extends LegacyAbstractLogger implements LoggingEventAware {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<PrintStream> console;

    StderrLogger(String name, Supplier<PrintStream> console) {
        this.name = name;
        this.console = console;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return LogLevel.isShown(Level.DEBUG) || LogLevel.isWritten(name, Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return LogLevel.isInformationShown(name) || LogLevel.isWritten(name, Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return LogLevel.isShown(Level.WARN) || LogLevel.isWritten(name, Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null;
    }

    /** Pairs of keys and values are for programs; a person has the message. */
    @Override
    public void log(LoggingEvent event) {
        handle(
                event.getLevel(),
                event.getMessage(),
                event.getArgumentArray(),
                event.getKeyValuePairs(),
                event.getThrowable());
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable problem) {
        handle(level, pattern, arguments, null, problem);
    }

    private void handle(
            Level level,
            String pattern,
            Object[] arguments,
            List<KeyValuePair> pairs,
            Throwable problem) {
        EventLog events = LogLevel.events();
        if (events != null && LogLevel.isWritten(name, level)) {
            events.write(name, level, pattern, arguments, pairs, problem);
        }
        if (LogLevel.areLinesShown() && isLineShown(level)) {
            print(level, pattern, arguments, problem);
        }
    }

    private boolean isLineShown(Level level) {
        return level == Level.INFO
                ? LogLevel.isInformationShown(name)
                : level == Level.ERROR || LogLevel.isShown(level);
    }

    private void print(Level level, String pattern, Object[] arguments, Throwable problem) {
        String message = MessageFormatter.basicArrayFormat(pattern, arguments);
        StringBuilder line = new StringBuilder("mingle: ");
        if (LogLevel.isShown(Level.INFO)) {
            line.append(level.name().toLowerCase(Locale.ROOT))
                    .append(": ")
                    .append(name.substring(name.lastIndexOf('.') + 1))
                    .append(": ");
        } else {
            line.append(level == Level.WARN ? "warning: " : "");
        }
        line.append(message);
        if (problem != null && !LogLevel.isShown(Level.INFO)) {
            line.append(" (").append(problem).append(')');
        }
        if (level == Level.ERROR) {
            ToldErrors.add(message);
        }
        synchronized (StderrLogger.class) {
            PrintStream stream = console.get();
            stream.println(
                    LogLevel.isShown(Level.INFO)
                            ? line
                            : line.toString().replaceAll("\\R\\s*", " "));
            if (problem != null && LogLevel.isShown(Level.INFO)) {
                problem.printStackTrace(stream);
            }
        }
    }
}
