package io.mingle.spark.internal;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * What a job counts, as accumulators that Spark's pages show. A split counts once, however often it
 * was begun.
 *
 * @param lines that have been answered, or got an error
 * @param errors how many of them got one
 * @param millis how long lines took, together
 * @param splits that have been answered to their end
 * @param hosts executors on which Mingle was started
 */
record Metrics(
        LongAccumulator lines,
        LongAccumulator errors,
        LongAccumulator millis,
        LongAccumulator splits,
        LongAccumulator hosts)
        implements Serializable {

    static Metrics of(SparkContext context) {
        return new Metrics(
                context.longAccumulator("mingle.lines"),
                context.longAccumulator("mingle.errors"),
                context.longAccumulator("mingle.milliseconds"),
                context.longAccumulator("mingle.splits"),
                context.longAccumulator("mingle.hosts"));
    }
}
