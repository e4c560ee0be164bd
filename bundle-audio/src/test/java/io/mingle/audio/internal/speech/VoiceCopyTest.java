package io.mingle.audio.internal.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.media.WavWriter;
import io.mingle.api.media.WavWriter.Encoding;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpokenSound;
import io.mingle.api.speech.VoiceReference;
import io.mingle.audio.feature.MelSpectrogram;
import io.mingle.audio.sound.SoundReader;
import io.mingle.audio.sound.Waveform;
import io.mingle.audio.tiny.TinyTalker;
import io.mingle.audio.voice.KnownVoice;
import io.mingle.onnx.internal.OnnxGraphs;
import io.mingle.parity.ReferenceValues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Speaking in the voice of a recording, with small graphs of ONNX in ONNX Runtime itself. */
@Timeout(300)
class VoiceCopyTest {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final SpeechOptions SEEDED = SpeechOptions.USUAL.withSeed(3);

    @TempDir Path parent;
    private Path model;

    @BeforeEach
    void write() throws IOException {
        model = TinySpeech.model(parent.resolve("tiny"));
        TinyTalker.addListeners(model);
    }

    private TinySpeech tiny() {
        TinySpeech tiny = TinySpeech.open(model);
        Path cache = Path.of(System.getProperty("mingle.engine.cache"), "onnx");
        tiny.speaker().graphs = OnnxGraphs.in(cache);
        return tiny;
    }

    private Path graph(String name) {
        return model.resolve("talker").resolve(name);
    }

