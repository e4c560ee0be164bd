package io.mingle.audio.internal.recognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.media.MediaReader;
import io.mingle.api.media.SoundPieces;
import io.mingle.api.media.WavWriter;
import io.mingle.api.transcription.Hints;
import io.mingle.api.transcription.Segment;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.audio.sound.Waveform;
import io.mingle.audio.transcript.RecognitionPrompt;
import io.mingle.broker.Call;
import io.mingle.broker.testkit.FakeBroker;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings in a language of tones, which a model that is written here understands. */
@Timeout(120)
class RecognitionTest {

    private static final Duration LIMIT = Duration.ofSeconds(100);
    private static final int RATE = 16_000;
    private static final HearingModel MODEL =
            new HearingModel("model", OptionalDouble.of(300), 32_768, 126_464);
    private static final TranscriptionOptions USUAL = TranscriptionOptions.USUAL;

    @TempDir Path folder;

    private final ScriptedHearing hearing = new ScriptedHearing();
    private final ModelTranscription transcription =
            new ModelTranscription(MODEL, hearing, new FakeBroker());

    private Told told(Sound sound, TranscriptionOptions options) {
        return Told.of(transcription.transcribe(new SoundSource.InMemory(sound), options));
    }

    private static List<String> texts(Transcript transcript) {
        return transcript.segments().stream().map(Segment::text).toList();
    }

    @Test
    void eachStretchOfSpeechIsASegmentWithItsTimes() {
        Told told = told(Speech.sound(RATE, ". . nine four one . . . stop . ."), USUAL);
        Transcript transcript = told.finished().result();

        assertEquals(List.of("nine four one", "stop"), texts(transcript));
        assertEquals(5.5, transcript.duration().toMillis() / 1e3);
        Segment first = transcript.segments().get(0);
        assertEquals(1, first.number());
        assertEquals(1.0, first.start().toMillis() / 1e3, 0.2);
        assertEquals(2.4, first.end().toMillis() / 1e3, 0.2);
        assertEquals("English", first.language());
        assertEquals("English", transcript.language());
        assertEquals("nine four one stop", told.text());
        assertEquals(transcript.segments(), told.segments());
        assertEquals(20, told.finished().usage().promptTokens());
        assertEquals(Duration.ofMillis(5500), told.finished().usage().heard());
        assertEquals(List.of(), told.finished().warnings());
        assertEquals(
                List.of(RecognitionPrompt.PUBLISHED, RecognitionPrompt.PUBLISHED), hearing.prompts);
        assertEquals(List.of(), hearing.constraints);
        assertEquals(List.of(10, 10), hearing.unrepeated);
    }

    /** Twenty seconds without a pause of any length, in segments of at most four. */
    @Test
    void speechWithoutAPauseIsCutBetweenWords() {
        String words = ("nine four one stop go ".repeat(8)).strip();
        Told told =
                told(
                        Speech.sound(RATE, ". " + words + " ."),
                        USUAL.withLongestSegment(Duration.ofSeconds(4)));

        assertEquals(words, told.finished().result().text());
        assertTrue(hearing.seconds.size() >= 5, hearing.seconds.toString());
        assertTrue(hearing.seconds.stream().allMatch(it -> it <= 4), hearing.seconds.toString());
    }

    @Test
    void whatTheModelHearsAtATimeAndItsContextBoundSegments() {
        HearingModel small = new HearingModel("small", OptionalDouble.of(3), 4096, 500);
        assertEquals(2.95, small.longestSegment(USUAL), 1e-9);
        HearingModel narrow = new HearingModel("narrow", OptionalDouble.of(300), 512, 500);
        assertTrue(narrow.longestSegment(USUAL) < 12);
        assertTrue(
                narrow.longestSegment(USUAL.withHints(Hints.NONE.withTopic("a".repeat(100))))
                        < narrow.longestSegment(USUAL));
        assertEquals(30, MODEL.longestSegment(USUAL));
    }

