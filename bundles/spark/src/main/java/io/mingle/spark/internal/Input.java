package io.mingle.spark.internal;

import static org.apache.spark.sql.functions.monotonically_increasing_id;

import io.mingle.spark.internal.JobOptions.Format;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The lines of a job, in splits that are small enough to be done again.
 *
 * @param rows of text, or of Parquet, with their numbers in {@link Questions#NUMBER}
 * @param first how many lines there are before each split; none for Parquet
 * @param count of lines; 0 if not known
 */
record Input(Dataset<Row> rows, List<Long> first, long count) {

    /**
     * Looks at the input; text is read once, to number its lines, and of Parquet how many rows
     * there are.
     *
     * @param bytes of its files
     */
    static Input open(SparkSession session, JobOptions options, Cluster cluster, long bytes) {
        if (options.from() == Format.PARQUET) {
            Dataset<Row> read = session.read().parquet(options.in());
            Splits splits = Splits.ofRows(options, cluster, read::count, bytes);
            splits.configure(session);
            // Where a row lies in a split may differ from one attempt to the next, if it is sent.
            Dataset<Row> rows = read.withColumn(Questions.NUMBER, monotonically_increasing_id());
            // A file of Parquet is cut between its groups of rows alone, of which it may have one.
            return new Input(
                    rows.inputFiles().length < splits.count()
                            ? rows.repartition(splits.count())
                            : rows,
                    List.of(),
                    0);
        }
        Splits.ofLines(options, cluster, bytes).configure(session);
        return numbered(session.read().text(options.in()));
    }

    private static Input numbered(Dataset<Row> rows) {
        MapPartitionsFunction<Row, long[]> counter = Input::count;
        List<long[]> counted =
                new ArrayList<>(
                        rows.mapPartitions(counter, Encoders.javaSerialization(long[].class))
                                .collectAsList());
        counted.sort(Comparator.comparingLong(it -> it[0]));
        List<Long> first = new ArrayList<>();
        long before = 0;
        long filled = 0;
        for (long[] split : counted) {
            first.add(before);
            before += split[1];
            filled += split[2];
        }
        return new Input(rows, first, filled);
    }

    /** Returns the number of a split, of its lines, and of those that are not blank. */
    private static Iterator<long[]> count(Iterator<Row> rows) {
        long lines = 0;
        long filled = 0;
        while (rows.hasNext()) {
            lines++;
            filled += rows.next().getString(0).isBlank() ? 0 : 1;
        }
        return List.of(new long[] {TaskContext.getPartitionId(), lines, filled}).iterator();
    }
}
