package io.mingle.trainer.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LineTextTest {

    private static final int LINES = 20_000;

    @Test
    void linesKeepToTheAlphabetTheLengthAndSingleSpaces() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < LINES; i++) {
            int length = random.nextInt(LineText.SHORTEST, LineText.LONGEST + 1);
            String text = i % 2 == 0 ? LineText.of(random, length) : LineText.hard(random, length);
            assertTrue(text.length() >= LineText.SHORTEST && text.length() <= length, text);
            assertEquals(text.strip(), text);
            assertFalse(text.contains("  "), text);
            text.chars().forEach(c -> assertTrue(Labels.ALPHABET.indexOf(c) >= 0, text));
        }
    }

    @Test
    void everyCharacterIsPrintedOftenAndThinOnesMoreOften() {
        SplittableRandom random = new SplittableRandom(2);
        TreeMap<Character, Integer> counts = new TreeMap<>();
        int total = 0;
        for (int i = 0; i < LINES; i++) {
            for (char c : LineText.of(random, 8).toCharArray()) {
                counts.merge(c, 1, Integer::sum);
                total++;
            }
        }
        for (char c : Labels.ALPHABET.toCharArray()) {
            assertTrue(
                    counts.getOrDefault(c, 0) > total / 200,
                    c + " is printed " + counts.get(c) + " times of " + total);
        }
        assertTrue(counts.get('I') > counts.get('H'));
        assertTrue(counts.get('1') > counts.get('7'));
        assertTrue(counts.get('.') > counts.get('%'));
    }

    @Test
    void hardLinesHaveMoreThatLooksAlikeAndMoreSpaces() {
        for (char c : "O0S$ ".toCharArray()) {
            SplittableRandom random = new SplittableRandom(3);
            long usual = 0;
            long hard = 0;
            for (int i = 0; i < LINES; i++) {
                usual += LineText.of(random, 8).chars().filter(x -> x == c).count();
                hard += LineText.hard(random, 8).chars().filter(x -> x == c).count();
            }
            double more = c == 'O' || c == '0' ? 1.5 : 1.2;
            assertTrue(hard > more * usual, c + ": " + usual + " times, and hard " + hard);
        }
    }
}
