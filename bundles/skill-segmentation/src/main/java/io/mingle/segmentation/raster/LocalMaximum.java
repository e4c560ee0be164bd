package io.mingle.segmentation.raster;

/** The largest value over a square window. */
public final class LocalMaximum {

    private LocalMaximum() {}

    /** Returns the largest value about each pixel; beyond the edges there is none. */
    public static Plane of(Plane plane, int radius) {
        int width = plane.width();
        int height = plane.height();
        Plane rows = new Plane(width, height);
        Plane both = new Plane(width, height);
        for (int y = 0; y < height; y++) {
            largest(plane.values(), rows.values(), y * width, 1, width, radius);
        }
        for (int x = 0; x < width; x++) {
            largest(rows.values(), both.values(), x, width, height, radius);
        }
        return both;
    }

    private static void largest(
            float[] from, float[] to, int start, int step, int count, int radius) {
        for (int i = 0; i < count; i++) {
            float largest = from[start + i * step];
            for (int j = Math.max(0, i - radius); j <= Math.min(count - 1, i + radius); j++) {
                largest = Math.max(largest, from[start + j * step]);
            }
            to[start + i * step] = largest;
        }
    }
}