    /** Noise that gets louder and quieter, as speech does. */
    private static VoiceReference reference(long seed, int rate, double seconds) {
        float[] samples = ReferenceValues.drawn(seed, (int) (rate * seconds), 256);
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= (float) Math.abs(Math.sin((seed + 2.0) * i / rate));
        }
        byte[] file = new WavWriter(rate, Encoding.PCM16, "").file(samples);
        return new VoiceReference(new Sound("me.wav", file), "Hello there.", true);
    }

    private static float[] spoken(TinySpeech tiny, VoiceReference reference) {
        SpeechOptions options = SEEDED.withReference(reference);
        return SpokenSound.of(tiny.service().speak("One.", options), LIMIT).samples();
    }

    private static <T extends MingleException> String refusal(
            Class<T> kind, TinySpeech tiny, VoiceReference reference) {
        SpeechOptions options = SEEDED.withReference(reference);
        return assertThrows(kind, () -> tiny.service().speak("One.", options).join(LIMIT))
                .getMessage();
    }

    @Test
    void twoRecordingsGiveTwoVoicesAndTheSameGivesTheSame() {
        try (TinySpeech tiny = tiny()) {
            float[] one = spoken(tiny, reference(1, 16_000, 2));
            assertArrayEquals(one, spoken(tiny, reference(1, 16_000, 2)));
            assertFalse(Arrays.equals(one, spoken(tiny, reference(2, 16_000, 2))));
        }
    }

    @Test
    void theVoiceHasWhatTheGraphsMakeOfTheRecording() {
        try (TinySpeech tiny = tiny()) {
            VoiceReference reference = reference(1, 24_000, 2.015);
            KnownVoice voice = tiny.speaker().copied(reference);
            Waveform wave = new SoundReader(30, Optional::empty).read(reference.recording());
            VoiceFeatures features =
                    VoiceFeatures.of(
                            tiny.device.runtime(), wave, Optional.of(MelSpectrogram.STREAMING));
            int[] all = codes(features);
            // The last code would have no frame of the flow.
            assertEquals(101, all.length);
            assertEquals(100, features.frames().length / 80);
            assertEquals(100, voice.codes().length);
            for (int i = 0; i < 100; i++) {
                int apart = Math.floorMod(all[i] - voice.codes()[i], 90);
                assertTrue(apart <= 1 || apart == 89, "code " + i + " is rounded otherwise");
            }
            assertArrayEquals(features.frames(), voice.mel());
            assertEquals(20, voice.print().length);
            assertEquals("Hello there.", voice.text());
            KnownVoice other = tiny.speaker().copied(reference(2, 24_000, 2.015));
            assertFalse(Arrays.equals(voice.codes(), other.codes()));
            assertFalse(Arrays.equals(voice.print(), other.print()));
        }
    }

    /** What the small tokenizer makes of frames; see its README. */
    private static int[] codes(VoiceFeatures features) {
        float[] values = features.logMel().values();
        int frames = features.logMel().shape().get(2).intValue();
        assertEquals(201, frames);
        int[] codes = new int[(frames + 1) / 2];
        for (int i = 0; i < codes.length; i++) {
            double sum = 0;
            for (int band = 0; band < 128; band++) {
                sum += values[band * frames + 2 * i];
            }
            codes[i] = Math.floorMod((int) Math.floor((float) (sum / 128) * 1000f), 90);
        }
        return codes;
    }

    @Test
    void nothingIsHeldAfterwards() {
        try (TinySpeech tiny = tiny()) {
            spoken(tiny, reference(1, 16_000, 2));
            long held = tiny.device.held();
            spoken(tiny, reference(2, 16_000, 2));
            assertEquals(held, tiny.device.held());
        }
    }

    @Test
    void aModelWithoutGraphsNamesThem() throws IOException {
        Files.delete(graph("campplus.onnx"));
        try (TinySpeech tiny = tiny()) {
            String message =
                    refusal(SkillUnavailableException.class, tiny, reference(1, 16_000, 2));
            assertEquals(
                    "The voice in 'me.wav' was to be copied, and the model tiny lacks what listens"
                            + " to voices: campplus.onnx in its folder talker. Put there what is"
                            + " published with it, or choose one of the model's voices; 'mingle"
                            + " speak --voices' lists them.",
                    message);
            Files.delete(graph("speech_tokenizer_v1.onnx"));
            message = refusal(SkillUnavailableException.class, tiny, reference(1, 16_000, 2));
            assertTrue(message.contains("campplus.onnx and speech_tokenizer_v1.onnx"), message);
        }
    }

    @Test
    void anInstallationThatRunsNoGraphsNamesTheBundle() {
        try (TinySpeech tiny = TinySpeech.open(model)) {
            String message =
                    refusal(SkillUnavailableException.class, tiny, reference(1, 16_000, 2));
            assertTrue(
                    message.contains("the bundle io.mingle.engine.onnx is not installed. Install"),
                    message);
        }
    }

    @Test
    void aDamagedGraphIsNamedAndOtherVoicesStillSpeak() throws IOException {
        byte[] whole = Files.readAllBytes(graph("campplus.onnx"));
        Files.write(graph("campplus.onnx"), Arrays.copyOf(whole, whole.length / 2));
        try (TinySpeech tiny = tiny()) {
            String message = refusal(BrokenModelException.class, tiny, reference(1, 16_000, 2));
            assertTrue(message.startsWith("The graph " + graph("campplus.onnx")), message);
            assertTrue(message.contains("it is cut off. Fetch the file again"), message);
            assertTrue(
                    SpokenSound.of(tiny.service().speak("One.", SEEDED), LIMIT).samples().length
                            > 0);
        }
    }

    @Test
    void graphsOfSomethingElseAreRefused() throws IOException {
        Files.delete(graph("campplus.onnx"));
        Files.copy(graph("speech_tokenizer_v1.onnx"), graph("campplus.onnx"));
        try (TinySpeech tiny = tiny()) {
            String message = refusal(BrokenModelException.class, tiny, reference(1, 16_000, 2));
            assertTrue(message.contains("which is not what listens to voices"), message);
        }
    }

    private void printsBy(String name) throws IOException {
        Files.delete(graph("campplus.onnx"));
        String resource = "/reference/voice-graphs/" + name;
        try (InputStream in = getClass().getResourceAsStream(resource)) {
            Files.copy(in, graph("campplus.onnx"));
        }
    }

    @Test
    void aPrintOfAnotherSizeIsRefused() throws IOException {
        printsBy("seven.onnx");
        try (TinySpeech tiny = tiny()) {
            String message = refusal(BrokenModelException.class, tiny, reference(1, 16_000, 2));
            assertTrue(
                    message.contains(
                            "makes values of the shape [1, 7], and the talker takes prints of 20"
                                    + " values. Take it from the same model as the talker."),
                    message);
        }
    }

    @Test
    void aCopyThatIsCancelledEndsAndAnotherVoiceSpeaks() throws Exception {
        printsBy("endless.onnx");
        try (TinySpeech tiny = tiny()) {
            Generation<Speech> speech = copying(tiny);
            speech.cancel();
            assertThrows(CancelledException.class, () -> speech.join(LIMIT));
            await(() -> !listens());
            assertTrue(
                    SpokenSound.of(tiny.service().speak("One.", SEEDED), LIMIT).samples().length
                            > 0);
        }
    }

    @Test
    void aCopyThatOutlivesTheSpeakerEndsWithARequestToAskAgain() throws Exception {
        printsBy("endless.onnx");
        try (TinySpeech tiny = tiny()) {
            Generation<Speech> speech = copying(tiny);
            tiny.speaker().close();
            String message =
                    assertThrows(SkillUnavailableException.class, () -> speech.join(LIMIT))
                            .getMessage();
            assertTrue(message.contains("was stopped while it spoke. Ask again"), message);
            await(() -> !listens());
        }
    }

    /** Returns what listens, and does not end by itself. */
    private static Generation<Speech> copying(TinySpeech tiny) throws InterruptedException {
        SpeechOptions options = SEEDED.withReference(reference(1, 16_000, 2));
        Generation<Speech> speech = tiny.service().speak("One.", options);
        await(VoiceCopyTest::listens);
        return speech;
    }

    private static boolean listens() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(it -> it.getName().equals("mingle-graph"));
    }

    private static void await(BooleanSupplier wanted) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!wanted.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within " + LIMIT);
            Thread.sleep(10);
        }
    }

    @Test
    void aRecordingThatIsTooShortForItsWordsIsToldSo() {
        try (TinySpeech tiny = tiny()) {
            VoiceReference brief = reference(1, 16_000, 1);
            VoiceReference wordy =
                    new VoiceReference(brief.recording(), "Hello there. ".repeat(20), true);
            SpeechOptions options = SEEDED.withReference(wordy);
            String message =
                    assertThrows(
                                    MingleException.class,
                                    () -> tiny.service().speak("One.", options).join(LIMIT))
                            .getMessage();
            assertTrue(message.contains("Use a longer reference of the voice."), message);
        }
    }
}
