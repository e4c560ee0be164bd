package io.mingle.document.internal.layout;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * Which pixels of a page are ink: those on the rarer side of the brightness that parts them best
 * (Otsu, "A Threshold Selection Method from Gray-Level Histograms", 1979).
 *
 * <p>Immutable.
 */
public final class Ink {

    private static final int LEVELS = 256;

    /** Brightness of at least so many levels apart; less is paper alone. */
    private static final int LEAST_CONTRAST = 24;

    private final int width;
    private final int height;

    /** {@code [height + 1][width + 1]}: how much ink is above and left. */
    private final int[][] sums;

    private Ink(int width, int height, int[][] sums) {
        this.width = width;
        this.height = height;
        this.sums = sums;
    }

    /** Finds the ink of a picture. */
    public static Ink of(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] gray = gray(picture);
        int threshold = threshold(gray);
        long dark = 0;
        for (int value : gray) {
            dark += value <= threshold ? 1 : 0;
        }
        boolean inverted = dark > gray.length / 2;
        int[][] sums = new int[height + 1][width + 1];
        for (int y = 0; y < height; y++) {
            int row = 0;
            for (int x = 0; x < width; x++) {
                boolean isDark = gray[y * width + x] <= threshold;
                row += threshold >= 0 && isDark != inverted ? 1 : 0;
                sums[y + 1][x + 1] = sums[y][x + 1] + row;
            }
        }
        return new Ink(width, height, sums);
    }

    /** Returns the brightness of each pixel, 0 to 255. */
    static int[] gray(BufferedImage picture) {
        int[] gray =
                picture.getRGB(
                        0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        for (int i = 0; i < gray.length; i++) {
            int rgb = gray[i];
            gray[i] =
                    (299 * (rgb >> 16 & 0xff) + 587 * (rgb >> 8 & 0xff) + 114 * (rgb & 0xff))
                            / 1000;
        }
        return gray;
    }

    /** Returns the brightest level of the darker pixels, or -1 if there is no contrast. */
    static int threshold(int[] gray) {
        long[] counts = new long[LEVELS];
        int darkest = LEVELS - 1;
        int brightest = 0;
        double sum = 0;
        for (int value : gray) {
            counts[value]++;
            darkest = Math.min(darkest, value);
            brightest = Math.max(brightest, value);
            sum += value;
        }
        if (brightest - darkest < LEAST_CONTRAST) {
            return -1;
        }
        double best = -1;
        int threshold = darkest;
        double below = 0;
        double belowSum = 0;
        for (int level = darkest; level < brightest; level++) {
            below += counts[level];
            belowSum += (double) level * counts[level];
            double above = gray.length - below;
            double difference = belowSum / below - (sum - belowSum) / above;
            double between = below * above * difference * difference;
            if (between > best) {
                best = between;
                threshold = level;
            }
        }
        return threshold;
    }

    /** Scales a picture down, by averages, so that it has so many pixels at most. */
    static BufferedImage smaller(BufferedImage picture, double pixels) {
        double area = (double) picture.getWidth() * picture.getHeight();
        BufferedImage now = picture;
        while (area > pixels) {
            double scale = Math.max(0.5, Math.sqrt(pixels / area));
            int width = Math.max(1, (int) (now.getWidth() * scale));
            int height = Math.max(1, (int) (now.getHeight() * scale));
            BufferedImage next = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = next.createGraphics();
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(now, 0, 0, width, height, null);
            graphics.dispose();
            now = next;
            area = scale > 0.5 ? pixels : (double) width * height;
        }
        return now;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    Rect whole() {
        return new Rect(0, 0, width, height);
    }

    /** Counts the ink in a part. */
    int count(int x0, int y0, int x1, int y1) {
        return sums[y1][x1] - sums[y0][x1] - sums[y1][x0] + sums[y0][x0];
    }

    private boolean isBlank(int x0, int y0, int x1, int y1) {
        return count(x0, y0, x1, y1) == 0;
    }

    /** Returns the smallest part with all the ink of a part, or null if there is none. */
    Rect trimmed(Rect part) {
        int x0 = part.x0();
        int y0 = part.y0();
        int x1 = part.x1();
        int y1 = part.y1();
        if (x1 <= x0 || y1 <= y0 || isBlank(x0, y0, x1, y1)) {
            return null;
        }
        while (isBlank(x0, y0, x1, y0 + 1)) {
            y0++;
        }
        while (isBlank(x0, y1 - 1, x1, y1)) {
            y1--;
        }
        while (isBlank(x0, y0, x0 + 1, y1)) {
            x0++;
        }
        while (isBlank(x1 - 1, y0, x1, y1)) {
            x1--;
        }
        return new Rect(x0, y0, x1, y1);
    }
}
