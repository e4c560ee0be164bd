package io.mingle.spark.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class JobConfTest {

    @Test
    void aTaskHasAllCoresOfItsExecutorAndIsNotRepeated() {
        SparkConf configuration =
                conf("yarn", Map.of("spark.executor.cores", "6", "spark.speculation", "true"));
        JobConf.complete(configuration, Cluster.of(configuration));
        assertEquals("6", configuration.get("spark.task.cpus"));
        assertEquals("false", configuration.get("spark.speculation"));
        assertEquals("8", configuration.get("spark.task.maxFailures"));
        assertEquals("true", configuration.get("spark.excludeOnFailure.enabled"));
        assertEquals("7", configuration.get("spark.excludeOnFailure.task.maxTaskAttemptsPerNode"));
    }

    @Test
    void whatWasSaidOfFailuresHolds() {
        SparkConf configuration =
                conf(
                        "yarn",
                        Map.of(
                                "spark.task.maxFailures", "1",
                                "spark.excludeOnFailure.enabled", "false"));
        JobConf.complete(configuration, Cluster.of(configuration));
        assertEquals("1", configuration.get("spark.task.maxFailures"));
        assertEquals("false", configuration.get("spark.excludeOnFailure.enabled"));
    }

    @Test
    void aMasterTellsOfItsExecutors() {
        assertEquals(new Cluster(true, 1, 1), Cluster.of(conf("local", Map.of())));
        assertEquals(new Cluster(true, 3, 1), Cluster.of(conf("local[3,5]", Map.of())));
        assertEquals(
                new Cluster(true, Runtime.getRuntime().availableProcessors(), 1),
                Cluster.of(conf("local[*]", Map.of())));
        assertEquals(
                new Cluster(false, 2, 3), Cluster.of(conf("local-cluster[3,2,1024]", Map.of())));
        assertEquals(
                new Cluster(false, 4, 9),
                Cluster.of(
                        conf(
                                "k8s://https://host",
                                Map.of(
                                        "spark.executor.cores", "4",
                                        "spark.executor.instances", "9"))));
        assertFalse(Cluster.of(conf("yarn", Map.of())).local());
    }

    @Test
    void coresThatAreOnlyKnownLaterHaveToBeSaid() {
        JobFailure refused =
                assertThrows(
                        JobFailure.class, () -> Cluster.of(conf("spark://host:7077", Map.of())));
        assertTrue(refused.getMessage().contains("--executor-cores N"), refused.getMessage());
        assertEquals(
                8,
                Cluster.of(conf("spark://host:7077", Map.of("spark.executor.cores", "8"))).cores());
    }

    @Test
    void splitsAreSmallAndSeveralForEachExecutor() {
        JobOptions options = JobOptions.ofProgram(Map.of());
        Cluster cluster = new Cluster(false, 1, 3);
        assertEquals(new Splits(12, 9), Splits.ofLines(options, cluster, 100));
        assertEquals(new Splits(12, 1), Splits.ofLines(options, cluster, 0));
        assertEquals(800, Splits.ofLines(options, cluster, 100 << 20).count());
    }

    @Test
    void rowsAreCutByTheirNumberAndByTheirMediaWhereThoseAreLarge() {
        JobOptions options = JobOptions.ofProgram(Map.of());
        Cluster cluster = new Cluster(false, 1, 3);
        assertEquals(12, Splits.ofRows(options, cluster, () -> 60, 100 << 20).count());
        assertEquals(50, Splits.ofRows(options, cluster, () -> 50_000, 100 << 20).count());
        assertEquals(160, Splits.ofRows(options, cluster, () -> 50_000, 10L << 30).count());
        assertEquals(100_000, Splits.ofRows(options, cluster, () -> Long.MAX_VALUE, 1).count());
    }

    @Test
    void rowsAreNotCountedWhereItIsSaidHowManySplitsThereAre() {
        JobOptions options =
                JobOptions.ofCommandLine(new String[] {"--splits", "7", "in.parquet", "out"});
        Splits splits =
                Splits.ofRows(
                        options,
                        new Cluster(false, 1, 3),
                        () -> {
                            throw new AssertionError("They were counted");
                        },
                        70);
        assertEquals(new Splits(7, 10), splits);
    }

    private static SparkConf conf(String master, Map<String, String> further) {
        SparkConf configuration = new SparkConf(false).setMaster(master);
        further.forEach(configuration::set);
        return configuration;
    }
}
