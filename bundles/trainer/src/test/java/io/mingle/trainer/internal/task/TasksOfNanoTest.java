package io.mingle.trainer.internal.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.data.Turn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TasksOfNanoTest {

    private final ReadTask read = new ReadTask();
    private final LookTask look = new LookTask();

    private void assertRead(boolean right, double wrongCharacters, String given) {
        Map<String, Amount> measured = read.measure(new Turn("Read the text.", "AB-12"), given);
        assertEquals(Amount.of(right), measured.get("right"), given);
        assertEquals(new Amount(wrongCharacters, 5), measured.get("wrong characters"), given);
    }

    @Test
    void onlyTheExactTextIsRightAndItsWrongCharactersAreCounted() {
        assertRead(true, 0, "AB-12");
        assertRead(false, 1, "AB-12 ");
        assertRead(false, 2, "ab-12");
        assertRead(false, 2, "B-1");
        assertRead(false, 5, "");
    }

    private void assertLook(boolean right, Turn turn, String given) {
        assertEquals(Amount.of(right), look.measure(turn, given).get("right"), given);
    }

    @Test
    void wordsAreComparedWithoutCaseAndBoxesByOverlap() {
        Turn number = new Turn("How many red circles are there?", "2");
        assertLook(true, number, " 2 ");
        assertLook(false, number, "two");
        Turn word = new Turn("What colour is the square?", "red");
        assertLook(true, word, "Red");
        assertLook(false, word, "red.");
        Turn box =
                new Turn(
                        "Where is the blue star? Answer in [x0, y0, x1, y1] format.",
                        "[100, 100, 300, 300]");
        assertLook(true, box, "[100,100,300,300]");
        assertLook(true, box, "[100, 100, 300, 205]");
        assertLook(false, box, "[100, 100, 300, 195]");
        assertLook(false, box, "[300, 300, 100, 100]");
        assertLook(false, box, "100, 100, 300, 300");
        assertEquals(Amount.of(0.5), look.measure(box, "[100, 100, 300, 200]").get("IoU"));
        assertEquals(List.of("where"), look.parts(box));
        assertEquals(List.of("how many"), look.parts(number));
        assertEquals(List.of("which"), look.parts(word));
    }
}
