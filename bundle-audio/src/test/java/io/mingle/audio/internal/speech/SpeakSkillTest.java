package io.mingle.audio.internal.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.speech.Voice;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.audio.sound.SoundReader;
import io.mingle.audio.sound.Waveform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    /** A speech whose length is wrong, so that no file can be made of it. */
    private static final class TooLong implements SpeechSynthesis {

        @Override
        public Generation<Speech> speak(SpokenText text, SpeechOptions options) {
            GenerationChannel<Speech> channel = new GenerationChannel<>();
            channel.publish(new SpeechChunk(24_000, new float[10], 0));
            Speech speech = new Speech(24_000, 1L << 40, 1, 1, 1, 1, Duration.ZERO);
            channel.finished(speech, Usage.NONE);
            return channel;
        }

        @Override
        public List<Voice> voices() {
            return List.of();
        }
    }

    @Test
    void aSpeechOfWhichNoFileCanBeMadeEndsWithTheReason() {
        SpeakSkill skill = new SpeakSkill(new TooLong(), false, "1");
        Exception e =
                assertThrows(
                        InvalidRequestException.class, () -> call(skill, Map.of("text", "one")));
        assertTrue(e.getMessage().contains("Write it in parts."), e.getMessage());
    }
}
