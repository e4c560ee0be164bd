package io.mingle.trainer.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.thinker.prompt.Grid;
import io.mingle.trainer.data.Mark;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import io.mingle.vision.picture.RgbPicture;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceLabelsTest {

    /** Two rows of three tokens, of a picture of 30 by 20 pixels. */
    private static final Grid GRID = new Grid(1, 4, 6);

    private static final RgbPicture PICTURE = new RgbPicture(30, 20, new byte[3 * 30 * 20]);

    private static final List<Turn> TURNS = List.of(new Turn("What?", "That."));

    @Test
    void aTokenShowsTheLastKindThatLiesUnderItsMiddle() {
        List<Mark> kinds = List.of(new Mark(0, 0, 30, 8, 1), new Mark(12, 2, 30, 20, 2));
        Sample one = new Sample(PICTURE, TURNS, List.of(), List.of(), kinds);
        Sample other = Sample.of(PICTURE, TURNS.get(0));
        long no = BoxLabels.NOTHING;
        assertArrayEquals(
                new long[] {1, 2, 2, 0, 2, 2, no, no, no, no, no, no},
                PlaceLabels.kinds(List.of(one, other), GRID, 2));
    }

    @Test
    void theTokensThatShowEnoughOfWhatIsMeantAreMarkedAndOneAtLeast() {
        Rectangle2D wide = new Rectangle2D.Double(0.1, 0, 0.5, 0.5);
        assertArrayEquals(new long[] {1, 1, 0, 0, 0, 0}, PlaceLabels.target(wide, 0, GRID, 2, 2));
        Rectangle2D tiny = new Rectangle2D.Double(0.9, 0.9, 0.01, 0.01);
        assertArrayEquals(new long[] {0, 0, 0, 0, 0, 1}, PlaceLabels.target(tiny, 0, GRID, 2, 2));
        // On the fourth frame of a clip: the second of the tokens that show two frames each.
        long[] shown = PlaceLabels.target(tiny, 3, new Grid(3, 4, 6), 2, 2);
        assertEquals(1, Arrays.stream(shown).sum());
        assertEquals(1, shown[6 + 5]);
    }
}
