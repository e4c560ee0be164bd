package io.mingle.gui.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.gui.device.DeviceProvider;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Answers;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.gui.simulator.SimulatorProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ActSkillTest {

    private final FakeDevice device = new FakeDevice();
    private final List<String> replies = new ArrayList<>();
    private final ActSkill skill =
            new ActSkill(
                    new ActingAgent(
                            new FakeBroker()
                                    .with(
                                            DeviceProvider.class,
                                            new SimulatorProvider(),
                                            DeviceProvider.SCHEME + "=sim")
                                    .with(
                                            DeviceProvider.class,
                                            device,
                                            DeviceProvider.SCHEME + "=fake")
                                    .with(
                                            Understanding.class,
                                            (conversation, options) ->
                                                    Answers.of(replies.remove(0)))),
                    List.of("sim", "sim:*", "fake:mine/*"),
                    "1.0.0");

    private Map<String, Object> called(Map<String, Object> arguments) {
        SkillResult result =
                skill.invoke(new SkillRequest(arguments, GenerationOptions.GREEDY))
                        .join(Duration.ofMinutes(1))
                        .result();
        return result.values();
    }

    @Test
    void aRunIsAskedForByName() {
        replies.addAll(
                List.of("Thought: Down.\nAction: scroll(down)", "Action: answer(text=\"42\")"));
        Map<String, Object> values =
                called(Map.of("goal", "How many?", "device", "sim:7", "max_steps", 3L));
        assertEquals("success", values.get("end"));
        assertEquals("42", values.get("answer"));
        assertTrue(values.get("screen") instanceof Picture);
        Map<?, ?> first = (Map<?, ?>) ((List<?>) values.get("steps")).get(0);
        assertEquals("Down.", first.get("thought"));
        assertEquals("scroll down", first.get("action"));
        assertEquals("done", first.get("outcome"));
    }

    @Test
    void whatWouldBeAskedAboutIsNotDone() {
        device.elements = List.of(FakeDevice.button("Pay"));
        replies.add("click(x=0.5,y=0.5)");
        Map<String, Object> values = called(Map.of("goal", "Pay", "device", "fake:mine/1"));
        assertEquals("refused", values.get("end"));
        assertEquals(List.of(), device.performed);
    }

    @Test
    void aDeviceThatIsRealIsOnlyToldAboutUnlessThatIsAskedFor() {
        device.real = true;
        replies.addAll(List.of("back()", "back()", "done()"));
        Map<String, Object> told = called(Map.of("goal", "Go", "device", "fake:mine/1"));
        assertEquals("dry run", told.get("end"));
        called(Map.of("goal", "Go", "device", "fake:mine/1", "dry_run", false));
        assertEquals(1, device.performed.size());
    }

    @Test
    void whatIsNotAllowedOrNoGoalIsRefused() {
        for (String other :
                List.of("fake", "fake:yours", "adb:x", "web:http://localhost/", "simx")) {
            InvalidRequestException refused =
                    assertThrows(
                            InvalidRequestException.class,
                            () -> called(Map.of("goal", "Go", "device", other)));
            assertTrue(
                    refused.getMessage().contains("sim, sim:*, fake:mine/*"), refused::getMessage);
        }
        assertThrows(InvalidRequestException.class, () -> called(Map.of()));
        assertThrows(InvalidRequestException.class, () -> called(Map.of("goal", " ")));
        assertThrows(
                InvalidRequestException.class,
                () -> called(Map.of("goal", "Go", "max_steps", 1.5)));
        assertThrows(
                InvalidRequestException.class,
                () -> called(Map.of("goal", "Go", "max_steps", 1000L)));
        InvalidRequestException word =
                assertThrows(
                        InvalidRequestException.class,
                        () -> called(Map.of("goal", "Go", "dry_run", "true")));
        assertTrue(word.getMessage().contains("'dry_run' as true or false"), word::getMessage);
    }
}
