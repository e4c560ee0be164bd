package io.mingle.trainer.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.vision.picture.Size;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PrintedLinesTest {

    private static final int SAMPLES = 300;

    @Test
    void theSameSeedDrawsTheSameSampleAndAnotherSeedAnother() {
        PrintedLines task = TestFonts.read();
        Sample one = task.draw(new SplittableRandom(7), 256, 48);
        Sample same = task.draw(new SplittableRandom(7), 256, 48);
        Sample other = task.draw(new SplittableRandom(8), 256, 48);
        assertArrayEquals(one.picture().rgb(), same.picture().rgb());
        assertEquals(one.turns(), same.turns());
        assertEquals(one.marks(), same.marks());
        assertNotEquals(one.turns(), other.turns());
    }

    @Test
    void marksSpellTheAnswerFromLeftToRightInsideTheCanvas() {
        PrintedLines task = TestFonts.read();
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < SAMPLES; i++) {
            Size size = task.typical(random);
            Sample sample = task.draw(random, size.width(), size.height());
            assertEquals(size, sample.picture().size());
            String spelt =
                    sample.marks().stream()
                            .map(mark -> Labels.name(mark.label()))
                            .collect(Collectors.joining());
            assertEquals(sample.turns().get(0).answer().replace(" ", ""), spelt);
            for (Mark mark : sample.marks()) {
                assertTrue(mark.x0() >= 0 && mark.y0() >= 0, mark.toString());
                assertTrue(
                        mark.x1() <= size.width() && mark.y1() <= size.height(), mark.toString());
                assertTrue(mark.x1() - mark.x0() > 2 && mark.y1() - mark.y0() > 2, mark.toString());
            }
        }
    }

    @Test
    void practiceHasMoreLinesOfSmallLetters() {
        PrintedLines practice = PrintedLines.practice(TestFonts.library().known());
        assertTrue(narrow(practice) > 1.3 * narrow(TestFonts.read()));
    }

    /** Counts the lines whose letters take less than a thirtieth of the canvas each. */
    private static int narrow(PrintedLines task) {
        SplittableRandom random = new SplittableRandom(12);
        int narrow = 0;
        for (int i = 0; i < 2 * SAMPLES; i++) {
            Size size = task.typical(random);
            Sample sample = task.draw(random, size.width(), size.height());
            List<Mark> marks = sample.marks();
            double ink = marks.get(marks.size() - 1).x1() - marks.get(0).x0();
            narrow += ink / marks.size() < size.width() / 30.0 ? 1 : 0;
        }
        return narrow;
    }

    @Test
    void inkIsWhereTheMarksAreAndNowhereElse() {
        FontFace face = TestFonts.library().known().get(0).faces().get(0);
        SplittableRandom random = new SplittableRandom(10);
        for (int i = 0; i < SAMPLES; i++) {
            int width = random.nextInt(100, 400);
            int height = random.nextInt(30, 70);
            Line line = LineFitting.fit(random, face, width, height, false);
            double x = (width - line.ink().getWidth()) / 2 - line.ink().getMinX();
            double y = (height - line.ink().getHeight()) / 2 - line.ink().getMinY();
            BufferedImage image = Pixels.canvas(width, height, 0xFFFFFF);
            LinePainter.paint(random, image, line, 0x000000, x, y);
            List<Mark> marks = line.marks(x, y, width, height);
            assertInk(image, marks, line.text() + " at " + line.size());
        }
    }

    private static void assertInk(BufferedImage image, List<Mark> marks, String what) {
        boolean[] inked = new boolean[marks.size()];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (LineColours.lightness(image.getRGB(x, y)) > 100) {
                    continue;
                }
                boolean marked = false;
                for (int i = 0; i < inked.length; i++) {
                    Mark mark = marks.get(i);
                    boolean near =
                            x + 0.5 > mark.x0() - 2
                                    && x + 0.5 < mark.x1() + 2
                                    && y + 0.5 > mark.y0() - 2
                                    && y + 0.5 < mark.y1() + 2;
                    inked[i] |= near;
                    marked |= near;
                }
                assertTrue(marked, what + " has ink without a mark at " + x + ", " + y);
            }
        }
        int without = 0;
        for (boolean one : inked) {
            without += one ? 0 : 1;
        }
        assertTrue(without == 0, what + " has marks without ink: " + Arrays.toString(inked));
    }

    @Test
    void familiesThatAreHeldOutAreNotEnoughToTrain() {
        InvalidRequestException error =
                assertThrows(InvalidRequestException.class, () -> PrintedLines.practice(List.of()));
        assertTrue(error.getMessage().contains("held out for the evaluation"));
        assertTrue(error.getMessage().contains("--fonts DIR"), error.getMessage());
        assertThrows(InvalidRequestException.class, () -> new PrintedLines(List.of()));
    }

    @Test
    void nearlyAllSamplesAskTheOneQuestion() {
        PrintedLines task = TestFonts.read();
        SplittableRandom random = new SplittableRandom(11);
        int usual = 0;
        for (int i = 0; i < SAMPLES; i++) {
            usual +=
                    task.draw(random, 120, 32)
                                    .turns()
                                    .get(0)
                                    .question()
                                    .equals(PrintedLines.QUESTION)
                            ? 1
                            : 0;
        }
        assertTrue(
                usual > 0.88 * SAMPLES && usual < SAMPLES,
                "asked " + usual + " times of " + SAMPLES);
    }

    @Test
    void typicalCanvasesStayInTheirRange() {
        PrintedLines task = TestFonts.read();
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 5_000; i++) {
            Size size = task.typical(random);
            assertTrue(size.width() >= 48 && size.width() <= 512, size.toString());
            assertTrue(size.height() >= 20 && size.height() <= 96, size.toString());
        }
    }
}