    @Test
    void languageAndHintsAreTold() {
        told(
                        Speech.sound(RATE, ". one ."),
                        USUAL.withLanguage("en")
                                .withHints(Hints.NONE.withNames(List.of("nine", "four"))))
                .finished();

        assertEquals(
                List.of(RecognitionPrompt.PUBLISHED + " Language: English. Names: nine, four."),
                hearing.prompts);
        assertEquals(List.of("English\\t[^\\t]*"), hearing.constraints);
    }

    /** What models call them is published nowhere. */
    @Test
    void dialectsAreToldAndNotForced() {
        Sound sound = Speech.sound(RATE, ". one .");
        told(sound, USUAL.withLanguage("yue")).finished();
        told(sound, USUAL.withLanguage("zh").withHints(Hints.NONE.withDialect("Minnan")))
                .finished();

        assertEquals(List.of(), hearing.constraints);
        assertTrue(hearing.prompts.get(0).endsWith("Language: Cantonese."));
        assertTrue(hearing.prompts.get(1).endsWith("Language: Chinese. Dialect: Minnan."));
    }

    @Test
    void segmentsThatAreDoneAreNotHeardAgain() {
        Sound sound = Speech.sound(RATE, ". nine . . . four . . . one .");
        Transcript whole = told(sound, USUAL).finished().result();
        assertEquals(3, hearing.prompts.size());
        Segment kept = whole.segments().get(1);
        Segment changed =
                new Segment(
                        2, kept.start(), kept.end(), "English", "four!", OptionalDouble.of(-0.5));

        Told again = told(sound, USUAL.withDone(List.of(whole.segments().get(0), changed)));

        assertEquals(List.of("nine", "four!", "one"), texts(again.finished().result()));
        assertEquals("nine four! one", again.text());
        assertEquals(again.finished().result().segments(), again.segments());
        assertEquals(4, hearing.prompts.size());
    }

