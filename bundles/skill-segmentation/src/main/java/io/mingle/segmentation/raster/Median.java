package io.mingle.segmentation.raster;

import java.util.Arrays;

/** The median over windows of 3 × 3: takes out single pixels and keeps edges. */
public final class Median {

    private Median() {}

    /** Returns the median about each pixel; beyond the edges, the nearest pixel counts again. */
    public static Plane of(Plane plane) {
        Plane result = new Plane(plane.width(), plane.height());
        float[] window = new float[9];
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < plane.width(); x++) {
                for (int i = 0; i < window.length; i++) {
                    window[i] = plane.at(x - 1 + i % 3, y - 1 + i / 3);
                }
                Arrays.sort(window);
                result.values()[y * plane.width() + x] = window[4];
            }
        }
        return result;
    }
}
