package io.mingle.audio.internal.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.End;
import io.mingle.api.event.Event;
import io.mingle.api.event.Generation;
import io.mingle.api.media.WavWriter;
import io.mingle.api.media.WavWriter.Encoding;
import io.mingle.api.speech.SentenceBegun;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenSound;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.speech.VoiceReference;
import io.mingle.audio.internal.TinyModel;
import io.mingle.audio.tiny.TinyTalker;
import io.mingle.audio.voice.KnownVoice;
import io.mingle.audio.voice.VoiceFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From text to samples, with a small random model outside a framework. */
@Timeout(300)
class TextSpeechTest {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final SpeechOptions SEEDED = SpeechOptions.USUAL.withSeed(3);

    @TempDir Path parent;

    /** Gathers events, so that a test can wait for one. */
    private record Listener(BlockingQueue<Event> events) implements Flow.Subscriber<Event> {

        static Listener to(Generation<?> generation) {
            Listener listener = new Listener(new LinkedBlockingQueue<>());
            generation.subscribe(listener);
            return listener;
        }

        <E extends Event> E await(Class<E> kind) throws InterruptedException {
            while (true) {
                Event event = events.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
                assertFalse(event == null || event instanceof End, () -> "ended with " + event);
                if (kind.isInstance(event)) {
                    return kind.cast(event);
                }
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Event event) {
            events.add(event);
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onComplete() {}
    }

    private TinySpeech tiny() throws IOException {
        return TinySpeech.open(TinySpeech.model(parent.resolve("tiny")));
    }

    private static SpokenSound spoken(SpeechSynthesis service, String text, SpeechOptions options) {
        return SpokenSound.of(service.speak(text, options), LIMIT);
    }

    private static String refusal(
            Class<? extends MingleException> kind, SpeechSynthesis service, String text) {
        return assertThrows(kind, () -> service.speak(text, SEEDED).join(LIMIT)).getMessage();
    }

    @Test
    void theSameSeedSaysTheSameAndEachCodeHasItsSamples() throws IOException {
        try (TinySpeech tiny = tiny()) {
            SpokenSound one = spoken(tiny.service(), "One, two.", SEEDED);
            Speech speech = one.speech();
            assertTrue(speech.sentences() >= 1);
            assertEquals(one.samples().length, speech.samples());
            int frame = one.samples().length / speech.codes();
            assertEquals(frame * speech.codes(), one.samples().length);
            for (float sample : one.samples()) {
                assertTrue(sample >= -1 && sample <= 1);
            }
            assertArrayEquals(one.samples(), spoken(tiny.service(), "One, two.", SEEDED).samples());
        }
    }

    @Test
    void soundComesBeforeTheTextIsComplete() throws Exception {
        try (TinySpeech tiny = tiny()) {
            SpokenText text = new SpokenText();
            Generation<Speech> generation = tiny.service().speak(text, SEEDED);
            Listener listener = Listener.to(generation);
            text.add("One two three four five six seven eight nine ten one two three, ");
            assertEquals(0, listener.await(SentenceBegun.class).index());
            assertEquals(0, listener.await(SpeechChunk.class).sentence());
            text.add("and so on it goes.");
            text.end();
            assertTrue(generation.join(LIMIT).result().sentences() >= 2);
            assertTrue(listener.await(SentenceBegun.class).index() >= 1);
        }
    }

    @Test
    void twiceAsFastIsHalfAsLong() throws IOException {
        try (TinySpeech tiny = tiny()) {
            Speech usual = spoken(tiny.service(), "Stop.", SEEDED).speech();
            Speech fast = spoken(tiny.service(), "Stop.", SEEDED.withSpeed(2)).speech();
            assertEquals(usual.codes(), fast.codes());
            double ratio = (double) usual.samples() / fast.samples();
            assertTrue(ratio >= 2 && ratio < 2.2, "ratio " + ratio);
        }
    }

    @Test
    void theVoiceGoesByTheLanguageUnlessNamed() throws IOException {
        try (TinySpeech tiny = tiny()) {
            assertEquals(
                    List.of("anna", "li"),
                    tiny.service().voices().stream().map(it -> it.name()).toList());
            float[] english = spoken(tiny.service(), "One.", SEEDED).samples();
            assertArrayEquals(
                    english, spoken(tiny.service(), "One.", SEEDED.withVoice("anna")).samples());
            float[] other = spoken(tiny.service(), "One.", SEEDED.withVoice("li")).samples();
            assertFalse(Arrays.equals(english, other));
            assertArrayEquals(
                    spoken(tiny.service(), "你好。", SEEDED).samples(),
                    spoken(tiny.service(), "你好。", SEEDED.withVoice("li")).samples());
        }
    }

    @Test
    void aTalkerOfVersion1SpeaksSentencesLongerThanItsVoice() throws IOException {
        Path model = TinySpeech.model(parent.resolve("older"));
        Path config = model.resolve("talker/config.json");
        Files.writeString(
                config, Files.readString(config).replaceFirst("\\{", "{\"prompt_layout\": \"1\","));
        String text = "one two three four five six seven eight nine";
        try (TinySpeech tiny = TinySpeech.open(model)) {
            assertEquals(1, spoken(tiny.service(), text, SEEDED).speech().sentences());
        }
    }

    @Test
    void whatWasHeardChangesWhatIsSaid() throws IOException {
        try (TinySpeech tiny = tiny()) {
            float[] alone = spoken(tiny.service(), "Yes.", SEEDED).samples();
            SpeechOptions answer = SEEDED.withHeard(Conversation.of("Is it so?"));
            float[] heard = spoken(tiny.service(), "Yes.", answer).samples();
            assertFalse(Arrays.equals(alone, heard));
            assertArrayEquals(heard, spoken(tiny.service(), "Yes.", answer).samples());
        }
    }

    @Test
    void cancelledSpeechEndsAndGivesEverythingBack() throws Exception {
        try (TinySpeech tiny = tiny()) {
            spoken(tiny.service(), "One.", SEEDED);
            SpokenText endless = new SpokenText();
            endless.add("One two three four five six seven eight nine ten one two three, ");
            Generation<Speech> generation = tiny.service().speak(endless, SEEDED);
            Listener.to(generation).await(SpeechChunk.class);
            generation.cancel();
            assertThrows(CancelledException.class, () -> generation.join(LIMIT));
            assertTrue(spoken(tiny.service(), "One.", SEEDED).speech().samples() > 0);
        }
    }

    @Test
    void speechThatOutlivesTheSpeakerEndsWithARequestToAskAgain() throws Exception {
        try (TinySpeech tiny = tiny()) {
            SpokenText endless = new SpokenText();
            endless.add("One two three four five six seven eight nine ten one two three, ");
            Generation<Speech> generation = tiny.service().speak(endless, SEEDED);
            Listener.to(generation).await(SpeechChunk.class);
            tiny.speaker().close();
            String message =
                    assertThrows(SkillUnavailableException.class, () -> generation.join(LIMIT))
                            .getMessage();
            assertTrue(message.contains("was stopped while it spoke. Ask again"), message);
        }
    }

    @Test
    void textWithoutAWordIsRefused() throws IOException {
        try (TinySpeech tiny = tiny()) {
            for (String text : new String[] {"", " \n", "…!?", "🙂 — 🙂"}) {
                String message = refusal(InvalidRequestException.class, tiny.service(), text);
                assertTrue(message.contains("no word that can be said"), message);
            }
        }
    }

    @Test
    void textThatIsTooLongIsRefusedBeforeAnythingIsSaid() throws IOException {
        try (TinySpeech tiny = tiny()) {
            String message =
                    refusal(InvalidRequestException.class, tiny.service(), "word ".repeat(20_000));
            assertEquals(
                    "A text of 100000 characters was to be spoken; at most 50000 are spoken at a"
                            + " time. Give it in parts.",
                    message);
        }
    }

    @Test
    void anUnknownVoiceIsRefusedWithTheNamesOfThoseThereAre() throws IOException {
        try (TinySpeech tiny = tiny()) {
            SpeechOptions options = SEEDED.withVoice("nobody");
            Exception e =
                    assertThrows(
                            InvalidRequestException.class,
                            () -> tiny.service().speak("One.", options));
            assertEquals(
                    "The voice 'nobody' was asked for; the model has anna, li. Choose one of"
                            + " them.",
                    e.getMessage());
        }
    }

    @Test
    void aModelWithoutATalkerSaysWhatItLacks() throws IOException {
        try (TinySpeech tiny = TinySpeech.open(TinyModel.write(parent.resolve("mute"), true, 1))) {
            String message = refusal(SkillUnavailableException.class, tiny.service(), "One.");
            assertTrue(
                    message.startsWith(
                            "Speech was asked of the model mute, which cannot speak: its folder"
                                    + " talker lacks config.json, tokenizer.json,"),
                    message);
            new SpeakingSelfTest(tiny.speaker()).run();
        }
    }

    @Test
    void aModelWithoutVoicesSaysSo() throws IOException {
        Path model = TinyTalker.add(TinyModel.write(parent.resolve("tiny"), true, 1));
        try (TinySpeech tiny = TinySpeech.open(model)) {
            String message = refusal(SkillUnavailableException.class, tiny.service(), "One.");
            assertTrue(message.contains("no voice in talker/voices"), message);
        }
    }

    @Test
    void aVoiceOfAnotherModelIsRefusedByName() throws IOException {
        Path model = TinySpeech.model(parent.resolve("tiny"));
        new VoiceFolder(model.resolve("talker/voices"))
                .write(
                        new KnownVoice(
                                "other",
                                "en",
                                "",
                                "So it was.",
                                new int[] {1, 2},
                                new float[19],
                                new float[0]));
        try (TinySpeech tiny = TinySpeech.open(model)) {
            Generation<Speech> speech = tiny.service().speak("One.", SEEDED.withVoice("other"));
            String message =
                    assertThrows(BrokenModelException.class, () -> speech.join(LIMIT)).getMessage();
            assertTrue(message.startsWith("The voice 'other' has a print of 19 values"), message);
            assertTrue(spoken(tiny.service(), "One.", SEEDED).speech().samples() > 0);
        }
    }

    static Sound recording(int rate, double seconds, double loudness) {
        float[] samples = new float[(int) (rate * seconds)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (loudness * Math.sin(2 * Math.PI * 200 * i / rate));
        }
        byte[] file = new WavWriter(rate, Encoding.PCM16, "").file(samples);
        return new Sound("me.wav", file);
    }

    private static String copying(SpeechSynthesis service, Sound sound, boolean consent) {
        SpeechOptions options =
                SEEDED.withReference(new VoiceReference(sound, "Hello there.", consent));
        return assertThrows(MingleException.class, () -> service.speak("One.", options).join(LIMIT))
                .getMessage();
    }

    @Test
    void aVoiceIsCopiedOnlyWithConsent() throws IOException {
        try (TinySpeech tiny = tiny()) {
            Sound sound = recording(16_000, 2, 0.5);
            String message = copying(tiny.service(), sound, false);
            assertTrue(message.contains("--i-have-consent"), message);
        }
    }

    @Test
    void aReferenceThatIsShortSilentOrFromATelephoneIsRefused() throws IOException {
        try (TinySpeech tiny = tiny()) {
            SpeechSynthesis service = tiny.service();
            assertEquals(
                    "The recording 'me.wav' lasts 0.50 s; a voice is copied of 1 to 30 s. Record"
                            + " three seconds or more.",
                    copying(service, recording(16_000, 0.5, 0.5), true));
            String message = copying(service, recording(16_000, 2, 0), true);
            assertTrue(message.contains("is silent"), message);
            message = copying(service, recording(8_000, 2, 0.5), true);
            assertTrue(message.contains("8000 samples a second"), message);
            message = copying(service, new Sound("me.wav", new byte[] {1, 2, 3}), true);
            assertFalse(message.isBlank());
        }
    }

    @Test
    void theSelfTestSaysAWord() throws IOException {
        try (TinySpeech tiny = tiny()) {
            new SpeakingSelfTest(tiny.speaker()).run();
        }
    }
}
