package io.mingle.audio.internal.recognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.event.Event;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.TextDelta;
import io.mingle.api.transcription.LiveTranscription;
import io.mingle.api.transcription.PartialText;
import io.mingle.api.transcription.Segment;
import io.mingle.api.transcription.SegmentHeard;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.broker.testkit.FakeBroker;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Speech that is heard while it comes. */
@Timeout(120)
class LiveRecognitionTest {

    private static final Duration LIMIT = Duration.ofSeconds(100);
    private static final int RATE = 8_000;
    private static final TranscriptionOptions USUAL = TranscriptionOptions.USUAL;

    private final ScriptedHearing hearing = new ScriptedHearing();

    /** Says words, 0.12 s at a time, each of which is heard before the next comes. */
    private Told live(String words, double longest) {
        GenerationChannel<Transcript> channel = new GenerationChannel<>();
        Told told = Told.of(channel);
        Ear ear = new Ear(hearing, "mic", USUAL, channel);
        Scribe scribe = new Scribe(ear, "mic", USUAL, channel);
        LiveSpeech speech =
                new LiveSpeech(
                        new SpeechCutter(RATE, longest), longest, true, ear, scribe, channel);
        float[] all = Speech.say(RATE, words);
        int step = RATE * 12 / 100;
        for (int at = 0; at < all.length; at += step) {
            speech.add(Arrays.copyOfRange(all, at, Math.min(all.length, at + step)), true);
        }
        speech.end("mic");
        return told;
    }

    @Test
    void wordsAreToldWhileOthersAreStillBeingSaid() {
        Told told = live(". nine four one stop go nine four . . . go .", 30);
        Transcript transcript = told.finished().result();

        assertEquals("nine four one stop go nine four go", transcript.text());
        assertEquals(transcript.text(), told.text());
        assertEquals(
                List.of("nine four one stop go nine four", "go"),
                transcript.segments().stream().map(Segment::text).toList());
        assertTrue(
                indexOf(told, TextDelta.class) < indexOf(told, SegmentHeard.class),
                "text comes before the segment has ended");
        assertTrue(told.partials().size() >= 3, told.partials().toString());
        assertTrue(
                told.partials().stream().anyMatch(it -> it.text().contains("er")),
                "what may change is told as such: " + told.partials());
    }

    private static int indexOf(Told told, Class<? extends Event> type) {
        for (int i = 0; i < told.events().size(); i++) {
            if (type.isInstance(told.events().get(i))) {
                return i;
            }
        }
        throw new AssertionError("no " + type.getSimpleName());
    }

    /** Whatever has been told, the model is held to. */
    @Test
    void whatIsStableIsNotTakenBack() {
        Told told = live(". nine four one stop go nine four one stop .", 30);
        told.finished();

        assertTrue(
                hearing.constraints.stream().allMatch(it -> it.startsWith("English\\tnine")),
                hearing.constraints.toString());
        assertTrue(hearing.constraints.size() >= 2, hearing.constraints.toString());
        StringBuilder stable = new StringBuilder();
        for (Event event : told.events()) {
            if (event instanceof TextDelta delta) {
                stable.append(delta.text());
            } else if (event instanceof PartialText partial) {
                assertTrue(
                        "nine four one stop go nine four one stop".startsWith(stable.toString()),
                        stable + "|" + partial.text());
            }
        }
    }

    @Test
    void speechWithoutAPauseIsCutAndNoWordIsToldTwice() {
        String words = "nine four one stop go ".repeat(6).strip();
        Told told = live(". " + words + " .", 5);

        assertEquals(words, told.finished().result().text());
        assertEquals(words, told.text());
        assertTrue(told.segments().size() > 2, told.segments().toString());
    }

    @Test
    void soundThatIsPushedIsWrittenDown() {
        try (LiveTranscription live = open(USUAL)) {
            float[] all = Speech.say(RATE, ". nine four . . . one .");
            for (int at = 0; at < all.length; at += 160) {
                live.add(Arrays.copyOfRange(all, at, Math.min(all.length, at + 160)));
            }
            live.end();
            live.add(Speech.say(RATE, "stop"));

            Told told = Told.of(live.transcript());
            assertEquals("nine four one", told.finished().result().text());
            assertEquals("nine four one", told.text());
            assertEquals(4, told.finished().result().duration().toMillis() / 1e3);
        }
    }

    @Test
    void anEndWithoutSoundIsAnEmptyTranscript() {
        try (LiveTranscription live = open(USUAL)) {
            live.end();
            assertEquals("", live.transcript().join(LIMIT).result().text());
        }
    }

    @Test
    void closingCancels() {
        LiveTranscription live = open(USUAL);
        live.add(Speech.say(RATE, "nine"));
        live.close();
        assertThrows(CancelledException.class, () -> live.transcript().join(LIMIT));
        live.add(new float[100 * RATE]);
    }

    @Test
    void soundThatNeverEndsIsBounded() {
        try (LiveTranscription live = open(USUAL.withLongest(Duration.ofSeconds(2)))) {
            live.add(new float[10 * RATE]);
            assertThrows(ContentTooLargeException.class, () -> live.transcript().join(LIMIT));
            live.add(new float[100 * RATE]);
        }
    }

    private LiveTranscription open(TranscriptionOptions options) {
        HearingModel model = new HearingModel("model", OptionalDouble.of(300), 32_768, 126_464);
        return new ModelTranscription(model, hearing, new FakeBroker())
                .listen("mic", RATE, options);
    }

    @Test
    void agreementIsOfWholeWordsAndOnlyGrows() {
        Agreement agreement = new Agreement();
        assertEquals("", agreement.add("go"));
        assertEquals("go", agreement.add("go l"));
        assertEquals("go", agreement.add("go left, please"));
        assertEquals("go left,", agreement.add("go left, pl"));
        assertEquals("go left,", agreement.add("no"));
        assertEquals("go left,", agreement.add("go left, then"));
        assertEquals("go left, then", agreement.add("go left, then stop"));
        Agreement chinese = new Agreement();
        chinese.add("向左走");
        assertEquals("向左", chinese.add("向左转"));
    }
}
