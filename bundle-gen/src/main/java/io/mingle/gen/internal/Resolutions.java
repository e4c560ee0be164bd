package io.mingle.gen.internal;

import io.mingle.api.drawing.PictureSize;
import java.util.Arrays;
import java.util.List;

/**
 * The sizes that a model draws, each for the shapes about its ratio of height to width (spec of the
 * published model, image generation, section 3).
 *
 * @param buckets at least one; unmodifiable
 */
record Resolutions(List<Bucket> buckets) {

    /**
     * A size.
     *
     * @param ratio the height over the width for which it stands, as the published table rounds it
     */
    record Bucket(double ratio, PictureSize size) {}

    /** Heights and widths of the published table, and the ratios that it names them by. */
    private static final double[][] PUBLISHED = {
        {0.25, 256, 1024}, {0.26, 256, 992}, {0.27, 256, 960}, {0.28, 256, 928},
        {0.32, 288, 896}, {0.33, 288, 864}, {0.35, 288, 832}, {0.4, 320, 800},
        {0.42, 320, 768}, {0.48, 352, 736}, {0.5, 352, 704}, {0.52, 352, 672},
        {0.57, 384, 672}, {0.6, 384, 640}, {0.68, 416, 608}, {0.72, 416, 576},
        {0.78, 448, 576}, {0.82, 448, 544}, {0.88, 480, 544}, {0.94, 480, 512},
        {1.0, 512, 512}, {1.07, 512, 480}, {1.13, 544, 480}, {1.21, 544, 448},
        {1.29, 576, 448}, {1.38, 576, 416}, {1.46, 608, 416}, {1.67, 640, 384},
        {1.75, 672, 384}, {2.0, 704, 352}, {2.09, 736, 352}, {2.4, 768, 320},
        {2.5, 800, 320}, {2.89, 832, 288}, {3.0, 864, 288}, {3.11, 896, 288},
        {3.62, 928, 256}, {3.75, 960, 256}, {3.88, 992, 256}, {4.0, 1024, 256}
    };

    /** Returns the published table. */
    static Resolutions published() {
        return new Resolutions(
                Arrays.stream(PUBLISHED)
                        .map(it -> new Bucket(it[0], new PictureSize((int) it[2], (int) it[1])))
                        .toList());
    }

    /** Returns the size whose ratio is nearest to that of another; the first of equals. */
    PictureSize nearest(PictureSize wanted) {
        double ratio = (double) wanted.height() / wanted.width();
        Bucket best = buckets.get(0);
        for (Bucket bucket : buckets) {
            if (Math.abs(bucket.ratio() - ratio) < Math.abs(best.ratio() - ratio)) {
                best = bucket;
            }
        }
        return best.size();
    }
}
