package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the service unit and the recipe for a container in docs/service start, and how it ends. */
@Timeout(600)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "systemd and the shell are not there")
class DeploymentIT {

    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final Pattern PORT = Pattern.compile("Serving nano at http://[0-9.]+:(\\d+)/");
    private static final Path SERVICE = Path.of("../../docs/service/mingle.service");
    private static final Path CONTAINER = Path.of("../../docs/service/Containerfile");

    private static final Path JOB = Path.of("../../docs/service/batch-job.yaml");

    @TempDir private Path folder;
    private Process process;

    @AfterEach
    void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    /** Returns what follows a word at the beginning of a line. */
    private static String value(Path file, String word) throws Exception {
        Matcher line =
                Pattern.compile("^ *" + Pattern.quote(word) + "(.*)$", Pattern.MULTILINE)
                        .matcher(Files.readString(file));
        assertTrue(line.find(), word + " in " + file);
        return line.group(1).strip();
    }

    private static List<String> words(String json) throws Exception {
        return Arrays.asList(new ObjectMapper().readValue(json, String[].class));
    }

    /** Starts it, in this folder instead of those of a system, and returns its port. */
    private String start(List<String> command) throws Exception {
        List<String> here = new ArrayList<>();
        for (String word : command.subList(1, command.size())) {
            here.add(
                    word.replace("/opt/mingle/mingle.jar", System.getProperty("mingle.test.jar"))
                            .replace("/etc/mingle", folder.toString())
                            .replace("/var/lib/mingle", folder.resolve("state").toString())
                            .replace("%S/mingle", folder.resolve("state").toString())
                            .replace("0.0.0.0", "127.0.0.1"));
        }
        here.addAll(List.of("--port", "0"));
        Path out = folder.resolve("out.txt");
        process =
                MingleProcess.java(folder, here.toArray(String[]::new))
                        .redirectOutput(out.toFile())
                        .redirectErrorStream(true)
                        .start();
        long end = System.nanoTime() + LIMIT_NANOS;
        while (true) {
            String said = Files.readString(out, StandardCharsets.UTF_8);
            Matcher port = PORT.matcher(said);
            if (port.find()) {
                return port.group(1);
            }
            assertTrue(process.isAlive() && System.nanoTime() < end, said);
            Thread.sleep(50);
        }
    }

    private int terminate() throws Exception {
        process.destroy();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it does not end");
        return process.exitValue();
    }

    @Test
    void theServiceServesAndEndsAsItsUnitExpects() throws Exception {
        String command = value(SERVICE, "ExecStart=");
        assertTrue(command.endsWith(" $MINGLE_OPTIONS"), command);
        start(List.of(command.replace(" $MINGLE_OPTIONS", "").split(" ")));
        assertTrue(Files.isDirectory(folder.resolve("state/skills")));
        assertEquals(Integer.parseInt(value(SERVICE, "SuccessExitStatus=")), terminate());
    }

    @Test
    void theContainerServesWithKeysAndItsHealthIsTold() throws Exception {
        assertEquals(0, MingleProcess.run(folder, "key", "alice").code());
        List<String> command = new ArrayList<>(words(value(CONTAINER, "ENTRYPOINT ")));
        command.addAll(words(value(CONTAINER, "CMD [\"serve\"").transform("[\"serve\""::concat)));
        String port = start(command);

        List<String> health = new ArrayList<>();
        for (String word :
                words(value(CONTAINER, "CMD [\"bash\"").transform("[\"bash\""::concat))) {
            health.add(word.replace("8080", port));
        }
        assertEquals(0, run(health));
        terminate();
        assertNotEquals(0, run(health));
    }

    private int run(List<String> command) throws Exception {
        Process run =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("health.txt").toFile())
                        .start();
        assertTrue(run.waitFor(1, TimeUnit.MINUTES), command.toString());
        return run.exitValue();
    }

    @Test
    void aWorkerOfTheJobAnswersItsPart() throws Exception {
        try (InputStream picture = Mingle.class.getResourceAsStream("command/shapes.png")) {
            Files.copy(picture, folder.resolve("a.png"));
        }
        String line =
                "{\"id\": %s, \"image\": \"a.png\", \"question\": \"Read.\", \"max_tokens\": 2}";
        Files.write(
                folder.resolve("in.jsonl"),
                IntStream.range(0, 8).mapToObj(it -> line.formatted(it)).toList());
        List<String> entry = words(value(CONTAINER, "ENTRYPOINT "));
        List<String> command = new ArrayList<>(entry.subList(1, entry.size()));
        String arguments = value(JOB, "args: [").replace("]", "");
        for (String word : arguments.split(", ")) {
            command.add(word.replace("/data", folder.toString()));
        }
        command.replaceAll(
                it -> it.replace("/opt/mingle/mingle.jar", System.getProperty("mingle.test.jar")));
        ProcessBuilder builder = MingleProcess.java(folder, command.toArray(String[]::new));
        builder.environment().putAll(Map.of("JOB_COMPLETION_INDEX", "3", "MINGLE_SHARDS", "8"));
        MingleProcess worker = MingleProcess.run(folder, builder);
        assertEquals(0, worker.code(), worker.err());
        List<String> answers =
                Files.readAllLines(folder.resolve("parts/part-00003-of-00008.jsonl"));
        assertEquals(1, answers.size());
        assertTrue(answers.get(0).startsWith("{\"id\":3,"), answers.get(0));
        assertTrue(answers.get(0).contains("\"answer\":"), answers.get(0));
    }

    @Test
    void theContainerIsBuiltAsTheCommandBuildsItself() throws Exception {
        Pattern build = Pattern.compile("\\./mvnw -B (?:-ntp )?(-D.* package)");
        Matcher here = build.matcher(Files.readString(CONTAINER));
        Matcher there = build.matcher(Files.readString(Path.of("../../mingle")));
        assertTrue(here.find() && there.find());
        assertEquals(there.group(1), here.group(1));
    }
}
