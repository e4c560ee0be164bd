package io.mingle.host.log;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes events as lines for a person; stack traces only where everything is wanted. */
final class StderrLogger extends LegacyAbstractLogger {

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
        return LogLevel.isShown(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return LogLevel.isInformationShown(name);
    }

    @Override
    public boolean isWarnEnabled() {
        return LogLevel.isShown(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable problem) {
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
