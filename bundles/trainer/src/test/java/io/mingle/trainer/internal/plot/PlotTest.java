package io.mingle.trainer.internal.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.trainer.internal.plot.Curve.Point;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotTest {

    private static final int FIRST_COLOUR = 0x1F77B4;

    @TempDir Path folder;

    @Test
    void aPlotIsWrittenAsPngWithOneStripPerPanelAndNothingElseIsLeft() throws Exception {
        Path file = folder.resolve("training.png");
        Files.writeString(file, "old");
        Plot.write(file, List.of(losses(), accuracy()));
        BufferedImage image = ImageIO.read(file.toFile());
        assertEquals(960, image.getWidth());
        assertEquals(720, image.getHeight());
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aFallingLossRunsFromUpperLeftToLowerRight() {
        BufferedImage image = Plot.draw(List.of(losses()));
        assertTrue(shows(image, 70, 34, 200, 180), "upper left");
        assertTrue(shows(image, 600, 200, 930, 326), "lower right");
        assertTrue(!shows(image, 70, 250, 200, 320), "lower left stays empty");
    }

    @Test
    void valuesThatCannotBeShownAreLeftOut() {
        Curve odd =
                new Curve(
                        "odd",
                        List.of(
                                new Point(0, 0),
                                new Point(1, Double.NaN),
                                new Point(2, 3),
                                new Point(3, 1)));
        Plot.draw(
                List.of(
                        new Panel("loss", true, List.of(odd)),
                        new Panel("nothing", false, List.of())));
        Plot.draw(
                List.of(
                        new Panel(
                                "one point",
                                true,
                                List.of(new Curve("p", List.of(new Point(5, 5)))))));
        assertThrows(IllegalArgumentException.class, () -> Plot.draw(List.of()));
    }

    @Test
    void ticksAreRoundAndInsideTheScale() {
        assertEquals(
                List.of(0.0, 20.0, 40.0, 60.0, 80.0, 100.0),
                Scale.over(DoubleStream.of(0, 100), false, 0, 1).ticks());
        assertEquals(
                List.of(0.05, 0.1, 0.2, 0.5, 1.0, 2.0),
                rounded(Scale.over(DoubleStream.of(0.04, 3), true, 0, 1)));
        assertEquals(0.5, Scale.over(DoubleStream.of(1, 100), true, 0, 1).pixel(10), 1e-12);
    }

    @Test
    void numbersAreShort() {
        assertEquals("0", Lettering.number(0));
        assertEquals("0.25", Lettering.number(0.25));
        assertEquals("25k", Lettering.number(25_000));
        assertEquals("1.20M", Lettering.number(1_200_000));
    }

    private static List<Double> rounded(Scale scale) {
        return scale.ticks().stream().map(tick -> Math.round(tick * 1e9) / 1e9).toList();
    }

    private static boolean shows(BufferedImage image, int x0, int y0, int x1, int y1) {
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                if ((image.getRGB(x, y) & 0xFFFFFF) == FIRST_COLOUR) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Panel losses() {
        List<Point> points =
                IntStream.range(0, 100)
                        .mapToObj(i -> new Point(i * 100, 4 * Math.exp(-i / 20.0) + 0.01))
                        .toList();
        return new Panel("loss", true, List.of(new Curve("read", points)));
    }

    private static Panel accuracy() {
        List<Point> points =
                IntStream.range(0, 100)
                        .mapToObj(i -> new Point(i * 100, 1 - Math.exp(-i / 30.0)))
                        .toList();
        return new Panel(
                "exact match",
                false,
                List.of(new Curve("read", points), new Curve("look", points)));
    }
}
