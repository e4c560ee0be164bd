package io.mingle.audio.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Usage;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.audio.encoder.AudioNames;
import io.mingle.audio.sound.Wav;
import io.mingle.media.internal.FfmpegReader;
import io.mingle.thinker.Input;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From files to an answer, with a small random model outside a framework. */
@Timeout(120)
class HearingTest {

    private static final Text WORDS = new Text("What do you hear?");

    @TempDir Path parent;

    @Test
    void aSecondOfSoundTakesTwentyFiveTokensAtAnyRate() throws IOException {
        try (Tiny tiny = new Tiny(parent.resolve("tiny"), true, 1)) {
            int words = tiny.ask(WORDS).usage().promptTokens();
            for (int rate : new int[] {8_000, 16_000, 44_100}) {
                Usage usage = tiny.ask(tone(rate, rate, 440), WORDS).usage();
                assertEquals(words + 25 + 2, usage.promptTokens());
                assertEquals(1, usage.heard().toMillis() / 1000.0, 0.01);
            }
        }
    }

    @Test
    void whatIsHeardDecidesTheAnswer() throws IOException {
        try (Tiny tiny = new Tiny(parent.resolve("tiny"), true, 1)) {
            String low = tiny.text(WORDS, tone(16_000, 8_000, 200));
            assertEquals(low, tiny.text(WORDS, tone(16_000, 8_000, 200)));
            assertNotEquals(low, tiny.text(WORDS, tone(16_000, 8_000, 3000)));
        }
    }

    @Test
    void aSoundAloneIsAQuestionAndSoAreSeveral() throws IOException {
        try (Tiny tiny = new Tiny(parent.resolve("tiny"), true, 1)) {
            Sound half = tone(16_000, 8_000, 200);
            int one = tiny.ask(half).usage().promptTokens();
            assertEquals(one + 13 + 2, tiny.ask(half, half).usage().promptTokens());
        }
    }

    @Test
    void anEncoderWithTheNamesOfVersion1HearsTheSame() throws IOException {
        Content[] question = {WORDS, tone(16_000, 8_000, 200)};
        String heard;
        try (Tiny tiny = new Tiny(parent.resolve("tiny"), true, 1)) {
            heard = tiny.text(question);
        }
        AudioNames version1 = new AudioNames("whisper_encoder.", "linear_proj_whisper.");
        Path folder = TinyModel.write(parent.resolve("v1"), true, 1, version1::stored);
        try (Tiny older = new Tiny(folder)) {
            assertEquals(heard, older.text(question));
        }
    }

    @Test
    void anEncoderThatDoesNotFitIsRefusedWithAllDifferences() throws IOException {
        Path folder =
                TinyModel.write(
                        parent.resolve("v1"),
                        true,
                        1,
                        name ->
                                switch (name) {
                                    case "audio.conv1.bias" -> "whisper_encoder.conv3.bias";
                                    case "linear_proj_audio.0.bias" -> "linear_proj_audio.1.bias";
                                    default -> name;
                                });
        String message =
                assertThrows(BrokenModelException.class, () -> new Tiny(folder)).getMessage();
        assertTrue(message.contains("missing: whisper_encoder.conv1.weight [16, 16, 3]"), message);
        assertTrue(message.contains("1 unexpected: whisper_encoder.conv3.bias"), message);
        assertTrue(message.contains("missing: linear_proj_whisper.0.weight"), message);
    }

    @Test
    void soundsPassTheRouterForSounds() throws IOException {
        Content[] question = {tone(16_000, 16_000, 440), WORDS};
        String words;
        String heard;
        try (Tiny tiny = new Tiny(parent.resolve("one"), true, 1)) {
            words = tiny.text(WORDS);
            heard = tiny.text(question);
        }
        try (Tiny other = new Tiny(parent.resolve("other"), true, 2)) {
            assertEquals(words, other.text(WORDS));
            assertNotEquals(heard, other.text(question));
        }
    }

