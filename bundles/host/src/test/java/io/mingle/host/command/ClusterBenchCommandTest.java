package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.host.FakePlatform;
import io.mingle.host.load.ClusterRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Processes that answer as {@code mingle batch} does, which has tests of its own. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class ClusterBenchCommandTest {

    /** Answers the lines of which the shard is the rest of a division. */
    private static final String ANSWER =
            "awk -v k=%s -v n=%s 'NR %% n == k { sub(/}$/, \",\\\"answer\\\":1}\"); print }'"
                    + " \"%s\"";

    private static final String ANSWERS = ANSWER.formatted(0, 1, "$IN");

    @TempDir private Path folder;
    private final CommandLineRun run = new CommandLineRun(new FakePlatform());
    private final List<Integer> threads = new ArrayList<>();

    private List<String> worker(int count, List<String> arguments) {
        threads.add(count);
        String in = arguments.get(arguments.size() - 2);
        String out = arguments.get(arguments.size() - 1);
        int shard = arguments.indexOf("--shard");
        String script =
                shard < 0
                        ? "%s > '%s'".formatted(ANSWER.formatted(0, 1, in), out)
                        : shard(arguments.get(shard + 1).split("/"), in, out);
        return List.of("sh", "-c", script);
    }

    private static String shard(String[] part, String in, String out) {
        return "mkdir -p '%s'; %s > '%s/part-%s'"
                .formatted(out, ANSWER.formatted(part[0], part[1], in), out, part[0]);
    }

    private ClusterRun.Figures measure(Map<String, String> others) throws Exception {
        return new ClusterRun(this::worker, null, folder, text -> {})
                .run(new byte[] {1}, 0.01, 0, 2, others);
    }

    @Test
    void eachWayAnswersTheSameLinesOnce() throws Exception {
        Map<String, String> others = new HashMap<>();
        others.put("file", ANSWERS + " > \"$OUT\"");
        others.put("parts", "mkdir \"$OUT\" && " + ANSWERS + " > \"$OUT/part-0.json\"");
        ClusterRun.Figures figures = measure(others);
        assertEquals(4, figures.cases().size());
        ClusterRun.Case plain = figures.cases().get(0);
        for (ClusterRun.Case it : figures.cases()) {
            assertEquals(plain.lines(), it.lines());
            assertTrue(it.seconds() > 0 && it.linesPerSecond() > 0);
            assertEquals(it.seconds() / plain.seconds() - 1, it.overhead(plain));
        }
        int all = Runtime.getRuntime().availableProcessors();
        int half = Math.max(1, all / 2);
        assertEquals(List.of(all, all, all, all, half, half), threads);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo No cluster.; exit 3| A worker ended with 3 and said: No cluster.",
                "mkdir $OUT| lines 0 were answered. What was measured has to write each into",
                "cat $IN $IN > $OUT| was answered twice, or not: line 0.",
                "echo '{\"id\":0,\"error\":{\"message\":\"Gone\"}}' > $OUT| or not: Gone."
            })
    void whatDoesNotAnswerThemIsNoFigure(String command, String told) {
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class, () -> measure(Map.of("other", command)));
        assertTrue(error.getMessage().contains(told), error::getMessage);
    }

    @Test
    void figuresArePrintedForPeopleAndPrograms() throws Exception {
        ClusterBenchCommand command = new ClusterBenchCommand(run.session(), this::worker);
        assertEquals(0, new CommandLine(command).execute("--seconds", "0.01"));
        assertTrue(
                run.out()
                        .startsWith(
                                "CASE        WORKERS  LINES  SECONDS  LINES/S  OVERHEAD  CPU, S"),
                run.out());
        assertTrue(run.out().contains(" s from its start to its first answer"), run.out());
        CommandLineRun other = new CommandLineRun(new FakePlatform());
        command = new ClusterBenchCommand(other.session(), this::worker);
        assertEquals(0, new CommandLine(command).execute("--lines", "7", "--json"));
        JsonNode object = new ObjectMapper().readTree(other.out());
        assertEquals("workers", object.at("/cases/1/name").asText());
        assertEquals(2, object.at("/cases/1/workers").asInt());
        assertEquals(7, object.at("/cases/1/lines").asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seconds=0|--seconds is 0; it has to be from 0.001 to 100000.",
                "--workers=0|--workers is 0; it has to be from 1 to 1024.",
                "--with=Sp ark=ls|'Sp ark' is no name for what --with measures"
            })
    void whatCannotBeMeasuredIsRefused(String option, String told) {
        assertEquals(2, run.run("bench", "cluster", option));
        assertTrue(run.err().contains(told), run.err());
    }
}
