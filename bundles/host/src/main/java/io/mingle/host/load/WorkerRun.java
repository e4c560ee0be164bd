package io.mingle.host.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Processes that answer a file of lines together, and how long they take.
 *
 * @param folder for the input, what they write and what they say
 * @param lines of the input
 */
record WorkerRun(Path folder, int lines) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** How often the processes are looked at. */
    private static final int GLANCE_MILLIS = 50;

    /**
     * How long processes took.
     *
     * @param seconds from the start of the first to the end of the last
     * @param cpuSeconds of processors that they and their children had, as far as it was seen: the
     *     last {@value #GLANCE_MILLIS} ms of each may be missing
     */
    record Taken(double seconds, double cpuSeconds) {}

    /** Returns the file with the lines. */
    Path input() {
        return folder.resolve("in-%s.jsonl".formatted(lines));
    }

    /**
     * Writes the lines, which ask the same about the same picture.
     *
     * @param picture a file in the folder
     */
    void write(String picture, String question, int tokens) throws IOException {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            written.add(
                    MAPPER.createObjectNode()
                            .put("id", i)
                            .put("image", picture)
                            .put("question", question)
                            .put("max_tokens", tokens)
                            .toString());
        }
        Files.write(input(), written);
    }

    /**
     * Starts processes at a time and waits until the last one has ended.
     *
     * @return how long they took
     * @throws InvalidRequestException if one fails; it says what the process said last
     * @throws InterruptedException if the thread is interrupted; all are told to end then
     */
    Taken run(List<List<String>> commands, Map<String, String> variables)
            throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        Map<Long, Duration> cpu = new HashMap<>();
        long begun = System.nanoTime();
        try {
            for (List<String> command : commands) {
                ProcessBuilder builder =
                        new ProcessBuilder(command)
                                .redirectErrorStream(true)
                                .redirectOutput(log(processes.size()).toFile());
                builder.environment().putAll(variables);
                processes.add(builder.start());
            }
            while (processes.stream().anyMatch(Process::isAlive)) {
                glance(processes, cpu);
                for (int i = 0; i < processes.size(); i++) {
                    check(processes.get(i), i);
                }
                TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            for (int i = 0; i < processes.size(); i++) {
                check(processes.get(i), i);
            }
            Duration all = cpu.values().stream().reduce(Duration.ZERO, Duration::plus);
            return new Taken(seconds, all.toNanos() / 1e9);
        } finally {
            processes.forEach(WorkerRun::end);
        }
    }

    private static void glance(List<Process> processes, Map<Long, Duration> cpu) {
        processes.stream()
                .flatMap(it -> Stream.concat(Stream.of(it.toHandle()), it.descendants()))
                .forEach(
                        it ->
                                it.info()
                                        .totalCpuDuration()
                                        .ifPresent(had -> cpu.put(it.pid(), had)));
    }

    private void check(Process process, int number) throws IOException {
        if (!process.isAlive() && process.exitValue() != 0) {
            List<String> said = Files.readAllLines(log(number));
            throw new InvalidRequestException(
                    "A worker ended with %s and said: %s"
                            .formatted(
                                    process.exitValue(),
                                    said.isEmpty() ? "nothing" : said.get(said.size() - 1)));
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private Path log(int number) {
        return folder.resolve("log-" + number);
    }

    /**
     * Looks whether each line was answered once.
     *
     * @param output a file, or a folder with files whose names begin with {@code part-}
     * @throws InvalidRequestException if one is missing, there twice, or has an error
     */
    void check(Path output) throws IOException {
        BitSet seen = new BitSet();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(it -> isPart(it, output)).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    check(MAPPER.readTree(line), seen);
                }
            }
        }
        if (seen.cardinality() != lines) {
            throw new InvalidRequestException(
                    "Of %s lines %s were answered. What was measured has to write each into %s, or into files part-… below it."
                            .formatted(lines, seen.cardinality(), output));
        }
    }

    private static boolean isPart(Path file, Path output) {
        return Files.isRegularFile(file)
                && (file.equals(output) || file.getFileName().toString().startsWith("part-"));
    }

    private void check(JsonNode line, BitSet seen) {
        int id = line.path("id").asInt(-1);
        if (line.hasNonNull("error") || id < 0 || id >= lines || seen.get(id)) {
            throw new InvalidRequestException(
                    "A line of the benchmark was answered twice, or not: "
                            + line.path("error").path("message").asText("line " + id)
                            + ".");
        }
        seen.set(id);
    }
}
