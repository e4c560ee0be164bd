package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The workers of an indexed job: processes that share a folder, some of which die. */
@Timeout(300)
class BatchWorkersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RECIPE = Path.of("../../docs/service/batch-job.yaml");

    @TempDir private Path folder;
    private Path input;
    private Path parts;
    private Path been;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void names() {
        input = folder.resolve("in.jsonl");
        parts = folder.resolve("parts");
        been = folder.resolve("been");
    }

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    /** Writes as many lines, of which one says something else than its number. */
    private void write(int count, int special, String words) throws Exception {
        Files.write(folder.resolve("a.png"), new byte[] {1});
        Files.write(
                input,
                IntStream.range(0, count)
                        .mapToObj(
                                it ->
                                        "{\"id\": %s, \"image\": \"a.png\", \"question\": \"%s\"}"
                                                .formatted(it, it == special ? words : "q" + it))
                        .toList());
    }

    private Process start(int index, int count) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                WorkerProgram.class.getName(),
                                been.toString()));
        for (String word : recipe("args: \\[(.*)]").split(", ")) {
            command.add(word.replace("/data", folder.toString()));
        }
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log" + started.size()).toFile());
        builder.environment().put("JOB_COMPLETION_INDEX", Integer.toString(index));
        builder.environment().put("MINGLE_SHARDS", Integer.toString(count));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** Returns what stands in the recipe of a job. */
    private static String recipe(String pattern) throws Exception {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(RECIPE));
        assertTrue(found.find(), pattern + " in " + RECIPE);
        return found.group(1);
    }

    @Test
    void theRecipeSplitsIntoAsManyPartsAsItStartsWorkers() throws Exception {
        assertEquals(
                recipe("completions: (\\d+)"),
                recipe("\\{name: MINGLE_SHARDS, value: \"(\\d+)\"}"));
        assertEquals(
                Stream.of(
                                ErrorCode.UNWRITABLE_OUTPUT,
                                ErrorCode.BROKEN_MODEL,
                                ErrorCode.ENGINE_UNAVAILABLE)
                        .map(it -> Integer.toString(it.exitCode()))
                        .collect(Collectors.joining(", ")),
                recipe("values: \\[(.*)]"));
    }

    private int code(Process process) throws Exception {
        assertTrue(process.waitFor(240, TimeUnit.SECONDS), "it did not end");
        return process.exitValue();
    }

    private void completes(Process process) throws Exception {
        int number = started.indexOf(process);
        assertEquals(0, code(process), Files.readString(folder.resolve("log" + number)));
    }

    private List<JsonNode> joined() throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(parts)) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(JSON.readTree(line));
                }
            }
        }
        return lines;
    }

    @Test
    void aWorkerThatIsKilledInTheMiddleAndStartedAgainLeavesEveryLineOnce() throws Exception {
        write(30, 15, "wait");
        Process killed = start(1, 3);
        while (!Files.exists(been)) {
            assertTrue(killed.isAlive(), "it ended before its sixth line");
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertTrue(Files.exists(parts.resolve("part-00001-of-00003.jsonl.open")));
        killed.destroyForcibly();
        assertNotEquals(0, code(killed));
        List<Process> rest = List.of(start(0, 3), start(2, 3), start(1, 3));
        for (Process process : rest) {
            completes(process);
        }
        List<JsonNode> lines = joined();
        assertEquals(
                IntStream.range(0, 30).boxed().toList(),
                lines.stream().map(it -> it.get("id").asInt()).toList());
        assertTrue(lines.stream().allMatch(it -> it.get("answer").equals(it.get("question"))));
        try (Stream<Path> files = Files.list(parts)) {
            assertEquals(3, files.count(), "the parts, and nothing of the attempts");
        }
        String log = Files.readString(folder.resolve("log3"));
        assertTrue(log.contains("mingle: 5 of 10 lines were answered by an earlier run"), log);
    }

    @Test
    void aLineThatKillsItsWorkerTwiceIsSetAsideAndTheRestGoesOn() throws Exception {
        write(6, 4, "die");
        assertEquals(137, code(start(1, 2)));
        assertEquals(137, code(start(1, 2)));
        completes(start(1, 2));
        List<JsonNode> lines = joined();
        assertEquals(3, lines.size());
        assertEquals("q3", lines.get(0).get("answer").asText());
        assertEquals("internal", lines.get(1).at("/error/code").asText());
        String told = lines.get(1).at("/error/message").asText();
        assertTrue(told.startsWith("Line 5 was being answered each of the 2 times"), told);
        assertEquals("q5", lines.get(2).get("answer").asText());
    }
}
