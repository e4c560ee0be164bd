package io.mingle.segmentation.raster;

import java.util.Arrays;

/**
 * A number for each pixel.
 *
 * @param width in pixels
 * @param height in pixels
 * @param values {@code [height, width]}, rows from the top; shared, not copied
 */
public record Plane(int width, int height, float[] values) {

    /** Creates a plane of zeros. */
    public Plane(int width, int height) {
        this(width, height, new float[width * height]);
    }

    /** Returns the value at a place; outside, that of the nearest pixel. */
    public float at(int x, int y) {
        int column = Math.max(0, Math.min(width - 1, x));
        int row = Math.max(0, Math.min(height - 1, y));
        return values[row * width + column];
    }

    /** Returns the value between pixels, by bilinear interpolation. */
    public double between(double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double right = x - left;
        double down = y - top;
        double upper = at(left, top) * (1 - right) + at(left + 1, top) * right;
        double lower = at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right;
        return upper * (1 - down) + lower * down;
    }

    /** Returns where the values reach a threshold. */
    public BitMask atLeast(double threshold) {
        boolean[] set = new boolean[values.length];
        for (int i = 0; i < set.length; i++) {
            set[i] = values[i] >= threshold;
        }
        return new BitMask(width, height, set);
    }

    /** Returns the mean of the values where a mask is set, or 0 if it is empty. */
    public double mean(BitMask where) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (where.set()[i]) {
                sum += values[i];
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /** Returns the median of the values where a mask is set, or 0 if it is empty. */
    public double median(BitMask where) {
        float[] inside = new float[where.area()];
        int at = 0;
        for (int i = 0; i < values.length; i++) {
            if (where.set()[i]) {
                inside[at++] = values[i];
            }
        }
        Arrays.sort(inside);
        return inside.length == 0 ? 0 : inside[inside.length / 2];
    }
}