    @Test
    void aTranslationIsAskedForWhereTheSpeechIsNotEnglish() {
        hearing.language = "Chinese";
        Told told = told(Speech.sound(RATE, ". nine four ."), USUAL.withTranslate(true));

        assertEquals("NINE FOUR", told.finished().result().text());
        assertEquals("NINE FOUR", told.text());
        assertEquals("Chinese", told.finished().result().language());
        assertEquals(
                "Translate the Chinese phrase below into natural English. Return only the"
                        + " translation result without any explanations, prefixes, or formatting."
                        + " Phrase to translate:nine four",
                hearing.prompts.get(1));
        hearing.language = "English";
        Told same = told(Speech.sound(RATE, ". nine four ."), USUAL.withTranslate(true));
        assertEquals("nine four", same.finished().result().text());
        assertEquals("nine four", same.text());
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 44_100, 48_000})
    void anyRateIsHeard(int rate) {
        assertEquals(
                "nine stop",
                told(Speech.sound(rate, ". nine stop ."), USUAL).finished().result().text());
    }

    @Test
    void sixChannelsAreHeardAsOne() {
        float[] mono = Speech.say(RATE, ". go four .");
        ByteBuffer data = ByteBuffer.allocate(12 * mono.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : mono) {
            for (int channel = 0; channel < 6; channel++) {
                data.putShort((short) (sample * Short.MAX_VALUE));
            }
        }
        ByteBuffer file = ByteBuffer.allocate(44 + data.capacity()).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + data.capacity());
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) 6).putInt(RATE).putInt(12 * RATE);
        file.putShort((short) 12).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(data.capacity());
        file.put(data.array());

        assertEquals(
                "go four",
                told(new Sound("six.wav", file.array()), USUAL).finished().result().text());
    }

    @Test
    void silenceHasNoSegmentsAndAWarning() {
        Finished<Transcript> finished = told(Speech.sound(RATE, ". . . ."), USUAL).finished();

        assertEquals(List.of(), finished.result().segments());
        assertEquals(2, finished.result().duration().toSeconds());
        assertEquals("", finished.result().language());
        assertTrue(
                finished.warnings()
                        .get(0)
                        .startsWith("No speech was found in the sound 'talk.wav'"),
                finished.warnings().toString());
        assertEquals(List.of(), hearing.prompts);
    }

    @Test
    void clippedSpeechIsHeardAndTold() {
        float[] loud = Speech.say(RATE, ". nine four .");
        for (int i = 0; i < loud.length; i++) {
            loud[i] *= 20;
        }
        byte[] file = new WavWriter(RATE, WavWriter.Encoding.PCM16, "").file(loud);
        Finished<Transcript> finished = told(new Sound("loud.wav", file), USUAL).finished();

        assertEquals("nine four", finished.result().text());
        assertTrue(
                finished.warnings().get(0).contains("was recorded too loud"),
                finished.warnings().toString());
    }

    @Test
    void aTextThatIsCutOffIsTold() {
        hearing.reason = FinishReason.LENGTH;
        Finished<Transcript> finished = told(Speech.sound(RATE, ". one ."), USUAL).finished();

        assertTrue(
                finished.warnings().get(0).contains("was cut off at the limit on tokens"),
                finished.warnings().toString());
        assertTrue(hearing.limits.get(0) < 64, hearing.limits.toString());
    }

    @Test
    void whatIsNoRecordingIsRefused() throws Exception {
        byte[] empty = new WavWriter(RATE, WavWriter.Encoding.PCM16, "").file(new float[0]);
        refused(UnreadableContentException.class, "has no samples", new Sound("a.wav", empty));
        refused(
                UnreadableContentException.class,
                "io.mingle.media.ffmpeg is not installed",
                new Sound("a.mp3", "ID3 something".getBytes(StandardCharsets.US_ASCII)));
        Path missing = folder.resolve("missing.wav");
        MingleException error =
                assertThrows(
                        UnreadableContentException.class,
                        () ->
                                transcription
                                        .transcribe(new SoundSource.OnDisk(missing), USUAL)
                                        .join(LIMIT));
        assertTrue(error.getMessage().contains("does not exist"), error.getMessage());
        Path file = Files.write(folder.resolve("t.wav"), Speech.sound(RATE, ". go .").bytes());
        assertEquals(
                "go",
                transcription
                        .transcribe(new SoundSource.OnDisk(file), USUAL)
                        .join(LIMIT)
                        .result()
                        .text());
    }

    private <E extends MingleException> void refused(Class<E> type, String told, Sound sound) {
        String message = assertThrows(type, () -> told(sound, USUAL).finished()).getMessage();
        assertTrue(message.contains(told), message);
    }

    @Test
    void aRecordingThatIsTooLongIsRefusedWhenItsLimitIsReached() {
        String message =
                assertThrows(
                                ContentTooLargeException.class,
                                () ->
                                        told(
                                                        Speech.sound(RATE, "one . . . . . . ."),
                                                        USUAL.withLongest(Duration.ofSeconds(3)))
                                                .finished())
                        .getMessage();
        assertTrue(message.contains("lasts longer than"), message);
    }

    @Test
    void aModelThatCannotHearOrTranslateSaysSo() {
        ModelTranscription deaf =
                new ModelTranscription(
                        new HearingModel("nano", OptionalDouble.empty(), 4096, 448),
                        hearing,
                        new FakeBroker());
        SoundSource sound = new SoundSource.InMemory(Speech.sound(RATE, "one"));
        String message =
                assertThrows(SkillUnavailableException.class, () -> deaf.transcribe(sound, USUAL))
                        .getMessage();
        assertEquals(
                "Speech was to be written down by the model nano, which cannot hear: it has no"
                        + " audio encoder (whisper_encoder_config in config.json). Use a model with"
                        + " one.",
                message);
        assertThrows(SkillUnavailableException.class, deaf::longestSeconds);
        assertThrows(SkillUnavailableException.class, () -> deaf.listen("mic", RATE, USUAL));

        ModelTranscription small =
                new ModelTranscription(
                        new HearingModel("nano", OptionalDouble.of(30), 4096, 448),
                        hearing,
                        new FakeBroker());
        String translation =
                assertThrows(
                                SkillUnavailableException.class,
                                () -> small.transcribe(sound, USUAL.withTranslate(true)))
                        .getMessage();
        assertTrue(translation.contains("too few for two languages"), translation);
        assertThrows(
                InvalidRequestException.class,
                () -> small.transcribe(sound, USUAL.withLanguage("Klingon")));
        assertThrows(InvalidRequestException.class, () -> small.transcribe(null, USUAL));
        assertThrows(InvalidRequestException.class, () -> small.listen("mic", 100, USUAL));
    }

    /** A replacement of it waits for the recording, as it does for all that is leased. */
    @Test
    void whoDecodesARecordingIsLeasedUntilThatIsDone() {
        FakeBroker broker = new FakeBroker();
        List<Call> held = new CopyOnWriteArrayList<>();
        MediaReader reader =
                (MediaReader)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {MediaReader.class},
                                (proxy, method, arguments) -> {
                                    SoundPieces pieces = (SoundPieces) arguments[2];
                                    float[] said = Speech.say(RATE, "one . .");
                                    pieces.begin(RATE, said.length / (double) RATE);
                                    pieces.take(said, said.length);
                                    held.addAll(broker.calls());
                                    return List.of();
                                });
        broker.with(MediaReader.class, reader);
        Transcript written =
                new ModelTranscription(MODEL, hearing, broker)
                        .transcribe(new SoundSource.InMemory(Speech.sound(RATE, "four")), USUAL)
                        .join(LIMIT)
                        .result();
        assertEquals(List.of("one"), texts(written));
        assertEquals(1, held.size());
        assertEquals(List.of(), broker.calls());
    }

    @Test
    void aCancellationEndsTheAnswerUnderWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        GenerationChannel<Answer> endless = new GenerationChannel<>();
        endless.onCancel(endless::cancelled);
        Hearing waiting =
                new Hearing() {
                    @Override
                    public Generation<Answer> hear(
                            Waveform sound, String name, String prompt, GenerationOptions options) {
                        asked.countDown();
                        return endless;
                    }

                    @Override
                    public Generation<Answer> ask(String question, GenerationOptions options) {
                        return endless;
                    }
                };
        Generation<Transcript> generation =
                new ModelTranscription(MODEL, waiting, new FakeBroker())
                        .transcribe(
                                new SoundSource.InMemory(Speech.sound(RATE, "one . . . go")),
                                USUAL);
        asked.await();
        generation.cancel();

        assertThrows(CancelledException.class, () -> generation.join(LIMIT));
    }

    /** Two hours in which somebody speaks half of the time; a second is added at a time. */
    @Test
    void aLongRecordingIsHeldInPieces() {
        int rate = 1_000;
        SpeechCutter cutter = new SpeechCutter(rate, 30);
        float[] silent = Speech.say(rate, ". .");
        float[] spoken = Speech.say(rate, "nine nine");
        int most = 0;
        int pieces = 0;
        for (int second = 0; second < 7200; second++) {
            float[] samples = second % 200 < 100 ? spoken : silent;
            pieces += cutter.add(samples, samples.length).size();
            most = Math.max(most, cutter.kept());
        }
        assertEquals(7200L * rate, cutter.samples());
        assertTrue(most <= 64 * rate, most + " samples were kept");
        assertTrue(pieces >= 36 * 4, pieces + " pieces");
        assertEquals(
                1, Arrays.stream(new int[] {cutter.end().size()}).filter(it -> it <= 1).count());
    }
}
