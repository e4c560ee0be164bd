package io.mingle.gen.internal;

import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.BrokenModelException;
import io.mingle.model.ConfigSection;
import java.util.ArrayList;
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

    /** Names sizes of a model's own, [[height, width], …], the usual one first. */
    static final String KEY = "image_gen_resolutions";

    private static final PictureSize USUAL = new PictureSize(512, 512);
    private static final int MOST = 1000;

    /** Takes an unmodifiable copy. */
    Resolutions {
        buckets = List.copyOf(buckets);
    }

    /**
     * Returns the sizes that a model names, or else the published ones.
     *
     * @param config of the model
     * @param multiple of which every side has to be one: the pixels of a token
     * @throws BrokenModelException if a size does not fit
     */
    static Resolutions of(ConfigSection config, int multiple) {
        if (!config.has(KEY)) {
            return published();
        }
        List<List<Integer>> sizes = config.wholesOf(KEY, 2, 1, PictureSize.MOST);
        boolean fit = sizes.stream().flatMap(List::stream).allMatch(side -> side % multiple == 0);
        if (sizes.isEmpty() || sizes.size() > MOST || !fit) {
            throw config.wrong(
                    KEY,
                    "1 to %s sizes, height and width, in multiples of %s pixels"
                            .formatted(MOST, multiple));
        }
        return new Resolutions(sizes.stream().map(Resolutions::bucket).toList());
    }

    private static Bucket bucket(List<Integer> size) {
        int height = size.get(0);
        int width = size.get(1);
        return new Bucket((double) height / width, new PictureSize(width, height));
    }

    /** Returns the published table. */
    static Resolutions published() {
        return new Resolutions(
                Arrays.stream(PUBLISHED)
                        .map(it -> new Bucket(it[0], new PictureSize((int) it[2], (int) it[1])))
                        .toList());
    }

    /** Returns the size that is drawn unless told otherwise. */
    PictureSize usual() {
        return sizes().get(0);
    }

    /** Returns all sizes, the usual one first. */
    List<PictureSize> sizes() {
        List<PictureSize> sizes = new ArrayList<>();
        buckets.forEach(it -> sizes.add(it.size()));
        if (sizes.remove(USUAL)) {
            sizes.add(0, USUAL);
        }
        return List.copyOf(sizes);
    }

    /** Returns the size whose shape is nearest to that of another. */
    PictureSize nearest(PictureSize wanted) {
        return nearest((double) wanted.height() / wanted.width());
    }

    /** Returns the size whose height over width is nearest to a ratio; the first of equals. */
    PictureSize nearest(double ratio) {
        Bucket best = buckets.get(0);
        for (Bucket bucket : buckets) {
            if (Math.abs(bucket.ratio() - ratio) < Math.abs(best.ratio() - ratio)) {
                best = bucket;
            }
        }
        return best.size();
    }
}
