package io.mingle.audio.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Finished;
import io.mingle.api.media.MediaReader;
import io.mingle.api.transcription.LiveTranscription;
import io.mingle.api.transcription.Segment;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.audio.internal.recognition.ModelTranscription;
import io.mingle.audio.sound.Wav;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.media.internal.FfmpegReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recordings to a small random model, which hears two seconds at a time and babbles. */
@Timeout(180)
class ModelRecognitionTest {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int RATE = 16_000;
    private static final TranscriptionOptions SHORT =
            TranscriptionOptions.USUAL.withGeneration(
                    TranscriptionOptions.USUAL.generation().withMaxTokens(16));

    @TempDir Path folder;

    /** A tone of a second in each but the last of some times two seconds. */
    private static short[] tones(int times) {
        short[] samples = new short[2 * times * RATE];
        for (int i = 0; i < samples.length; i++) {
            boolean loud = i / RATE % 2 == 0;
            samples[i] = (short) (loud ? 9_000 * Math.sin(2 * Math.PI * 300 * i / RATE) : 0);
        }
        return samples;
    }

    @Test
    void eachToneIsASegmentOfItsOwn() throws Exception {
        try (TinyHearing hearing = new TinyHearing(TinyModel.write(folder.resolve("m"), true, 1))) {
            ModelTranscription transcription = transcription(hearing);
            Sound sound = Wav.of("tones.wav", RATE, tones(3));
            Finished<Transcript> finished =
                    transcription
                            .transcribe(
                                    new SoundSource.InMemory(sound), SHORT.withLanguage("English"))
                            .join(LIMIT);

            List<Segment> segments = finished.result().segments();
            assertEquals(3, segments.size(), segments.toString());
            for (int i = 0; i < 3; i++) {
                Segment segment = segments.get(i);
                // The model is held to the language that is known.
                assertEquals("English", segment.language());
                assertEquals(2 * i, segment.start().toMillis() / 1e3, 0.2);
                assertEquals(2 * i + 1, segment.end().toMillis() / 1e3, 0.2);
                assertTrue(segment.logprob().getAsDouble() < 0);
            }
            assertEquals(6, finished.usage().heard().toSeconds());
            assertEquals(2, transcription.longestSeconds());
        }
    }

    @Test
    void aFileIsHeardAsTheSameSoundInMemory() throws Exception {
        try (TinyHearing hearing = new TinyHearing(TinyModel.write(folder.resolve("m"), true, 1))) {
            Sound sound = Wav.of("tones.wav", RATE, tones(2));
            Path file = Files.write(folder.resolve("tones.wav"), sound.bytes());
            FakeBroker broker = new FakeBroker();
            List<Segment> plain = segments(hearing, broker, new SoundSource.InMemory(sound));
            assertEquals(plain, segments(hearing, broker, new SoundSource.OnDisk(file)));
            String cache = System.getProperty("mingle.engine.cache");
            broker.with(MediaReader.class, FfmpegReader.in(Path.of(cache).resolve("ffmpeg")));

            assertEquals(plain, segments(hearing, broker, new SoundSource.InMemory(sound)));
            assertEquals(plain, segments(hearing, broker, new SoundSource.OnDisk(file)));
        }
    }

    private static List<Segment> segments(
            TinyHearing hearing, FakeBroker broker, SoundSource source) {
        return transcription(hearing, broker)
                .transcribe(source, SHORT)
                .join(LIMIT)
                .result()
                .segments();
    }

    @Test
    void speechWithoutAPauseIsCutToWhatTheModelHears() throws Exception {
        try (TinyHearing hearing = new TinyHearing(TinyModel.write(folder.resolve("m"), true, 1))) {
            short[] endless = new short[9 * RATE];
            for (int i = 0; i < endless.length; i++) {
                endless[i] = (short) (9_000 * Math.sin(2 * Math.PI * 300 * i / RATE));
            }
            Sound sound = Wav.of("long.wav", RATE, endless);
            Transcript transcript =
                    transcription(hearing)
                            .transcribe(
                                    new SoundSource.InMemory(sound), SHORT.withLanguage("English"))
                            .join(LIMIT)
                            .result();
            assertEquals(9, transcript.duration().toSeconds());
        }
    }

    @Test
    void liveSoundIsHeardWithTheSameModel() throws Exception {
        try (TinyHearing hearing = new TinyHearing(TinyModel.write(folder.resolve("m"), true, 1));
                LiveTranscription live = transcription(hearing).listen("mic", RATE, SHORT)) {
            float[] samples = new float[3 * RATE];
            for (int i = 0; i < 2 * RATE; i++) {
                samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * 300 * i / RATE));
            }
            live.add(samples);
            live.end();

            assertEquals(3, live.transcript().join(LIMIT).result().duration().toSeconds());
        }
    }

    @Test
    void aModelThatCannotHearSaysSo() throws Exception {
        try (TinyHearing deaf = new TinyHearing(TinyModel.write(folder.resolve("m"), false, 1))) {
            ModelTranscription transcription = transcription(deaf);
            Sound sound = Wav.of("tones.wav", RATE, tones(1));
            String message =
                    assertThrows(
                                    SkillUnavailableException.class,
                                    () ->
                                            transcription.transcribe(
                                                    new SoundSource.InMemory(sound), SHORT))
                            .getMessage();
            assertTrue(message.contains("the model m, which cannot hear"), message);
        }
    }

    private static ModelTranscription transcription(TinyHearing hearing) {
        return transcription(hearing, new FakeBroker());
    }

    private static ModelTranscription transcription(TinyHearing hearing, FakeBroker broker) {
        return new ModelTranscription(
                hearing.encoder(), hearing.thinker(), hearing.model(), broker);
    }
}
