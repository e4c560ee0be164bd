package io.mingle.trainer.picture;

import io.mingle.thinker.prompt.Grid;
import io.mingle.trainer.data.Labels;
import io.mingle.trainer.data.Mark;
import io.mingle.trainer.data.Sample;
import java.util.Arrays;
import java.util.List;

/** Names what is drawn under each patch: the mark that covers its middle, or nearly does. */
final class DenseLabels {

    /** A mark reaches this share of a patch beyond its box, so that thin glyphs are not lost. */
    private static final double REACH = 0.3;

    /** The label of a patch of a picture without marks; the loss passes it over. */
    private static final long UNKNOWN = BoxLabels.NOTHING;

    private DenseLabels() {}

    /** Returns the labels in the order of the patches, which come merge block by merge block. */
    static long[] of(List<Sample> samples, Grid grid, int merge) {
        long[] labels = new long[samples.size() * grid.patches()];
        int unit = merge * merge;
        int across = grid.width() / merge;
        for (int s = 0; s < samples.size(); s++) {
            Sample sample = samples.get(s);
            if (sample.marks().isEmpty()) {
                int first = s * grid.patches();
                Arrays.fill(labels, first, first + grid.patches(), UNKNOWN);
                continue;
            }
            double height = (double) sample.picture().height() / grid.height();
            double width = (double) sample.picture().width() / grid.width();
            for (int i = 0; i < grid.patches(); i++) {
                int block = i / unit;
                int cell = i % unit;
                int row = block / across * merge + cell / merge;
                int column = block % across * merge + cell % merge;
                labels[s * grid.patches() + i] =
                        label(
                                sample.marks(),
                                (column + 0.5) * width,
                                (row + 0.5) * height,
                                REACH * width,
                                REACH * height);
            }
        }
        return labels;
    }

    private static int label(List<Mark> marks, double x, double y, double reachX, double reachY) {
        int label = Labels.NOTHING;
        double nearest = Double.MAX_VALUE;
        for (Mark mark : marks) {
            boolean covers =
                    x >= mark.x0() - reachX
                            && x <= mark.x1() + reachX
                            && y >= mark.y0() - reachY
                            && y <= mark.y1() + reachY;
            double distance = Math.abs(x - (mark.x0() + mark.x1()) / 2);
            if (covers && distance < nearest) {
                nearest = distance;
                label = mark.label();
            }
        }
        return label;
    }
}
