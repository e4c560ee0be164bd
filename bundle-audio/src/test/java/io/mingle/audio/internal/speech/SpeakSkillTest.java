package io.mingle.audio.internal.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.audio.sound.SoundReader;
import io.mingle.audio.sound.Waveform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SpeakSkillTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir Path parent;

    private static Map<String, Object> call(SpeakSkill skill, Map<String, Object> arguments) {
        return skill.invoke(new SkillRequest(arguments, GenerationOptions.GREEDY))
                .join(LIMIT)
                .result()
                .values();
    }

    @Test
    void theResultIsAWavFileThatSaysItIsSynthetic() throws IOException {
        try (TinySpeech tiny = TinySpeech.open(TinySpeech.model(parent.resolve("tiny")))) {
            SpeakSkill skill = new SpeakSkill(tiny.service(), false, "1");
            Map<String, Object> values = call(skill, Map.of("text", "Stop.", "seed", 3));
            Sound sound = (Sound) values.get("sound");
            Waveform wave = new SoundReader(100, Optional::empty).read(sound);
            assertEquals(values.get("rate"), wave.rate());
            double seconds = (double) wave.samples().length / wave.rate();
            assertEquals((double) values.get("seconds"), seconds, 0.01);
            String header = new String(sound.bytes(), 0, 100, StandardCharsets.ISO_8859_1);
            assertTrue(header.contains("synthetic speech"), header);
            assertEquals(3L, values.get("seed"));
        }
    }

    @Test
    void argumentsThatAreWrongAreNamed() throws IOException {
        try (TinySpeech tiny = TinySpeech.open(TinySpeech.model(parent.resolve("tiny")))) {
            SpeakSkill skill = new SpeakSkill(tiny.service(), false, "1");
            Sound me = TextSpeechTest.recording(16_000, 2, 0.5);
            Map<String, Map<String, Object>> wrong =
                    Map.of(
                            "'text'", Map.of(),
                            "'speed'", Map.of("text", "one", "speed", "fast"),
                            "'speed' is 9.0", Map.of("text", "one", "speed", 9),
                            "'nobody'", Map.of("text", "one", "voice", "nobody"),
                            "copiesVoices=true for io.mingle.audio",
                                    Map.of(
                                            "text",
                                            "one",
                                            "reference",
                                            me,
                                            "reference_text",
                                            "Me.",
                                            "consent",
                                            true));
            wrong.forEach(
                    (expected, arguments) -> {
                        String message =
                                assertThrows(
                                                InvalidRequestException.class,
                                                () -> call(skill, arguments))
                                        .getMessage();
                        assertTrue(message.contains(expected), message);
                    });
        }
    }
}
