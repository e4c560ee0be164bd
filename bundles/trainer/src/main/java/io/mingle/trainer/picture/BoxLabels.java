package io.mingle.trainer.picture;

import io.mingle.thinker.prompt.Grid;
import io.mingle.trainer.data.Sample;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;

/**
 * Tells each visual token the edges of the thing that it shows a part of: how far they are from the
 * token, which the encoder can see, and where they are in the picture, which only the decoder can
 * know, because the encoder's positions are relative.
 */
final class BoxLabels {

    /** The number of labels for an edge. */
    static final int BINS = 50;

    /** The label of a token that shows no thing; the losses pass it over. */
    static final long NOTHING = -100;

    /** A token's side has eight bins, so that three sides in each direction have a label. */
    private static final double PER_SIDE = 8;

    /** A token that holds less of a thing than this share of itself says nothing about it. */
    private static final double LEAST = 0.06;

    private BoxLabels() {}

    /**
     * Returns left, upper, right and lower edge, on fifty bins from side to side of the picture.
     */
    static long[] inPicture(List<Sample> samples, Grid grid, int merge) {
        return of(samples, grid, merge, (edge, block, side) -> edge * BINS / side);
    }

    /** Returns left, upper, right and lower edge, as seen from the middle of the token. */
    static long[] fromToken(List<Sample> samples, Grid grid, int merge) {
        return of(
                samples,
                grid,
                merge,
                (edge, block, side) ->
                        (edge - (block[0] + block[1]) / 2) / (block[1] - block[0]) * PER_SIDE
                                + BINS / 2.0);
    }

    /** Says where an edge is, in bins. */
    private interface Scale {
        /**
         * @param edge in pixels
         * @param block where the token begins and ends
         * @param side of the picture
         */
        double bin(double edge, double[] block, int side);
    }

    private static long[] of(List<Sample> samples, Grid grid, int merge, Scale scale) {
        int across = grid.width() / merge;
        int blocks = grid.tokens(merge);
        long[] labels = new long[samples.size() * blocks * 4];
        Arrays.fill(labels, NOTHING);
        for (int s = 0; s < samples.size(); s++) {
            Sample sample = samples.get(s);
            int width = sample.picture().width();
            int height = sample.picture().height();
            double blockWidth = (double) width * merge / grid.width();
            double blockHeight = (double) height * merge / grid.height();
            for (int i = 0; i < blocks; i++) {
                double x = i % across * blockWidth;
                double y = i / across * blockHeight;
                Rectangle2D thing =
                        most(
                                sample.things(),
                                new Rectangle2D.Double(x, y, blockWidth, blockHeight));
                if (thing != null) {
                    int at = (s * blocks + i) * 4;
                    double[] columns = {x, x + blockWidth};
                    double[] rows = {y, y + blockHeight};
                    labels[at] = label(scale.bin(thing.getMinX(), columns, width));
                    labels[at + 1] = label(scale.bin(thing.getMinY(), rows, height));
                    labels[at + 2] = label(scale.bin(thing.getMaxX(), columns, width));
                    labels[at + 3] = label(scale.bin(thing.getMaxY(), rows, height));
                }
            }
        }
        return labels;
    }

    private static long label(double bin) {
        return (long) Math.max(0, Math.min(BINS - 1, Math.floor(bin)));
    }

    /** Returns the thing that covers most of a block; the later painted one when they tie. */
    private static Rectangle2D most(List<Rectangle2D> things, Rectangle2D block) {
        double best = LEAST * block.getWidth() * block.getHeight();
        Rectangle2D most = null;
        for (Rectangle2D thing : things) {
            Rectangle2D common = thing.createIntersection(block);
            double area = common.isEmpty() ? 0 : common.getWidth() * common.getHeight();
            if (area >= best) {
                best = area;
                most = thing;
            }
        }
        return most;
    }
}
