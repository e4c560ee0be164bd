package io.mingle.host.command;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.host.log.EventLog;
import io.mingle.host.log.LogLevel;
import java.nio.file.Path;
import org.slf4j.event.Level;
import picocli.CommandLine.Option;

/** How a host that serves tells those who operate it what happens. */
final class LogOption {

    private enum Format {
        TEXT,
        JSON
    }

    @Option(
            names = "--log",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "How the log is written: text, or json, one object a line (default:"
                            + " ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--log-file",
            paramLabel = "FILE",
            description =
                    "Write the log into a file, which begins anew each day; what is older than 30"
                            + " days goes. Without it, json is written on the standard error.")
    private Path file;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description =
                    "The least important of what is written there: error, warn, info or debug"
                            + " (default: info).")
    private Level chosen;

    /** Checks them before anything is started. */
    void check() {
        if (chosen != null && file == null && format != Format.JSON) {
            throw new InvalidRequestException(
                    "'--log-level' was given, and no log is written. Add --log json or --log-file"
                            + " FILE.");
        }
    }

    /** Begins the log that is asked for, if one is. */
    void begin() {
        boolean json = format == Format.JSON;
        Level level = chosen == null ? Level.INFO : chosen;
        if (file != null) {
            LogLevel.alsoWrite(EventLog.into(file, json, level), false);
        } else if (json) {
            LogLevel.alsoWrite(EventLog.ofThisProcess(level), true);
        }
    }

    /** Tells whether a program reads the standard error. */
    boolean isForPrograms() {
        return format == Format.JSON && file == null;
    }
}
