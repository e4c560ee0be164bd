package io.mingle.document.internal.layout;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * Makes of a scanned or photographed page what is read: crops what lies dark around the paper, and
 * turns the lines of text level.
 *
 * <p>The angle is the one, of up to 5 degrees, at which the counts of ink in the rows differ most
 * (Postl, "Detection of linear oblique structures and skew scan in digitized documents", 1986).
 */
public final class Straightening {

    private static final double PIXELS = 400_000;
    private static final double MOST_DEGREES = 5;
    private static final double STEP = 0.25;
    private static final double LEAST_DEGREES = 0.5;

    /** How much better a turned page has to be, so that noise does not turn one. */
    private static final double BETTER = 1.15;

    /** How much of a row is bright where it crosses paper. */
    private static final double PAPER = 0.5;

    /** How much of the picture has to be left over to be worth a crop, and how much to be kept. */
    private static final double LEAST_CROP = 0.03;

    private static final double LEAST_KEPT = 0.2;

    /** What is dark on one side or two is a banner of the page itself. */
    private static final int LEAST_SIDES = 3;

    private Straightening() {}

    /** Returns the page, cropped and level; the same picture if it is both. */
    public static BufferedImage straight(BufferedImage picture) {
        return level(cropped(picture));
    }

    /** Crops the dark around bright paper. */
    static BufferedImage cropped(BufferedImage picture) {
        BufferedImage small = Ink.smaller(picture, PIXELS);
        int width = small.getWidth();
        int height = small.getHeight();
        int[] gray = Ink.gray(small);
        int threshold = Ink.threshold(gray);
        if (threshold < 0 || width < 16 || height < 16) {
            return picture;
        }
        int[] rows = new int[height];
        int[] columns = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int bright = gray[y * width + x] > threshold ? 1 : 0;
                rows[y] += bright;
                columns[x] += bright;
            }
        }
        int top = first(rows, width);
        int bottom = height - first(reversed(rows), width);
        int left = first(columns, bottom - top);
        int right = width - first(reversed(columns), bottom - top);
        if (bottom <= top || right <= left) {
            return picture;
        }
        double kept = (double) (bottom - top) * (right - left) / ((double) width * height);
        int sides =
                (top > height / 100 ? 1 : 0)
                        + (bottom < height - height / 100 ? 1 : 0)
                        + (left > width / 100 ? 1 : 0)
                        + (right < width - width / 100 ? 1 : 0);
        if (sides < LEAST_SIDES || kept > 1 - LEAST_CROP || kept < LEAST_KEPT) {
            return picture;
        }
        double scale = (double) picture.getWidth() / width;
        int x0 = (int) (left * scale);
        int y0 = (int) (top * scale);
        int x1 = Math.min(picture.getWidth(), (int) (right * scale));
        int y1 = Math.min(picture.getHeight(), (int) (bottom * scale));
        return picture.getSubimage(x0, y0, x1 - x0, y1 - y0);
    }

    private static int first(int[] bright, int of) {
        int at = 0;
        while (at < bright.length && bright[at] < PAPER * of) {
            at++;
        }
        return at;
    }

    private static int[] reversed(int[] values) {
        int[] other = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            other[i] = values[values.length - 1 - i];
        }
        return other;
    }

    private static BufferedImage level(BufferedImage picture) {
        double degrees = skew(picture);
        if (Math.abs(degrees) < LEAST_DEGREES) {
            return picture;
        }
        int width = picture.getWidth();
        int height = picture.getHeight();
        BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = turned.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.rotate(-Math.toRadians(degrees), width / 2.0, height / 2.0);
        graphics.drawImage(picture, 0, 0, null);
        graphics.dispose();
        return turned;
    }

    /** Returns by how much the lines fall to the right, in degrees; 0 if that cannot be told. */
    static double skew(BufferedImage picture) {
        BufferedImage small = Ink.smaller(picture, PIXELS);
        Ink ink = Ink.of(small);
        double level = sharpness(ink, 0);
        double best = level;
        double angle = 0;
        for (double degrees = -MOST_DEGREES; degrees <= MOST_DEGREES; degrees += STEP) {
            double sharp = sharpness(ink, degrees);
            if (sharp > best) {
                best = sharp;
                angle = degrees;
            }
        }
        return best > BETTER * level ? angle : 0;
    }

    /** Returns the sum of the squares of the differences of ink between neighbouring rows. */
    private static double sharpness(Ink ink, double degrees) {
        double slope = Math.tan(Math.toRadians(degrees));
        int offset = (int) Math.ceil(Math.abs(slope) * ink.width());
        int[] rows = new int[ink.height() + 2 * offset + 1];
        for (int x = 0; x < ink.width(); x++) {
            int shift = offset - (int) Math.round(slope * x);
            for (int y = 0; y < ink.height(); y++) {
                rows[y + shift] += ink.count(x, y, x + 1, y + 1);
            }
        }
        double sharp = 0;
        for (int i = 1; i < rows.length; i++) {
            double difference = rows[i] - rows[i - 1];
            sharp += difference * difference;
        }
        return sharp;
    }
}
