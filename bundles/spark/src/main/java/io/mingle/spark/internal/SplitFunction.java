package io.mingle.spark.internal;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Answers the lines of a split; what Spark sends to its executors.
 *
 * @param mingle {@code mingle.jar}
 * @param settings what the worker is told
 * @param journal a folder on a disk that all hosts share, or null
 * @param first how many lines there are before each split, or none
 * @param kept how many columns are kept; the line comes behind them
 * @param media the names of the columns behind the line, which hold bytes
 * @param text whether lines are text, whose object is all that is kept
 * @param numbered whether the last column has the number of the row
 * @param metrics counts
 */
record SplitFunction(
        ShippedFile mingle,
        Map<String, String> settings,
        String journal,
        List<Long> first,
        int kept,
        List<String> media,
        boolean text,
        boolean numbered,
        Metrics metrics)
        implements MapPartitionsFunction<Row, Row> {

    /** How many threads one operation of the engine uses. */
    private static final String THREADS = "property.mingle.engine.threads";

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        TaskContext task = TaskContext.get();
        int split = task.partitionId();
        AskedRows asked =
                new AskedRows(
                        rows, first.isEmpty() ? 0 : first.get(split), kept, media, text, numbered);
        Map<String, String> told = new HashMap<>(settings);
        told.putIfAbsent(THREADS, Integer.toString(task.cpus()));
        Map<String, Object> call = new HashMap<>(Map.of("settings", told, "lines", asked));
        if (journal != null) {
            call.put("journal", journal + "/split-" + split + ".begun");
        }
        Iterator<Object[]> answered = answered(call);
        TaskCompletionListener end = context -> close(answered);
        task.addTaskCompletionListener(end);
        return new AnsweredRows(asked, answered, text, metrics);
    }

    private Iterator<Object[]> answered(Map<String, Object> call) {
        try {
            return JvmHost.get(mingle.onExecutor(), () -> metrics.hosts().add(1)).apply(call);
        } catch (IllegalStateException e) {
            throw new TaskFailure(e.getMessage(), e);
        }
    }

    private static void close(Iterator<Object[]> answered) {
        if (answered instanceof AutoCloseable open) {
            try {
                open.close();
            } catch (Exception e) {
                throw new TaskFailure(
                        "A split could not be ended in good order (%s).".formatted(e), e);
            }
        }
    }
}
