package io.mingle.trainer.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.geom.Rectangle2D;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromptBoxTest {

    @Test
    void pixelsBecomeThousandthsRoundedDownAndAtMost999() {
        PromptBox box = PromptBox.of(new Rectangle2D.Double(10, 0, 190, 99.99), 200, 300);
        assertEquals("[50, 0, 999, 333]", box.toString());
    }

    @Test
    void onlyFourNumbersInBracketsAreABox() {
        assertEquals(
                Optional.of(new PromptBox(1, 22, 333, 999)),
                PromptBox.parse(" [1, 22,333 , 999]\n"));
        assertEquals(Optional.empty(), PromptBox.parse("[1, 2, 3]"));
        assertEquals(Optional.empty(), PromptBox.parse("[1, 2, 3, 4, 5]"));
        assertEquals(Optional.empty(), PromptBox.parse("[-1, 2, 3, 4]"));
        assertEquals(Optional.empty(), PromptBox.parse("[1, 2, 3, 99999999999]"));
        assertEquals(Optional.empty(), PromptBox.parse("at [1, 2, 3, 4]"));
    }

    @Test
    void overlapIsIntersectionOverUnion() {
        PromptBox box = new PromptBox(0, 0, 10, 10);
        assertEquals(1, box.overlap(box));
        assertEquals(50.0 / 150, box.overlap(new PromptBox(5, 0, 15, 10)), 1e-12);
        assertEquals(0, box.overlap(new PromptBox(10, 10, 20, 20)));
        assertEquals(0, new PromptBox(3, 3, 3, 3).overlap(new PromptBox(3, 3, 3, 3)));
    }
}
