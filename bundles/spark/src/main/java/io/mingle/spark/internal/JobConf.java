package io.mingle.spark.internal;

import org.apache.spark.SparkConf;

/** What Spark is told so that a model is used well: one task at a time, with all cores. */
final class JobConf {

    static final String OVERHEAD = "spark.executor.memoryOverhead";

    /** A line that executors die of takes two attempts; hosts may be bad beside it. */
    private static final int FAILURES = 8;

    private JobConf() {}

    /** Completes a configuration; what was said of failures holds. */
    static void complete(SparkConf configuration, Cluster cluster) {
        // The same lines, answered twice at once, would only take the model from others.
        configuration.set("spark.speculation", "false");
        configuration.set("spark.task.cpus", Integer.toString(cluster.cores()));
        int failures = configuration.getInt("spark.task.maxFailures", FAILURES);
        configuration.set("spark.task.maxFailures", Integer.toString(failures));
        if (!cluster.local() && failures > 1) {
            // A host without the model fails at once, and would take one split after the other.
            configuration.setIfMissing("spark.excludeOnFailure.enabled", "true");
            // Several executors of a host may die of a line before it is set aside.
            configuration.setIfMissing(
                    "spark.excludeOnFailure.task.maxTaskAttemptsPerNode",
                    Integer.toString(failures - 1));
        }
    }
}
