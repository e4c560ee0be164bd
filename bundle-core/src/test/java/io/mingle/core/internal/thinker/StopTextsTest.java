package io.mingle.core.internal.thinker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StopTextsTest {

    @Test
    void aStopMayLieAcrossPieces() {
        StopTexts stops = new StopTexts(List.of("\nUser:"));
        assertEquals("Yes.", stops.push("Yes.\n"));
        assertEquals("", stops.push("Us"));
        assertEquals("", stops.push("er: and"));
        assertEquals(Optional.of("\nUser:"), stops.found());
        assertEquals("", stops.push("more"));
        assertEquals("", stops.finish());
    }

    @Test
    void whatDoesNotBecomeAStopIsGivenOut() {
        StopTexts stops = new StopTexts(List.of("\nUser:"));
        assertEquals("", stops.push("\nUs"));
        assertEquals("\nUseful", stops.push("eful"));
        assertEquals("", stops.push("\nUser"));
        assertEquals("\nUser", stops.finish());
        assertEquals(Optional.empty(), stops.found());
    }

    @Test
    void withoutStopsNothingIsHeldBack() {
        StopTexts stops = new StopTexts(List.of());
        assertEquals("a", stops.push("a"));
        assertEquals("", stops.finish());
    }

    @Test
    void theFirstThatIsCompleteEndsTheTextHoweverItIsCutIntoPieces() {
        Random random = new Random(5);
        for (int round = 0; round < 3000; round++) {
            List<String> texts = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                texts.add(letters(random, 1 + random.nextInt(5)));
            }
            String text = letters(random, random.nextInt(30));
            String stop = firstComplete(texts, text);
            StopTexts stops = new StopTexts(texts);
            StringBuilder given = new StringBuilder();
            for (int from = 0; from < text.length(); ) {
                int to = Math.min(text.length(), from + 1 + random.nextInt(4));
                given.append(stops.push(text.substring(from, to)));
                if (stops.found().isEmpty()) {
                    assertEquals(certain(texts, text.substring(0, to)), given.toString());
                }
                from = to;
            }
            given.append(stops.finish());
            assertEquals(Optional.ofNullable(stop), stops.found(), texts + " in " + text);
            assertEquals(before(texts, text), given.toString(), texts + " in " + text);
        }
    }

    private static String letters(Random random, int length) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letters.append((char) ('a' + random.nextInt(2)));
        }
        return letters.toString();
    }

    private static String firstComplete(List<String> stops, String text) {
        for (int end = 1; end <= text.length(); end++) {
            String longest = null;
            for (String stop : stops) {
                boolean ends = text.substring(0, end).endsWith(stop);
                if (ends && (longest == null || stop.length() > longest.length())) {
                    longest = stop;
                }
            }
            if (longest != null) {
                return longest;
            }
        }
        return null;
    }

    private static String before(List<String> stops, String text) {
        String stop = firstComplete(stops, text);
        return stop == null ? text : text.substring(0, text.indexOf(stop));
    }

    /** Returns the text less the longest end of it that is the beginning of a stop. */
    private static String certain(List<String> stops, String text) {
        for (int at = 0; at < text.length(); at++) {
            String end = text.substring(at);
            if (stops.stream().anyMatch(stop -> stop.startsWith(end))) {
                return text.substring(0, at);
            }
        }
        return text;
    }
}
