package io.mingle.spark.internal;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/**
 * Where a job runs, as far as its configuration tells before it has begun.
 *
 * @param local whether driver and executor are one process
 * @param cores of an executor
 * @param executors how many there may be
 */
record Cluster(boolean local, int cores, int executors) {

    private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d+|\\*)(?:,\\d+)?])?");

    private static final Pattern LOCAL_CLUSTER =
            Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*\\d+\\s*]");

    /**
     * Reads a configuration.
     *
     * @throws JobFailure if an executor's cores would only be known when it runs
     */
    static Cluster of(SparkConf configuration) {
        String master = configuration.get("spark.master", "local");
        Matcher local = LOCAL.matcher(master);
        if (local.matches()) {
            String cores = local.group(1);
            return new Cluster(
                    true,
                    cores == null
                            ? 1
                            : cores.equals("*")
                                    ? Runtime.getRuntime().availableProcessors()
                                    : Integer.parseInt(cores),
                    1);
        }
        Matcher localCluster = LOCAL_CLUSTER.matcher(master);
        if (localCluster.matches()) {
            return new Cluster(
                    false,
                    cores(configuration).orElse(Integer.parseInt(localCluster.group(2))),
                    Integer.parseInt(localCluster.group(1)));
        }
        if (master.startsWith("spark:") && cores(configuration).isEmpty()) {
            throw JobFailure.invalid(
                    "An executor of '%s' takes all cores of its host, and how many is not known beforehand. Say how many it has with --executor-cores N: a task uses them all."
                            .formatted(master));
        }
        return new Cluster(false, cores(configuration).orElse(1), executors(configuration));
    }

    private static OptionalInt cores(SparkConf configuration) {
        return configuration.contains("spark.executor.cores")
                ? OptionalInt.of(configuration.getInt("spark.executor.cores", 1))
                : OptionalInt.empty();
    }

    private static int executors(SparkConf configuration) {
        return configuration.getInt(
                "spark.executor.instances",
                configuration.getInt("spark.dynamicAllocation.maxExecutors", 2));
    }
}
