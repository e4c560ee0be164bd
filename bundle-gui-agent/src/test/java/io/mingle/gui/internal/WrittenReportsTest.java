package io.mingle.gui.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.gui.ActOptions;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.AgentStep;
import io.mingle.api.gui.Confirmation;
import io.mingle.api.gui.Recording;
import io.mingle.api.gui.RunEnd;
import io.mingle.api.gui.device.DeviceProvider;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.gui.simulator.SimulatorProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class WrittenReportsTest {

    private static final ActOptions OPTIONS =
            ActOptions.on("sim:5").withConfirmation(Confirmation.NONE);

    private final WrittenReports reports = new WrittenReports();

    @Test
    void aPageHasScreenshotsTouchedSpotsAndThoughtsAndNeedsNothingElse() throws IOException {
        String page = html(run("<script>alert(1)</script>"));
        assertEquals(3, page.split("src=\"data:image/png;base64,", -1).length - 1);
        assertTrue(page.contains("cx=\"250\" cy=\"500\""), page);
        assertTrue(page.contains("<line x1=\"500\" y1=\"700\" x2=\"500\" y2=\"300\""), page);
        assertTrue(page.contains("I &lt;b&gt;think&lt;/b&gt;"), page);
        assertTrue(page.contains("<strong>success</strong>"), page);
        assertFalse(page.contains("<script"), page);
        assertFalse(page.contains("http:") || page.contains("https:"), page);
        assertFalse(page.contains("${"), page);
    }

    @Test
    void aTraceIsReplayedToTheSameScreens() throws IOException {
        AgentRun run = run("Look around");
        String trace = trace(run);
        assertEquals(4, trace.lines().count());
        Recording recording =
                reports.read(new ByteArrayInputStream(trace.getBytes(StandardCharsets.UTF_8)));
        assertEquals("Look around", recording.goal());
        AgentRun again = agent().replay(recording, OPTIONS).join(Duration.ofMinutes(1)).result();
        assertEquals(RunEnd.SUCCESS, again.end());
        assertEquals(
                run.steps().stream().map(AgentStep::screen).toList(),
                again.steps().stream().map(AgentStep::screen).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | it is empty",
                "nonsense | line 1 is not JSON",
                "{} | its first line does not begin with",
                "{\"format\":\"mingle-run\"}\\n{\"step\":1} | line 2 has no text 'reply'"
            })
    void whatIsNoTraceIsExplained(String text, String part) {
        byte[] bytes = text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
        InvalidRequestException refused =
                assertThrows(
                        InvalidRequestException.class,
                        () -> reports.read(new ByteArrayInputStream(bytes)));
        assertTrue(refused.getMessage().contains(part), refused::getMessage);
    }

    private static ActingAgent agent() {
        return new ActingAgent(
                new FakeBroker()
                        .with(
                                DeviceProvider.class,
                                new SimulatorProvider(),
                                DeviceProvider.SCHEME + "=sim"));
    }

    private static AgentRun run(String goal) {
        Recording recording =
                Recording.ofReplies(
                        goal,
                        "sim:5",
                        List.of(
                                "Thought: I <b>think</b>\nAction: scroll(down)",
                                "click(x=0.25,y=0.5)",
                                "done()"));
        return agent().replay(recording, OPTIONS).join(Duration.ofMinutes(1)).result();
    }

    private String html(AgentRun run) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reports.html(run, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private String trace(AgentRun run) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reports.trace(run, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
