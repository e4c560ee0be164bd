package io.mingle.trainer.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.mingle.thinker.prompt.Grid;
import io.mingle.trainer.data.Mark;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import io.mingle.vision.picture.RgbPicture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingLabelsTest {

    /** Two rows of three tokens, of a picture of 60 by 40 pixels. */
    private static final Grid GRID = new Grid(1, 4, 6);

    private static final RgbPicture PICTURE = new RgbPicture(60, 40, new byte[3 * 60 * 40]);

    private static final long NO = BoxLabels.NOTHING;

    /** Letters of 5 by 8 pixels, one behind the other. */
    private static List<Mark> text(double x, double y, int... labels) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            marks.add(new Mark(x + 6 * i, y, x + 6 * i + 5, y + 8, labels[i]));
        }
        return marks;
    }

    private static long[] labels(List<Mark> marks) {
        Turn turn = new Turn("What?", "That.");
        Sample sample = new Sample(PICTURE, List.of(turn), marks, List.of());
        return SpellingLabels.of(List.of(sample), GRID, 2);
    }

    private static long[] token(long[] labels, int at) {
        int begin = at * SpellingLabels.LETTERS;
        return Arrays.copyOfRange(labels, begin, begin + SpellingLabels.LETTERS);
    }

    @Test
    void eachTokenOfATextTellsItsFirstLettersAndOthersTellNothing() {
        long[] labels = labels(text(2, 6, 11, 12, 13, 14, 15, 16));
        assertArrayEquals(new long[] {11, 12, 13, 14}, token(labels, 0));
        assertArrayEquals(new long[] {11, 12, 13, 14}, token(labels, 1));
        for (int i = 2; i < 6; i++) {
            assertArrayEquals(new long[] {NO, NO, NO, NO}, token(labels, i));
        }
    }

    @Test
    void behindTheEndOfAShortTextIsNothing() {
        assertArrayEquals(new long[] {11, 12, 0, 0}, token(labels(text(2, 6, 11, 12)), 0));
    }

    @Test
    void aGapAndALineEndATextAndTheOneThatTakesMoreOfATokenCounts() {
        List<Mark> marks = new ArrayList<>(text(2, 6, 11, 12, 13));
        marks.addAll(text(30, 6, 21, 22, 23, 24, 25));
        marks.addAll(text(2, 26, 31));
        long[] labels = labels(marks);
        assertArrayEquals(new long[] {11, 12, 13, 0}, token(labels, 0));
        assertArrayEquals(new long[] {21, 22, 23, 24}, token(labels, 1));
        assertArrayEquals(new long[] {21, 22, 23, 24}, token(labels, 2));
        assertArrayEquals(new long[] {31, 0, 0, 0}, token(labels, 3));
    }
}
