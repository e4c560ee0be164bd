package io.mingle.api.dialogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TurnDetectorTest {

    private static final int RATE = 16_000;

    private final TurnDetector detector = detector(Optional.of(TurnOptions.USUAL));

    private static TurnDetector detector(Optional<TurnOptions> options) {
        return new TurnDetector(RATE, Duration.ofSeconds(5), options);
    }

    @Test
    void tellsOfNewSpeechWithin200MillisecondsOfIt() {
        detector.hear(Tones.silence(RATE));
        int heard = 0;
        List<TurnEvent> found = List.of();
        float[] speech = Tones.tone(RATE);
        int piece = RATE / 100;
        while (found.isEmpty() && heard < RATE) {
            found = detector.hear(Arrays.copyOfRange(speech, heard, heard + piece));
            heard += piece;
        }
        assertTrue(heard <= RATE / 5, heard + " samples");
        TurnEvent.Started started = (TurnEvent.Started) found.get(0);
        assertEquals(RATE - 0.3 * RATE, started.start(), 0.05 * RATE);
    }

    @Test
    void endsATurnBehindHalfASecondOfSilenceWithWhatWasSaid() {
        List<TurnEvent> found = new ArrayList<>();
        found.addAll(detector.hear(Tones.silence(RATE)));
        found.addAll(detector.hear(Tones.tone(RATE)));
        assertTrue(detector.isSpeaking());
        found.addAll(detector.hear(Tones.silence(RATE)));
        assertEquals(2, found.size());
        TurnEvent.Ended ended = (TurnEvent.Ended) found.get(1);
        assertTrue(ended.spoken());
        assertEquals(ended.end() - ended.start(), ended.samples().length);
        assertEquals(2 * RATE, ended.end(), 0.2 * RATE);
        assertFalse(detector.isSpeaking());
    }

    @Test
    void findsTheSameInPiecesOfAnyLength() {
        float[] all = Tones.joined(Tones.silence(RATE), Tones.tone(RATE), Tones.silence(RATE));
        TurnEvent.Ended whole = (TurnEvent.Ended) detector.hear(all).get(1);
        TurnDetector other = detector(Optional.of(TurnOptions.USUAL));
        List<TurnEvent> found = new ArrayList<>();
        for (int at = 0; at < all.length; at += 37) {
            found.addAll(other.hear(Arrays.copyOfRange(all, at, Math.min(all.length, at + 37))));
        }
        TurnEvent.Ended pieces = (TurnEvent.Ended) found.get(1);
        assertEquals(whole.start(), pieces.start());
        assertArrayEquals(whole.samples(), pieces.samples());
    }

    @Test
    void takesAClickForNoSpeech() {
        detector.hear(Tones.silence(RATE));
        assertEquals(List.of(), detector.hear(Tones.tone(RATE / 20)));
        assertEquals(List.of(), detector.hear(Tones.silence(RATE)));
        assertFalse(detector.isSpeaking());
    }

    @Test
    void keepsNoMoreThanMayBelongToATurn() {
        for (int i = 0; i < 60; i++) {
            detector.hear(Tones.silence(RATE));
            assertTrue(detector.kept() < RATE, detector.kept() + " samples");
        }
        assertEquals(60L * RATE, detector.heard());
    }

    @Test
    void endsATurnThatIsTooLongAndGoesOn() {
        detector.hear(Tones.silence(RATE));
        List<TurnEvent> found = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            found.addAll(detector.hear(Tones.tone(RATE / 4)));
            found.addAll(detector.hear(Tones.silence(RATE / 10)));
        }
        List<TurnEvent.Ended> turns =
                found.stream()
                        .filter(TurnEvent.Ended.class::isInstance)
                        .map(TurnEvent.Ended.class::cast)
                        .toList();
        assertTrue(turns.size() >= 2, found.toString());
        turns.forEach(it -> assertTrue(it.samples().length <= 5 * RATE));
    }

    @Test
    void endsATurnBeforeItIsTooLongWhereverItBegins() {
        TurnDetector odd =
                detector(
                        Optional.of(
                                new TurnOptions(
                                        9, Duration.ofMillis(500), Duration.ofMillis(310))));
        odd.hear(Tones.silence(RATE));
        List<TurnEvent> found = new ArrayList<>();
        for (int i = 0; i < 40 && found.size() < 2; i++) {
            found.addAll(odd.hear(Tones.tone(RATE / 4)));
            found.addAll(odd.hear(Tones.silence(RATE / 10)));
        }
        TurnEvent.Ended ended = (TurnEvent.Ended) found.get(1);
        assertTrue(ended.samples().length <= 5 * RATE, ended.samples().length + " samples");
    }

    @Test
    void leavesItToTheHostWhereTurnsEnd() {
        TurnDetector manual = detector(Optional.empty());
        assertEquals(Optional.empty(), manual.end());
        assertEquals(List.of(), manual.hear(Tones.tone(RATE)));
        assertEquals(RATE, manual.end().orElseThrow().samples().length);
        assertEquals(Optional.empty(), manual.end());
        manual.hear(Tones.tone(RATE));
        manual.discard();
        assertEquals(Optional.empty(), manual.end());
    }

    @Test
    void refusesATurnThatNobodyEnds() {
        TurnDetector manual = detector(Optional.empty());
        for (int i = 0; i < 5; i++) {
            manual.hear(Tones.tone(RATE));
        }
        ContentTooLargeException refused =
                assertThrows(ContentTooLargeException.class, () -> manual.hear(0f));
        assertTrue(refused.getMessage().contains("longer than 5 s"), refused.getMessage());
        assertEquals(5 * RATE, manual.end().orElseThrow().samples().length);
    }

    @Test
    void hearsWhatIsNoNumberAsSilence() {
        float[] broken = new float[RATE];
        Arrays.fill(broken, Float.NaN);
        assertEquals(List.of(), detector.hear(broken));
    }

    @Test
    void refusesARateThatNobodyRecordsAt() {
        InvalidRequestException refused =
                assertThrows(
                        InvalidRequestException.class,
                        () -> new TurnDetector(50, Duration.ofSeconds(5), Optional.empty()));
        assertTrue(refused.getMessage().contains("8000 to 48000"), refused.getMessage());
    }
}
