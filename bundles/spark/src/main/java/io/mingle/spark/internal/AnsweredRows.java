package io.mingle.spark.internal;

import java.util.Iterator;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The rows of a split with their answers, in their order. Belongs to the thread of the task. */
final class AnsweredRows implements Iterator<Row> {

    private final AskedRows asked;
    private final Iterator<Object[]> answered;
    private final boolean text;
    private final Metrics metrics;
    private boolean ended;

    /**
     * Takes what a worker does.
     *
     * @param asked remembers the rows
     * @param answered the worker's answers
     * @param text whether the object is all that is kept
     * @param metrics counts
     */
    AnsweredRows(AskedRows asked, Iterator<Object[]> answered, boolean text, Metrics metrics) {
        this.asked = asked;
        this.answered = answered;
        this.text = text;
        this.metrics = metrics;
    }

    @Override
    public boolean hasNext() {
        boolean more;
        try {
            more = answered.hasNext();
        } catch (IllegalStateException e) {
            throw new TaskFailure(e.getMessage(), e);
        }
        if (!more && !ended) {
            ended = true;
            metrics.splits().add(1);
        }
        return more;
    }

    @Override
    public Row next() {
        Object[] answer;
        try {
            answer = answered.next();
        } catch (IllegalStateException e) {
            throw new TaskFailure(e.getMessage(), e);
        }
        String line = (String) answer[0];
        long millis = (Long) answer[2];
        metrics.lines().add(1);
        metrics.errors().add((Boolean) answer[1] ? 1 : 0);
        metrics.millis().add(millis);
        Row row = asked.answered();
        int kept = text ? 0 : asked.kept();
        Object[] columns = new Object[kept + 2];
        for (int i = 0; i < kept; i++) {
            columns[i] = row.get(i);
        }
        columns[kept] = text ? timed(line, millis) : line;
        columns[kept + 1] = millis / 1000.0;
        return RowFactory.create(columns);
    }

    private static String timed(String line, long millis) {
        return "%s,\"%s\":%s}"
                .formatted(
                        line.substring(0, line.length() - 1),
                        Answers.SECONDS,
                        String.format(Locale.ROOT, "%.3f", millis / 1000.0));
    }
}