    @Test
    void aModelThatCannotHearSaysSo() throws IOException {
        try (Tiny deaf = new Tiny(parent.resolve("deaf"), false, 1)) {
            InvalidRequestException error =
                    assertThrows(
                            InvalidRequestException.class,
                            () -> deaf.ask(tone(16_000, 8_000, 200), WORDS));
            assertEquals(
                    "The sound 'tone.wav' was sent to the model deaf, which cannot hear: it has"
                            + " no audio encoder (whisper_encoder_config in config.json). Leave"
                            + " sounds out, or use a model with one.",
                    error.getMessage());
        }
    }

    @Test
    void theModelSaysHowLongASoundMayLast() throws IOException {
        try (Tiny tiny = new Tiny(parent.resolve("tiny"), true, 1)) {
            int longest = TinyModel.MAX_SECONDS * 8_000;
            assertEquals(
                    50 + 2 + tiny.ask(WORDS).usage().promptTokens(),
                    tiny.ask(tone(8_000, longest, 200), WORDS).usage().promptTokens());
            ContentTooLargeException error =
                    assertThrows(
                            ContentTooLargeException.class,
                            () -> tiny.ask(tone(8_000, longest + 400, 200), WORDS));
            assertTrue(error.getMessage().contains("at most 2.0 s"), error.getMessage());
        }
    }

    @Test
    void whatIsTooShortOrNoSoundIsRefused() throws IOException {
        try (Tiny tiny = new Tiny(parent.resolve("tiny"), true, 1)) {
            UnreadableContentException error =
                    assertThrows(
                            UnreadableContentException.class,
                            () -> tiny.ask(tone(16_000, 200, 200), WORDS));
            assertTrue(error.getMessage().contains("201 are the least"), error.getMessage());
            InvalidRequestException picture =
                    assertThrows(
                            InvalidRequestException.class,
                            () -> tiny.ask(new Picture("a.png", new byte[] {1}), WORDS));
            assertTrue(picture.getMessage().contains("was given a Picture"), picture.getMessage());
        }
    }

    /** A quarter of a second in two lossy formats: seven tokens. */
    @ParameterizedTest
    @ValueSource(strings = {"tone.mp3", "tone.opus"})
    void filesThatAreNoWavAreHeardThroughTheMediaReader(String name) throws IOException {
        Sound sound = Sound.read(Path.of("src/test/resources/reference/files", name));
        try (Tiny tiny = new Tiny(parent.resolve("tiny"), true, 1)) {
            UnreadableContentException missing =
                    assertThrows(UnreadableContentException.class, () -> tiny.ask(sound, WORDS));
            assertTrue(
                    missing.getMessage().contains("io.mingle.media.ffmpeg is not installed"),
                    missing.getMessage());

            String cache = System.getProperty("mingle.engine.cache");
            tiny.encoder.media = FfmpegReader.in(Path.of(cache).resolve("ffmpeg"));
            int words = tiny.ask(WORDS).usage().promptTokens();
            assertEquals(words + 7 + 2, tiny.ask(sound, WORDS).usage().promptTokens());
        }
    }

    private static Sound tone(int rate, int samples, double hertz) {
        short[] tone = new short[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = (short) (20_000 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return Wav.of("tone.wav", rate, tone);
    }

    /** All that answers. */
    private static final class Tiny implements AutoCloseable {
        private final TinyHearing hearing;
        private final AudioEncoder encoder;

        Tiny(Path folder, boolean hears, long routers) throws IOException {
            this(TinyModel.write(folder, hears, routers));
        }

        Tiny(Path folder) {
            hearing = new TinyHearing(folder);
            encoder = hearing.encoder();
        }

        Finished<Answer> ask(Content... content) {
            List<Input> inputs = new ArrayList<>();
            for (Content piece : content) {
                if (piece instanceof Text text) {
                    inputs.add(new Input.Words(text.text()));
                } else {
                    inputs.addAll(encoder.prepare(piece));
                }
            }
            return hearing.thinker()
                    .generate(inputs, GenerationOptions.GREEDY.withMaxTokens(24))
                    .join(Duration.ofSeconds(60));
        }

        String text(Content... content) {
            return ask(content).result().text();
        }

        @Override
        public void close() {
            hearing.close();
        }
    }
}
