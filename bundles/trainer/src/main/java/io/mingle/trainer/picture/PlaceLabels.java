package io.mingle.trainer.picture;

import io.mingle.thinker.prompt.Grid;
import io.mingle.trainer.data.Mark;
import io.mingle.trainer.data.Sample;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;

/** Tells of each visual token which kind of thing it shows, and whether it shows what is meant. */
final class PlaceLabels {

    /** A token that shows this share of itself of what is meant belongs to it. */
    private static final double LEAST = 0.3;

    private PlaceLabels() {}

    /**
     * Returns the number of the kind that lies under the middle of each token, 0 for none, and
     * {@link BoxLabels#NOTHING} for all tokens of a picture where nobody says.
     */
    static long[] kinds(List<Sample> samples, Grid grid, int merge) {
        int blocks = grid.tokens(merge);
        long[] labels = new long[samples.size() * blocks];
        for (int s = 0; s < samples.size(); s++) {
            Sample sample = samples.get(s);
            if (sample.kinds().isEmpty()) {
                Arrays.fill(labels, s * blocks, (s + 1) * blocks, BoxLabels.NOTHING);
                continue;
            }
            for (int i = 0; i < blocks; i++) {
                Rectangle2D block = block(grid, merge, i);
                double x = block.getCenterX() * sample.picture().width();
                double y = block.getCenterY() * sample.picture().height();
                for (Mark mark : sample.kinds()) {
                    if (covers(mark, x, y)) {
                        labels[s * blocks + i] = mark.label();
                    }
                }
            }
        }
        return labels;
    }

    private static boolean covers(Mark mark, double x, double y) {
        return x >= mark.x0() && x < mark.x1() && y >= mark.y0() && y < mark.y1();
    }

    /**
     * Returns 1 for each token of a picture or a clip that shows a place, one at least, else 0.
     *
     * @param place in shares of the sides
     * @param frame on which it is
     * @param group how many frames of a clip a token shows
     */
    static long[] target(Rectangle2D place, int frame, Grid grid, int merge, int group) {
        long[] labels = new long[grid.tokens(merge)];
        int blocks = labels.length / grid.time();
        int first = frame / group * blocks;
        for (int i = 0; i < blocks; i++) {
            Rectangle2D block = block(grid, merge, i);
            Rectangle2D common = block.createIntersection(place);
            double area = common.isEmpty() ? 0 : common.getWidth() * common.getHeight();
            boolean middle = block.contains(place.getCenterX(), place.getCenterY());
            if (middle || area >= LEAST * block.getWidth() * block.getHeight()) {
                labels[first + i] = 1;
            }
        }
        return labels;
    }

    /** Returns where a token lies, in shares of the sides of the picture. */
    static Rectangle2D block(Grid grid, int merge, int number) {
        double width = (double) merge / grid.width();
        double height = (double) merge / grid.height();
        int across = grid.width() / merge;
        return new Rectangle2D.Double(
                number % across * width, number / across * height, width, height);
    }
}
