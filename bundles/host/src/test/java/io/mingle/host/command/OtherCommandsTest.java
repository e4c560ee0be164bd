package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.bench.Benchmark;
import io.mingle.api.bench.BenchmarkReport;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.InternalException;
import io.mingle.api.model.MemoryReport;
import io.mingle.api.model.MemoryUse;
import io.mingle.api.understanding.Understanding;
import io.mingle.host.EchoSkill;
import io.mingle.host.FakePlatform;
import io.mingle.host.launch.InstalledBundle;
import io.mingle.host.launch.InstalledBundle.DeclaredSkill;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherCommandsTest {

    private final FakePlatform platform = new FakePlatform();
    private final CommandLineRun line = new CommandLineRun(platform);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ask",
                "chat",
                "run",
                "batch",
                "demo",
                "skills",
                "inspect",
                "convert",
                "new-skill",
                "train",
                "bench"
            })
    void everyCommandHasHelpAndVersion(String command) {
        assertEquals(ExitCode.OK, line.run(command, "--help"));
        assertTrue(line.out().contains("Usage: mingle " + command), line.out());
        assertTrue(line.out().contains("Exit codes: 0 is success; 'mingle --help'"), line.out());
        assertFalse(line.out().contains("memory-refused"), line.out());
        CommandLineRun version = new CommandLineRun(platform);
        assertEquals(ExitCode.OK, version.run(command, "--version"));
        assertTrue(version.out().startsWith("mingle "), version.out());
    }

    private static String firstWord(ErrorCode code) {
        return code.meaning().split(" ")[0];
    }

    @Test
    void helpListsTheCommands() {
        assertEquals(ExitCode.OK, line.run("--help"));
        for (String command :
                List.of(
                        "demo",
                        "ask",
                        "chat",
                        "run",
                        "batch",
                        "skills",
                        "inspect",
                        "convert",
                        "convert",
                        "new-skill",
                        "train",
                        "bench")) {
            assertTrue(line.out().contains("\n  " + command + " "), line.out());
        }
    }

    @Test
    void thePageOfCommandsHasAllThatHelpLists() throws Exception {
        assertEquals(ExitCode.OK, line.run("--help"));
        String page = Files.readString(Path.of("../../docs/commands.md"));
        List<String> commands =
                Pattern.compile("^  ([a-z-]+)  ", Pattern.MULTILINE)
                        .matcher(line.out())
                        .results()
                        .map(it -> it.group(1))
                        .toList();
        assertTrue(commands.contains("new-skill"), line.out());
        for (String command : commands) {
            assertTrue(page.contains("| `mingle " + command), command);
        }
    }

    @Test
    void theHelpOfMingleListsTheExitCodes() {
        assertEquals(ExitCode.OK, line.run("--help"));
        for (ErrorCode code : ErrorCode.values()) {
            String told = "\n *%s +%s: %s".formatted(code.exitCode(), code.text(), firstWord(code));
            assertTrue(Pattern.compile(told).matcher(line.out()).find(), line.out());
        }
    }

    @Test
    void helpNamesTheBenchmarksAndTheFieldsOfABatch() {
        assertEquals(ExitCode.OK, line.run("bench", "--help"));
        assertTrue(line.out().replaceAll("\\s+", " ").contains("hear (sounds"), line.out());
        CommandLineRun batch = new CommandLineRun(platform);
        assertEquals(ExitCode.OK, batch.run("batch", "--help"));
        assertTrue(
                batch.out().replaceAll("\\s+", " ").contains("'audio' or 'audios'"), batch.out());
    }

    @Test
    void noCommandAndUnknownCommandAreUsageErrors() {
        assertEquals(ExitCode.USAGE, line.run());
        assertEquals(1, line.err().strip().lines().count());
        assertEquals(ExitCode.USAGE, new CommandLineRun(platform).run("paint"));
    }

    @Test
    void skillsAreListedWithStateAndMemoryAlsoIfTheyDoNotRun() {
        platform.with(Understanding.class, (question, options) -> FakePlatform.answer("yes"))
                .with(MemoryReport.class, new Memory())
                .with(new EchoSkill("echo"))
                .with(
                        new InstalledBundle(
                                "io.mingle.fake",
                                "1.0.0",
                                "ACTIVE",
                                "",
                                List.of(new DeclaredSkill("ask", "1.0.0"))))
                .with(
                        new InstalledBundle(
                                "io.mingle.sad",
                                "2.0.0",
                                "INSTALLED",
                                "The bundle io.mingle.sad 2.0.0 cannot be resolved.",
                                List.of(new DeclaredSkill("sing", "1.0.0"))));
        assertEquals(ExitCode.OK, line.run("skills"));
        List<String> lines = line.out().lines().toList();
        assertEquals("SKILL          BUNDLE          VERSION  STATE       MEMORY", lines.get(0));
        assertEquals("Understanding  io.mingle.fake  1.0.0    active     13.4 MB", lines.get(1));
        assertEquals("ask            io.mingle.fake  1.0.0    active     13.4 MB", lines.get(2));
        assertEquals("sing           io.mingle.sad   2.0.0    installed      0 B", lines.get(3));
        assertTrue(line.out().contains("io.mingle.sad 2.0.0 cannot be resolved."), line.out());
        assertTrue(
                line.out()
                        .contains(
                                "echo: Says its name."
                                        + System.lineSeparator()
                                        + "    no arguments"),
                line.out());
        assertTrue(
                line.out().contains("Memory 13.4 MB of 2.0 GB: io.mingle.fake weights 13.4 MB"),
                line.out());
    }

    @Test
    void skillsAsJsonTellTheSame() throws Exception {
        platform.with(Understanding.class, (question, options) -> FakePlatform.answer("yes"))
                .with(MemoryReport.class, new Memory());
        assertEquals(ExitCode.OK, line.run("skills", "--json"));
        JsonNode object = new ObjectMapper().readTree(line.out());
        assertEquals("io.mingle.fake", object.at("/skills/0/bundle").asText());
        assertEquals(13_400_000, object.at("/skills/0/memory_bytes").asLong());
        assertEquals(2_000_000_000L, object.at("/memory/limit_bytes").asLong());
    }

    @Test
    void skillsTellWhyThereIsNoModel() {
        platform.lacking(new InternalException("The engine is missing."), true);
        assertEquals(ExitCode.OK, line.run("skills"));
        assertTrue(line.out().startsWith("SKILL"), line.out());
        assertEquals("mingle: The engine is missing. [internal]", line.err().strip());
    }

    @Test
    void benchmarkIsPrintedAsATableOrAsJson() throws Exception {
        platform.with(Benchmark.class, new Decode(), "name=decode");
        assertEquals(ExitCode.OK, line.run("bench", "decode", "--seconds", "0.5"));
        assertTrue(line.out().contains("two cores"), line.out());
        assertTrue(line.out().contains("rows  tokens/s"), line.out());
        assertTrue(line.out().contains("   1       500"), line.out());
        assertTrue(line.out().contains("a note"), line.out());

        CommandLineRun json = new CommandLineRun(platform);
        assertEquals(ExitCode.OK, json.run("bench", "decode", "--json", "--seconds", "0.5"));
        JsonNode object = new ObjectMapper().readTree(json.out());
        assertEquals("500", object.at("/rows/0/1").asText());
        assertEquals("decode", object.at("/benchmark").asText());
    }

    @Test
    void benchmarkThatFindsWhatShouldNotBeFailsAfterItsTable() throws Exception {
        Failing failing = new Failing(List.of("The logits differ too far."));
        platform.with(Benchmark.class, failing, "name=decode");
        assertEquals(ExitCode.FAILED, line.run("bench", "decode"));
        assertTrue(line.out().contains("logits"), line.out());
        assertEquals("The logits differ too far.", line.err().strip());

        CommandLineRun json = new CommandLineRun(platform);
        assertEquals(ExitCode.FAILED, json.run("bench", "decode", "--json"));
        JsonNode object = new ObjectMapper().readTree(json.out());
        assertEquals("The logits differ too far.", object.at("/failures/0").asText());
    }

    @Test
    void unknownBenchmarkIsToldWhatThereIs() {
        platform.with(Benchmark.class, new Decode(), "name=decode");
        assertEquals(ErrorCode.INVALID_REQUEST.exitCode(), line.run("bench", "paint"));
        assertEquals(
                "mingle: There is no benchmark 'paint'. There is: decode. [invalid-request]",
                line.err().strip());
    }

    @Test
    void benchmarkOfNoNameOrNoTimeIsAUsageError() {
        assertEquals(ExitCode.USAGE, line.run("bench"));
        assertEquals(ExitCode.USAGE, new CommandLineRun(platform).run("bench", "(name=*)"));
        assertEquals(
                ExitCode.USAGE,
                new CommandLineRun(platform).run("bench", "decode", "--seconds", "0"));
    }

    @Test
    void timeOfABenchmarkHasBoundsThatAreTold() {
        for (String seconds : List.of("0", "-1", "NaN", "1e6")) {
            CommandLineRun run = new CommandLineRun(platform);
            assertEquals(ExitCode.USAGE, run.run("bench", "decode", "--seconds", seconds));
            assertTrue(run.err().contains("more than 0 and at most 100000."), run.err());
            assertEquals(List.of(), run.starts());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--swaps", "--threads"})
    void noSwapsAndNoThreadsAreRefusedBeforeAnythingStarts(String option) {
        assertEquals(ExitCode.USAGE, line.run("bench", "swap", option, "0"));
        assertTrue(line.err().contains(option + " is 0; it has to be 1 or more."), line.err());
        assertEquals(List.of(), line.starts());
    }

    @Test
    void aBundleIsNotReplacedBeforeItWasReplaced() {
        assertEquals(ExitCode.USAGE, line.run("bench", "swap", "--gap", "-1"));
        assertTrue(line.err().contains("--gap is -1; it has to be 0 or more."), line.err());
        assertEquals(List.of(), line.starts());
    }

    private record Memory() implements MemoryReport {

        @Override
        public List<MemoryUse> uses() {
            return List.of(
                    new MemoryUse("io.mingle.fake", "weights", 0, 13_400_000),
                    new MemoryUse("io.mingle.core", MemoryUse.MAPPED, 0, 36_400_000_000L));
        }

        @Override
        public long limit() {
            return 2_000_000_000L;
        }
    }

    private record Failing(List<String> failures) implements Benchmark {

        @Override
        public String name() {
            return "decode";
        }

        @Override
        public String summary() {
            return "Compares.";
        }

        @Override
        public BenchmarkReport run(Duration perCase, Consumer<String> progress) {
            return new BenchmarkReport(
                    "two cores", List.of("STAGE"), List.of(List.of("logits")), List.of(), failures);
        }
    }

    private record Decode() implements Benchmark {

        @Override
        public String name() {
            return "decode";
        }

        @Override
        public String summary() {
            return "Decodes.";
        }

        @Override
        public BenchmarkReport run(Duration perCase, Consumer<String> progress) {
            assertEquals(Duration.ofMillis(500), perCase);
            return new BenchmarkReport(
                    "two cores",
                    List.of("rows", "tokens/s"),
                    List.of(List.of("1", "500")),
                    List.of("a note"));
        }
    }
}
