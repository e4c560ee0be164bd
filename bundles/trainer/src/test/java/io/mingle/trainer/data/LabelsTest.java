package io.mingle.trainer.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelsTest {

    @Test
    void everyLabelHasItsOwnName() {
        Set<String> names = new HashSet<>();
        for (int label = 0; label < Labels.count(); label++) {
            assertTrue(names.add(Labels.name(label)), Labels.name(label));
        }
        assertEquals(1 + 44 + 4 * 8, names.size());
    }

    @Test
    void labelsOfThingsBearTheirNames() {
        assertEquals("nothing", Labels.name(Labels.NOTHING));
        assertEquals("Q", Labels.name(Labels.glyph('Q')));
        assertEquals("%", Labels.name(Labels.glyph('%')));
        assertEquals("space", Labels.name(Labels.glyph(' ')));
        assertEquals("white star", Labels.name(Labels.shape(ShapeKind.STAR, ShapeColour.WHITE)));
    }

    @Test
    void aCharacterThatIsNeverPrintedHasNoLabel() {
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> Labels.glyph('a'));
        assertTrue(error.getMessage().contains("'a'"), error.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Labels.name(Labels.count()));
    }
}
