package io.mingle.spark.internal;

import java.util.function.LongSupplier;
import org.apache.spark.sql.SparkSession;

/**
 * Into how many parts an input is cut: small enough to be done again, many enough that executors
 * end at about the same time.
 *
 * @param count how many, about
 * @param bytes of each
 */
record Splits(int count, long bytes) {

    /** About a thousand lines that name a picture and ask something. */
    private static final long BYTES = 128 << 10;

    private static final long ROWS = 1000;

    /** Of rows that hold their media: what is done again should not be read for long. */
    private static final long MEDIA_BYTES = 64 << 20;

    private static final int OF_EXECUTOR = 4;

    private static final int MOST = 100_000;

    /** Cuts lines of text that have some bytes. */
    static Splits ofLines(JobOptions options, Cluster cluster, long bytes) {
        return of(options, cluster, () -> bytes / BYTES, bytes);
    }

    /**
     * Cuts rows that have some bytes, nearly all of them of media if there are some: it is their
     * number that tells how long they take, and not how large a picture is.
     *
     * @param rows counts them; asked if need be
     */
    static Splits ofRows(JobOptions options, Cluster cluster, LongSupplier rows, long bytes) {
        return of(
                options,
                cluster,
                () -> Math.max(rows.getAsLong() / ROWS, bytes / MEDIA_BYTES),
                bytes);
    }

    private static Splits of(JobOptions options, Cluster cluster, LongSupplier usual, long bytes) {
        int count = options.splits().orElseGet(() -> bounded(cluster, usual.getAsLong()));
        return new Splits(count, Math.max(1, (bytes + count - 1) / count));
    }

    private static int bounded(Cluster cluster, long count) {
        return (int) Math.min(MOST, Math.max((long) OF_EXECUTOR * cluster.executors(), count));
    }

    /** Has files cut by size, without a shuffle, whose files an executor would take along. */
    void configure(SparkSession session) {
        session.conf().set("spark.sql.files.openCostInBytes", "0");
        session.conf().set("spark.sql.files.minPartitionNum", "1");
        session.conf().set("spark.sql.files.maxPartitionBytes", Long.toString(bytes));
    }
}
