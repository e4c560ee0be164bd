package io.mingle.spark.internal;

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

    private static final int OF_EXECUTOR = 4;

    private static final int MOST = 100_000;

    /** Cuts an input of some bytes. */
    static Splits of(JobOptions options, Cluster cluster, long bytes) {
        int usual =
                (int)
                        Math.min(
                                MOST,
                                Math.max((long) OF_EXECUTOR * cluster.executors(), bytes / BYTES));
        int count = options.splits().orElse(usual);
        return new Splits(count, Math.max(1, (bytes + count - 1) / count));
    }

    /** Has files cut by size, without a shuffle, whose files an executor would take along. */
    void configure(SparkSession session) {
        session.conf().set("spark.sql.files.openCostInBytes", "0");
        session.conf().set("spark.sql.files.minPartitionNum", "1");
        session.conf().set("spark.sql.files.maxPartitionBytes", Long.toString(bytes));
    }
}
