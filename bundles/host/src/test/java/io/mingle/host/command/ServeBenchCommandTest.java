package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.host.FakePlatform;
import io.mingle.host.load.StubServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ServeBenchCommandTest {

    private final CommandLineRun line = new CommandLineRun(new FakePlatform());

    private int bench(StubServer server, String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "bench",
                                "serve",
                                "--seconds",
                                "0.1",
                                "--url",
                                server.address().toString()));
        arguments.addAll(List.of(more));
        return line.run(arguments.toArray(String[]::new));
    }

    @Test
    void eachNumberOfClientsHasItsRow() throws Exception {
        try (StubServer server = new StubServer(100)) {
            assertEquals(ExitCode.OK, bench(server, "--clients", "1,3"), line.err());
        }
        assertTrue(line.out().startsWith("stub at http://127.0.0.1:"), line.out());
        assertTrue(line.out().contains("CLIENTS  REQUESTS/S  TOKENS/S  WITHOUT HTTP"), line.out());
        assertEquals(List.of(), line.servings(), "nothing is started for a server that runs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models", "models/", "models/v1", "models/v1/"})
    void aServerBelowAPathIsAskedThere(String path) throws Exception {
        try (StubServer server = new StubServer(100, "/models")) {
            assertEquals(
                    ExitCode.OK,
                    line.run(
                            "bench",
                            "serve",
                            "--seconds",
                            "0.1",
                            "--clients",
                            "1",
                            "--url",
                            server.address() + path),
                    line.err());
        }
        assertTrue(line.out().contains("/models/"), line.out());
    }

    @Test
    void failuresAreCountedAndTold() throws Exception {
        try (StubServer server = new StubServer(100)) {
            server.say(500, "{\"error\": {\"code\": \"internal\"}}");
            assertEquals(ExitCode.FAILED, bench(server, "--clients", "2", "--json"));
        }
        JsonNode only = new ObjectMapper().readTree(line.out()).at("/cases/0");
        assertEquals(0, only.path("answered").asInt());
        assertTrue(only.path("failed").asInt() >= 2, line.out());
        assertEquals("status 500 internal", only.path("first_failure").asText());
    }

    @Test
    void anOverloadedServerIsHeldToWhatIsPromised() throws Exception {
        try (StubServer server = new StubServer(2)) {
            bench(server, "--overload", "0.01", "--json");
        }
        JsonNode report = new ObjectMapper().readTree(line.out());
        assertEquals(2, report.path("cases").size(), line.out());
        List<String> findings = new ArrayList<>();
        report.path("findings").forEach(it -> findings.add(it.path("what").asText()));
        assertEquals(
                List.of(
                        "requests at a time",
                        "refusals",
                        "failures",
                        "answer p99",
                        "one question afterwards"),
                findings);
        assertEquals("0", report.at("/findings/2/found").asText());
        assertEquals("answered", report.at("/findings/4/found").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "--clients=0, --clients is 0; it has to be from 1 to 1024.",
        "--seconds=-1, --seconds is -1; it has to be from 0.001 to 100000.",
        "--tokens=0, --tokens is 0; it has to be from 1 to 2147483647.",
        "--overload=0, --overload is 0; it has to be from 0.001 to",
        "--url=here, 'here' is no address of a server.",
        "--url=ftp://127.0.0.1/, 'ftp://127.0.0.1/' is no address of a server. Write it as http://",
        "--url=http:///v1, 'http:///v1' is no address of a server.",
        "--url=http://127.0.0.1/?a=b, 'http://127.0.0.1/?a=b' is no address of a server.",
        "--url=http://me:secret@127.0.0.1/, is no address of a server."
    })
    void whatMakesNoSenseIsRefused(String option, String text) {
        assertEquals(ExitCode.USAGE, line.run("bench", "serve", option));
        assertTrue(line.err().contains(text), line.err());
    }

    @Test
    void whereNobodyAnswersTheCommandSaysWhatToDo() throws Exception {
        StubServer server = new StubServer(1);
        server.close();
        assertEquals(ExitCode.USAGE, bench(server));
        assertTrue(line.err().contains("Start one with 'mingle serve'"), line.err());
    }
}
