package io.mingle.trainer.data;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LineFittingTest {

    @Test
    void linesFitEveryCanvasAndKeepTheirSizeWhereThereIsRoom() {
        FontFace face = TestFonts.library().known().get(0).faces().get(0);
        SplittableRandom random = new SplittableRandom(3);
        int filling = 0;
        for (int i = 0; i < 5_000; i++) {
            int width = random.nextInt(60, 481);
            int height = random.nextInt(20, 73);
            Line line = LineFitting.fit(random, face, width, height, false);
            Rectangle2D ink = line.ink();
            String what = line.text() + " at " + line.size() + " on " + width + " × " + height;
            assertTrue(ink.getWidth() <= width && ink.getHeight() <= height, what);
            assertTrue(line.size() <= LineFitting.LARGEST, what);
            assertTrue(line.size() >= LineFitting.SMALLEST - 1 || width < 80, what);
            filling += ink.getWidth() > 0.5 * width ? 1 : 0;
        }
        assertTrue(filling > 2_000, "lines that fill half the canvas: " + filling);
    }

    @Test
    void aCanvasTooSmallForThreeCharactersGetsASmallerSizeInsteadOfACutLine() {
        FontFace face = TestFonts.library().known().get(0).faces().get(0);
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 500; i++) {
            Rectangle2D ink = LineFitting.fit(random, face, 20, 12, false).ink();
            assertTrue(ink.getWidth() <= 20 && ink.getHeight() <= 12);
        }
    }
}
