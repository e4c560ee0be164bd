package io.mingle.host.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import io.mingle.api.error.UnwritableOutputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.event.KeyValuePair;

/**
 * The log for those who operate a host that serves: with times and levels, in a file, or as JSON,
 * one object a line. It stands beside the lines for a person, or in their place.
 */
public final class EventLog implements AutoCloseable {

    /** What belongs to one event is on one line, whatever somebody put into it. */
    private static final String LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{40} -"
                    + " %replace(%msg){'[\\r\\n]+', ' '}%n";

    private static final String LARGEST = "100MB";
    private static final int DAYS = 30;
    private static final String ALL_TOGETHER = "3GB";

    private final LoggerContext context = new LoggerContext();
    private final org.slf4j.event.Level level;

    private EventLog(org.slf4j.event.Level level) {
        this.level = level;
        context.setName("mingle");
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.start();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                .setLevel(Level.convertAnSLF4JLevel(level));
    }

    /**
     * Writes into a file, which begins anew each day and after 100 MB; what is older than 30 days,
     * or beyond 3 GB together, goes.
     *
     * @param json whether as objects; else as lines
     * @param level the least important that is written
     * @throws UnwritableOutputException if the file cannot be written
     */
    public static EventLog into(Path file, boolean json, org.slf4j.event.Level level) {
        check(file);
        EventLog log = new EventLog(level);
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(log.context);
        appender.setFile(file.toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(log.context);
        policy.setParent(appender);
        policy.setFileNamePattern(file + ".%d{yyyy-MM-dd}.%i.gz");
        policy.setMaxFileSize(FileSize.valueOf(LARGEST));
        policy.setMaxHistory(DAYS);
        policy.setTotalSizeCap(FileSize.valueOf(ALL_TOGETHER));
        policy.start();
        appender.setRollingPolicy(policy);
        log.begin(appender, json);
        return log;
    }

    /** Writes objects on the standard error. */
    public static EventLog ofThisProcess(org.slf4j.event.Level level) {
        EventLog log = new EventLog(level);
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setTarget("System.err");
        log.begin(appender, true);
        return log;
    }

    /** Logback would only say so somewhere. */
    private static void check(Path file) {
        if (file.toString().contains("%")) {
            throw new UnwritableOutputException(
                    "The log file '%s' has a percent sign in its path, behind which the date of older files would be read. Name another with --log-file."
                            .formatted(file));
        }
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Files.newOutputStream(
                            file,
                            java.nio.file.StandardOpenOption.CREATE,
                            java.nio.file.StandardOpenOption.APPEND)
                    .close();
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "The log file '%s' cannot be written (%s). Name another with --log-file."
                            .formatted(file, e),
                    e);
        }
    }

    private void begin(OutputStreamAppender<ILoggingEvent> appender, boolean json) {
        appender.setContext(context);
        appender.setEncoder(json ? objects() : lines());
        appender.start();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }

    private Encoder<ILoggingEvent> objects() {
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.getFieldNames().setVersion("[ignore]");
        encoder.getFieldNames().setLevelValue("[ignore]");
        encoder.getFieldNames().setLogger("logger");
        encoder.getFieldNames().setThread("thread");
        encoder.start();
        return encoder;
    }

    private Encoder<ILoggingEvent> lines() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LINE);
        encoder.start();
        return encoder;
    }

    boolean isWritten(org.slf4j.event.Level wanted) {
        return wanted.toInt() >= level.toInt();
    }

    void write(
            String logger,
            org.slf4j.event.Level wanted,
            String pattern,
            Object[] arguments,
            List<KeyValuePair> pairs,
            Throwable problem) {
        ch.qos.logback.classic.Logger target = context.getLogger(logger);
        LoggingEvent event =
                new LoggingEvent(
                        EventLog.class.getName(),
                        target,
                        Level.convertAnSLF4JLevel(wanted),
                        pattern,
                        problem,
                        arguments);
        event.setKeyValuePairs(pairs);
        target.callAppenders(event);
    }

    @Override
    public void close() {
        context.stop();
    }
}
