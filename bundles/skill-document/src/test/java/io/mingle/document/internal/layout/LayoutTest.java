package io.mingle.document.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {

    private static BufferedImage paper(int width, int height, int[]... boxes) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLACK);
        for (int[] box : boxes) {
            graphics.fillRect(box[0], box[1], box[2], box[3]);
        }
        graphics.dispose();
        return image;
    }

    @Test
    void twoColumnsBelowATitleAreReadInTheirOrder() {
        Ink ink =
                Ink.of(
                        paper(
                                200,
                                200,
                                new int[] {20, 10, 160, 10},
                                new int[] {20, 60, 70, 50},
                                new int[] {20, 115, 70, 50},
                                new int[] {110, 60, 70, 105}));
        assertEquals(
                List.of(
                        new Rect(20, 10, 180, 20),
                        new Rect(20, 60, 90, 165),
                        new Rect(110, 60, 180, 165)),
                XyCut.blocks(ink, ink.whole(), 10, 10));
    }

    @Test
    void whatHasNoGapIsCutWhereThereIsLeastInk() {
        Ink ink =
                Ink.of(
                        paper(
                                400,
                                200,
                                new int[] {0, 0, 100, 90},
                                new int[] {40, 90, 5, 20},
                                new int[] {0, 110, 100, 90}));
        List<Rect> parts = XyCut.fitting(ink, ink.whole(), 5, 5, it -> it.height() <= 120);
        assertEquals(2, parts.size());
        assertTrue(parts.get(0).y1() >= 90 && parts.get(0).y1() <= 110, parts.toString());
    }

    @Test
    void blankPaperHasNoInk() {
        Ink ink = Ink.of(paper(50, 50));
        assertNull(ink.trimmed(ink.whole()));
        assertEquals(List.of(), XyCut.blocks(ink, ink.whole(), 5, 5));
    }

    @Test
    void lightLettersOnDarkGroundAreInkToo() {
        BufferedImage image = paper(60, 60, new int[] {0, 0, 60, 60});
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(10, 20, 30, 5);
        graphics.dispose();
        Ink ink = Ink.of(image);
        assertEquals(new Rect(10, 20, 40, 25), ink.trimmed(ink.whole()));
    }

    @Test
    void linesThatFallAreTurnedLevel() {
        BufferedImage image = paper(600, 400);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.BLACK);
        graphics.rotate(Math.toRadians(3), 300, 200);
        for (int y = 60; y < 340; y += 30) {
            graphics.fillRect(60, y, 480, 8);
        }
        graphics.dispose();

        assertEquals(3, Straightening.skew(image), 0.3);
        assertEquals(0, Straightening.skew(Straightening.straight(image)), 0.3);
    }

    @Test
    void aLevelPageStaysAsItIs() {
        BufferedImage image =
                paper(300, 200, new int[] {20, 40, 200, 8}, new int[] {20, 80, 200, 8});
        assertSame(image, Straightening.straight(image));
    }

    @Test
    void paperOnADarkTableIsCroppedAndABannerIsNot() {
        BufferedImage photo = new BufferedImage(400, 500, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = photo.createGraphics();
        graphics.setColor(new Color(40, 30, 20));
        graphics.fillRect(0, 0, 400, 500);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(50, 60, 300, 380);
        graphics.dispose();
        BufferedImage cropped = Straightening.cropped(photo);
        assertEquals(300, cropped.getWidth(), 4);
        assertEquals(380, cropped.getHeight(), 4);

        BufferedImage banner = paper(400, 500, new int[] {0, 0, 400, 80});
        assertSame(banner, Straightening.cropped(banner));
    }
}
