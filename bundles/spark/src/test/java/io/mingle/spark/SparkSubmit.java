package io.mingle.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Submits jobs to processes of their own, as {@code bin/spark-submit} does. */
final class SparkSubmit implements AutoCloseable {

    private static final long LIMIT_MINUTES = 20;

    private static final String LOGGING =
            """
            rootLogger.level = error
            rootLogger.appenderRef.stderr.ref = stderr
            appender.stderr.type = Console
            appender.stderr.name = stderr
            appender.stderr.target = SYSTEM_ERR
            appender.stderr.layout.type = PatternLayout
            appender.stderr.layout.pattern = %p %c: %m%n
            """;

    private final Process process;
    private final Path err;

    private SparkSubmit(Process process, Path err) {
        this.process = process;
        this.err = err;
    }

    /**
     * Submits.
     *
     * @param folder takes what the driver writes, and its files
     * @param master where it runs
     * @param arguments of the job
     */
    static SparkSubmit job(Path folder, String master, List<String> java, String... arguments)
            throws IOException {
        Path home = home();
        Path err = folder.resolve("err.txt");
        Path logging = Files.writeString(folder.resolve("log4j2.properties"), LOGGING);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-Djava.awt.headless=true"));
        command.add("-Dlog4j2.configurationFile=" + logging.toUri());
        command.addAll(java);
        command.addAll(List.of(System.getProperty("spark.test.opens").split(" ")));
        command.addAll(List.of("-cp", home.resolve("jars") + "/*"));
        command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", master));
        for (String setting :
                List.of(
                        "spark.ui.enabled=false",
                        "spark.driver.host=localhost",
                        "spark.driver.bindAddress=127.0.0.1",
                        "spark.local.dir=" + home.resolve("local"),
                        "spark.sql.warehouse.dir=" + folder.resolve("warehouse"),
                        // Both executors are there before the first split is given away; how
                        // many cores that is has to be said.
                        "spark.cores.max=2",
                        "spark.scheduler.minRegisteredResourcesRatio=1.0",
                        "spark.scheduler.maxRegisteredResourcesWaitingTime=10min",
                        "spark.network.timeout=600s")) {
            command.addAll(List.of("--conf", setting));
        }
        command.addAll(List.of("--class", BatchJob.class.getName()));
        command.add(System.getProperty("mingle.test.job"));
        command.addAll(List.of("--mingle", System.getProperty("mingle.test.jar")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(folder.resolve("out.txt").toFile())
                        .redirectError(err.toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("MINGLE_CACHE", System.getProperty("mingle.test.cache"));
        builder.environment()
                .keySet()
                .removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        return new SparkSubmit(builder.start(), err);
    }

    /** Makes a folder whose {@code jars} has what Spark brings, of links. */
    private static Path home() throws IOException {
        Path home = Path.of(System.getProperty("spark.test.home"));
        delete(home);
        Path jars = Files.createDirectories(home.resolve("jars"));
        String list = Files.readString(Path.of(System.getProperty("spark.test.classpath")));
        for (String jar : list.strip().split(Pattern.quote(File.pathSeparator))) {
            Path file = Path.of(jar);
            Path link = jars.resolve(file.getFileName());
            try {
                Files.createSymbolicLink(link, file);
            } catch (IOException | UnsupportedOperationException e) {
                Files.copy(file, link);
            }
        }
        return home;
    }

    /** Deletes what can be: executors that are ending may still write. */
    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                try {
                    Files.deleteIfExists(path);
                } catch (DirectoryNotEmptyException e) {
                    // It goes when the next job begins.
                }
            }
        } catch (UncheckedIOException e) {
            return; // One of them has deleted its own.
        }
    }

    /** Waits until the driver has said something, or has ended. */
    boolean awaitLine(Predicate<String> wanted) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(LIMIT_MINUTES);
        while (System.nanoTime() < end) {
            boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
            if (err().lines().anyMatch(wanted)) {
                return true;
            }
            if (ended) {
                return false;
            }
        }
        return false;
    }

    /**
     * Returns the JVMs of executors; the driver starts no other processes when lines are answered.
     */
    List<ProcessHandle> executors() {
        return process.children().filter(ProcessHandle::isAlive).toList();
    }

    /** Waits for the end and returns the exit code. */
    int await() throws Exception {
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            throw new IOException("The job did not end: " + err());
        }
        return process.exitValue();
    }

    /** Returns what the driver has said so far. */
    String err() throws IOException {
        return Files.readString(err, StandardCharsets.UTF_8);
    }

    /** Returns the sentences about what was wrong. */
    List<String> sentences() throws IOException {
        return err().lines().filter(it -> it.startsWith("mingle: ")).toList();
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
        delete(Path.of(System.getProperty("spark.test.home")));
    }
}
