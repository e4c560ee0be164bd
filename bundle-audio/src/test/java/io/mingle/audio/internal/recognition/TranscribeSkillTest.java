package io.mingle.audio.internal.recognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.testkit.FakeBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TranscribeSkillTest {

    private final ScriptedHearing hearing = new ScriptedHearing();
    private final TranscribeSkill skill =
            new TranscribeSkill(
                    new ModelTranscription(
                            new HearingModel("model", OptionalDouble.of(300), 32_768, 126_464),
                            hearing,
                            new FakeBroker()),
                    "1.0");

    private SkillResult invoke(Map<String, Object> arguments) {
        return skill.invoke(new SkillRequest(arguments, GenerationOptions.GREEDY))
                .join(Duration.ofSeconds(100))
                .result();
    }

    @Test
    void aRecordingBecomesATextWithTimes() {
        Map<String, Object> values =
                invoke(
                                Map.of(
                                        "sound",
                                        Speech.sound(16_000, ". nine four ."),
                                        "language",
                                        "en",
                                        "names",
                                        List.of("Ada"),
                                        "format",
                                        "srt"))
                        .values();

        assertEquals("nine four", values.get("text"));
        assertEquals("English", values.get("language"));
        assertEquals(2.0, values.get("duration"));
        Map<?, ?> segment = (Map<?, ?>) ((List<?>) values.get("segments")).get(0);
        assertEquals("nine four", segment.get("text"));
        assertTrue((double) segment.get("end") > (double) segment.get("start"));
        assertTrue(values.get("file").toString().startsWith("1\n00:00:00,"), values.toString());
        assertTrue(hearing.prompts.get(0).endsWith("Names: Ada."), hearing.prompts.toString());
    }

    @Test
    void whatIsWrongIsTold() {
        refused("takes a sound, and got []", Map.of());
        refused(
                "Choose one of [text, json, srt, vtt]",
                Map.of("sound", Speech.sound(8_000, "."), "format", "pdf"));
        refused("is no text", Map.of("sound", Speech.sound(8_000, "."), "domain", 1));
    }

    private void refused(String told, Map<String, Object> arguments) {
        String message =
                assertThrows(InvalidRequestException.class, () -> invoke(arguments)).getMessage();
        assertTrue(message.contains(told), message);
    }
}
