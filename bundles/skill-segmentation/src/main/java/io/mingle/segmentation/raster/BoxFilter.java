package io.mingle.segmentation.raster;

/** The mean over a square window, by sums over all that is above and left. */
public final class BoxFilter {

    private BoxFilter() {}

    /**
     * Returns the mean about each pixel; at the edges, of as much of the window as there is.
     *
     * @param radius 0 for the plane as it is, 1 for windows of 3 × 3, and so on
     */
    public static Plane mean(Plane plane, int radius) {
        if (radius < 1) {
            return plane;
        }
        int width = plane.width();
        int height = plane.height();
        double[] sums = sums(plane);
        Plane mean = new Plane(width, height);
        for (int y = 0; y < height; y++) {
            int top = Math.max(0, y - radius) * (width + 1);
            int bottom = Math.min(height, y + radius + 1) * (width + 1);
            for (int x = 0; x < width; x++) {
                int left = Math.max(0, x - radius);
                int right = Math.min(width, x + radius + 1);
                double sum =
                        sums[bottom + right]
                                - sums[bottom + left]
                                - sums[top + right]
                                + sums[top + left];
                int count = (right - left) * ((bottom - top) / (width + 1));
                mean.values()[y * width + x] = (float) (sum / count);
            }
        }
        return mean;
    }

    private static double[] sums(Plane plane) {
        int stride = plane.width() + 1;
        double[] sums = new double[stride * (plane.height() + 1)];
        for (int y = 0; y < plane.height(); y++) {
            double row = 0;
            for (int x = 0; x < plane.width(); x++) {
                row += plane.values()[y * plane.width() + x];
                sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row;
            }
        }
        return sums;
    }
}
