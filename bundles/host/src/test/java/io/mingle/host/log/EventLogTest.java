package io.mingle.host.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.event.Level;

class EventLogTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Logger logger =
            new StderrLogger("io.mingle.Some", () -> new PrintStream(bytes, true));

    @TempDir private Path folder;

    @AfterEach
    void reset() {
        LogLevel.alsoWrite(null, false);
    }

    private List<String> written(boolean json, Level level) throws Exception {
        Path file = folder.resolve("logs/mingle.log");
        try (EventLog log = EventLog.into(file, json, level)) {
            LogLevel.alsoWrite(log, false);
            logger.atInfo()
                    .addKeyValue("status", 200)
                    .addKeyValue("route", "/v1/skills/*")
                    .log("answered {}\nmingle: forged", 200);
            logger.debug("nobody wants to know");
            logger.warn("odd", new IllegalStateException("why"));
        }
        return Files.readAllLines(file);
    }

    @Test
    void anEventIsAnObjectOnALineWithItsPairs() throws Exception {
        List<String> lines = written(true, Level.INFO);
        assertEquals(2, lines.size(), lines::toString);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertEquals("INFO", first.path("level").asText());
        assertEquals("io.mingle.Some", first.path("logger").asText());
        assertEquals(200, first.path("status").asInt());
        assertEquals("/v1/skills/*", first.path("route").asText());
        assertTrue(first.path("@timestamp").asText().startsWith("20"), lines.get(0));
        JsonNode second = new ObjectMapper().readTree(lines.get(1));
        assertTrue(second.path("stack_trace").asText().contains("why"), lines.get(1));
    }

    @Test
    void anEventIsALineWithTimeAndLevelWhateverIsInIt() throws Exception {
        List<String> lines = written(false, Level.DEBUG);
        assertTrue(
                lines.get(0)
                        .matches(
                                "\\d{4}-\\d\\d-\\d\\dT\\S+ INFO +io\\.mingle\\.Some - answered 200"
                                        + " mingle: forged"),
                lines.get(0));
        assertTrue(lines.get(1).contains("DEBUG"), lines.get(1));
    }

    /** At that level Jetty writes headers and bodies. */
    @Test
    void whatGoesOverTheWireIsNeverWritten() throws Exception {
        Logger wire = new StderrLogger("org.eclipse.jetty.http.HttpParser", () -> null);
        Path file = folder.resolve("wire.log");
        try (EventLog log = EventLog.into(file, false, Level.DEBUG)) {
            LogLevel.alsoWrite(log, false);
            assertFalse(wire.isDebugEnabled());
            wire.debug("Authorization: Bearer secret");
            wire.info("started");
            logger.debug("decided");
        }
        List<String> lines = Files.readAllLines(file);
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(lines.get(0).endsWith("started"), lines.get(0));
        assertTrue(lines.get(1).endsWith("decided"), lines.get(1));
    }

    @Test
    void aPersonIsToldAsBefore() throws Exception {
        written(true, Level.INFO);
        assertEquals(
                "mingle: warning: odd (java.lang.IllegalStateException: why)",
                bytes.toString().strip());
        assertFalse(bytes.toString().contains("answered"));
    }
}
