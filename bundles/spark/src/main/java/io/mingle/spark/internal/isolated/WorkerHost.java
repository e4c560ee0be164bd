package io.mingle.spark.internal.isolated;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.MingleException;
import io.mingle.host.batch.AnsweredLine;
import io.mingle.host.batch.AnsweredLines;
import io.mingle.host.batch.BatchLine;
import io.mingle.host.batch.BatchWorker;
import io.mingle.host.batch.WorkerSettings;
import io.mingle.host.log.StderrLogging;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * Answers the lines of a task with the one Mingle of this JVM.
 *
 * <p>It is called from another class loader, which knows it as a function: of a map with {@code
 * settings}, a map of texts; {@code lines}, an iterator over arrays of a number, a JSON object and
 * a map of bytes by name; and perhaps {@code journal}, a path. It returns an iterator over arrays
 * of the JSON object with its answer, whether that tells about an error, and milliseconds, which is
 * to be closed. What concerns all lines becomes an {@link IllegalStateException} with a sentence.
 */
public final class WorkerHost implements Function<Map<String, Object>, Iterator<Object[]>> {

    private static final String PROPERTY = "property.";

    /** Called once per JVM, reflectively. */
    public WorkerHost() {
        String before = System.getProperty(LoggerFactory.PROVIDER_PROPERTY_KEY);
        StderrLogging.use();
        LoggerFactory.getILoggerFactory();
        // Spark's own logging is found as if nothing had been said.
        if (before == null) {
            System.clearProperty(LoggerFactory.PROVIDER_PROPERTY_KEY);
        } else {
            System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, before);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public Iterator<Object[]> apply(Map<String, Object> call) {
        Map<String, String> settings = (Map<String, String>) call.get("settings");
        Iterator<Object[]> lines = (Iterator<Object[]>) call.get("lines");
        String journal = (String) call.get("journal");
        return told(
                () -> {
                    BatchWorker worker = shared(settings(settings));
                    try {
                        Iterator<BatchLine> given = new Given(lines);
                        return new Answered(
                                worker,
                                journal == null
                                        ? worker.answer(given)
                                        : worker.answer(given, Path.of(journal)));
                    } catch (RuntimeException e) {
                        worker.close();
                        throw e;
                    }
                });
    }

    /** Threads that live as long as the JVM are not to keep a loader of the task. */
    private static BatchWorker shared(WorkerSettings settings) {
        Thread task = Thread.currentThread();
        ClassLoader before = task.getContextClassLoader();
        task.setContextClassLoader(WorkerHost.class.getClassLoader());
        try {
            return BatchWorker.shared(settings);
        } finally {
            task.setContextClassLoader(before);
        }
    }

    private static WorkerSettings settings(Map<String, String> given) {
        Map<String, String> properties = new TreeMap<>();
        given.forEach(
                (name, value) -> {
                    if (name.startsWith(PROPERTY)) {
                        properties.put(name.substring(PROPERTY.length()), value);
                    }
                });
        return WorkerSettings.DEFAULT
                .withModel(given.get("model"))
                .withCache(given.get("cache"))
                .withSkills(given.get("skills"))
                .withProperties(properties)
                .withOptions(given.getOrDefault("options", "{}"))
                .withStrict(Boolean.parseBoolean(given.get("strict")))
                .withFolder(given.get("folder"))
                .withInFlight(Integer.parseInt(given.getOrDefault("in-flight", "1")));
    }

    /** Errors of Mingle are classes that the caller does not have; it gets their sentences. */
    private static <T> T told(Supplier<T> call) {
        try {
            return call.get();
        } catch (MingleException e) {
            throw new IllegalStateException(
                    "%s [%s]".formatted(e.getMessage(), e.code()),
                    e instanceof InternalException ? e.getCause() : null);
        }
    }

    private record Given(Iterator<Object[]> lines) implements Iterator<BatchLine> {

        @Override
        public boolean hasNext() {
            return lines.hasNext();
        }

        @Override
        @SuppressWarnings("unchecked")
        public BatchLine next() {
            Object[] line = lines.next();
            return new BatchLine((Long) line[0], (String) line[1], (Map<String, byte[]>) line[2]);
        }
    }

    private record Answered(BatchWorker worker, AnsweredLines lines)
            implements Iterator<Object[]>, AutoCloseable {

        @Override
        public boolean hasNext() {
            return told(lines::hasNext);
        }

        @Override
        public Object[] next() {
            AnsweredLine line = told(lines::next);
            return new Object[] {line.json(), line.error().isPresent(), line.millis()};
        }

        @Override
        public void close() {
            try {
                lines.close();
            } finally {
                worker.close();
            }
        }
    }
}
