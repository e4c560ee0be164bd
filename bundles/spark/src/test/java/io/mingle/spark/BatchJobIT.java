package io.mingle.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Jobs as they are submitted, with the model that Mingle brings. */
@Timeout(1800)
@EnabledForJreRange(max = JRE.JAVA_22, disabledReason = "That of Spark's Hadoop ends there.")
class BatchJobIT {

    /** What a driver and two executors take. */
    private static final long CLUSTER_BYTES = 5L << 30;

    private static final int LINES = 200;

    private static final int LINES_IN_LITTLE_MEMORY = 50;

    /** One of nano's own demo cases. */
    private static final Path PICTURE =
            Path.of("../nano/src/main/resources/demo/read-known-fonts-1.png");

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    @Test
    void everyLineIsAnsweredOnceThoughAnExecutorDies() throws Exception {
        if (availableBytes() < CLUSTER_BYTES) {
            answerInOneProcess();
            return;
        }
        Path in = questions(LINES);
        Path out = folder.resolve("answers");
        try (SparkSubmit job =
                submit("local-cluster[2,1,2048]", List.of(), in, out, "--splits", "20")) {
            assertTrue(job.awaitLine(it -> it.contains("on 2 executors")), job.err());
            List<ProcessHandle> executors = job.executors();
            assertEquals(2, executors.size(), job.err());
            executors.get(0).destroyForcibly();
            assertEquals(0, job.await(), job.err());
            assertTrue(job.err().contains("A split failed: The executor died"), job.err());
            assertAnswered(LINES, out, job);
        }
    }

    private void answerInOneProcess() throws Exception {
        Path in = questions(LINES_IN_LITTLE_MEMORY);
        Path out = folder.resolve("answers");
        try (SparkSubmit job = submit("local[1]", List.of(), in, out)) {
            assertEquals(0, job.await(), job.err());
            assertAnswered(LINES_IN_LITTLE_MEMORY, out, job);
        }
    }

    @Test
    void aModelThatAnExecutorLacksIsOneSentence() throws Exception {
        String sentence = failure(List.of(), "--model", "/no/such/model");
        assertTrue(
                sentence.startsWith("mingle: The model folder '/no/such/model' does not exist on"),
                sentence);
        assertTrue(sentence.contains("[broken-model] (executor driver on "), sentence);
    }

    @Test
    void nativesOfAnotherPlatformAreOneSentence() throws Exception {
        String other = System.getProperty("os.arch").equals("aarch64") ? "amd64" : "aarch64";
        String sentence = failure(List.of("-Dos.arch=" + other));
        assertTrue(sentence.startsWith("mingle: No libtorch for this machine."), sentence);
        assertTrue(sentence.contains("[engine-unavailable] (executor driver on "), sentence);
    }

    /** Returns the last thing that a driver said that failed. */
    private String failure(List<String> java, String... options) throws Exception {
        Path in = questions(1);
        Path out = folder.resolve("answers");
        try (SparkSubmit job = submit("local[1]", java, in, out, options)) {
            assertEquals(1, job.await(), job.err());
            assertTrue(Files.notExists(out));
            return job.sentences().get(job.sentences().size() - 1);
        }
    }

    private SparkSubmit submit(
            String master, List<String> java, Path in, Path out, String... options)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--options", "{\"max_tokens\":2}"));
        arguments.addAll(List.of(in.toString(), out.toString()));
        return SparkSubmit.job(folder, master, java, arguments.toArray(String[]::new));
    }

    /** Writes lines about one picture beside them. */
    private Path questions(int count) throws IOException {
        Files.copy(PICTURE, folder.resolve("line.png"));
        return Files.write(
                folder.resolve("questions.jsonl"),
                IntStream.range(0, count)
                        .mapToObj(
                                id ->
                                        "{\"id\":%s,\"image\":\"line.png\",\"question\":\"Read the text.\"}"
                                                .formatted(id))
                        .toList());
    }

    private static void assertAnswered(int count, Path out, SparkSubmit job) throws IOException {
        List<Integer> ids = new ArrayList<>();
        for (JsonNode line : lines(out)) {
            ids.add(line.get("id").asInt());
            assertTrue(line.path("answer").asText().startsWith("R"), line.toString());
            assertTrue(line.path("answer_seconds").isNumber(), line.toString());
        }
        Collections.sort(ids);
        assertEquals(IntStream.range(0, count).boxed().toList(), ids);
        assertTrue(
                job.err().contains("%1$s lines in ".formatted(count))
                        && job.err().contains(": %s answered, 0 with an error".formatted(count)),
                job.err());
    }

    private static List<JsonNode> lines(Path out) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(out)) {
            for (Path file :
                    files.filter(it -> it.getFileName().toString().startsWith("part-")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(JSON.readTree(line));
                }
            }
        }
        return lines;
    }

    /** Returns what can be had without others giving way, as far as the system tells. */
    private static long availableBytes() throws IOException {
        Path linux = Path.of("/proc/meminfo");
        if (Files.isReadable(linux)) {
            for (String line : Files.readAllLines(linux)) {
                if (line.startsWith("MemAvailable:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
                }
            }
        }
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getFreeMemorySize()
                : 0;
    }
}
