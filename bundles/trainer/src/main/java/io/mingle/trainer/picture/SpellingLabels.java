package io.mingle.trainer.picture;

import io.mingle.thinker.prompt.Grid;
import io.mingle.trainer.data.Labels;
import io.mingle.trainer.data.Mark;
import io.mingle.trainer.data.Sample;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells of each visual token how the text begins that it shows a piece of. A token sees two or
 * three letters; who looks for a name among others has to find all of it in one place.
 */
final class SpellingLabels {

    /** So many letters tell most names apart. */
    static final int LETTERS = 4;

    /** Letters of one text are nearer to each other than this share of their height. */
    private static final double NEAR = 0.6;

    private SpellingLabels() {}

    /** A text, from left to right. */
    private record Text(List<Mark> letters, Rectangle2D box) {

        Text(Mark first) {
            this(new ArrayList<>(List.of(first)), first.bounds());
        }

        boolean goesOnWith(Mark mark) {
            double gap = mark.x0() - box.getMaxX();
            return gap > -box.getHeight() / 2
                    && gap < NEAR * box.getHeight()
                    && mark.y0() < box.getMaxY()
                    && mark.y1() > box.getMinY();
        }

        void add(Mark mark) {
            letters.add(mark);
            box.add(mark.bounds());
        }
    }

    /**
     * Returns the first {@link #LETTERS} letters for each token, {@link Labels#NOTHING} behind the
     * end of a text, and {@link BoxLabels#NOTHING} for tokens without text.
     */
    static long[] of(List<Sample> samples, Grid grid, int merge) {
        int blocks = grid.tokens(merge);
        long[] labels = new long[samples.size() * blocks * LETTERS];
        Arrays.fill(labels, BoxLabels.NOTHING);
        for (int s = 0; s < samples.size(); s++) {
            Sample sample = samples.get(s);
            List<Text> texts = texts(sample.marks());
            for (int i = 0; i < blocks; i++) {
                Text shown = shown(texts, sample, PlaceLabels.block(grid, merge, i));
                for (int k = 0; shown != null && k < LETTERS; k++) {
                    labels[(s * blocks + i) * LETTERS + k] =
                            k < shown.letters().size()
                                    ? shown.letters().get(k).label()
                                    : Labels.NOTHING;
                }
            }
        }
        return labels;
    }

    /** Marks come letter by letter. */
    private static List<Text> texts(List<Mark> marks) {
        List<Text> texts = new ArrayList<>();
        for (Mark mark : marks) {
            Text last = texts.isEmpty() ? null : texts.get(texts.size() - 1);
            if (last != null && last.goesOnWith(mark)) {
                last.add(mark);
            } else {
                texts.add(new Text(mark));
            }
        }
        return texts;
    }

    /** Returns the text of which a token shows most, or null. */
    private static Text shown(List<Text> texts, Sample sample, Rectangle2D block) {
        double width = sample.picture().width();
        double height = sample.picture().height();
        Rectangle2D pixels =
                new Rectangle2D.Double(
                        block.getX() * width,
                        block.getY() * height,
                        block.getWidth() * width,
                        block.getHeight() * height);
        Text shown = null;
        double most = 0;
        for (Text text : texts) {
            Rectangle2D common = text.box().createIntersection(pixels);
            double area = common.isEmpty() ? 0 : common.getWidth() * common.getHeight();
            if (area > most) {
                most = area;
                shown = text;
            }
        }
        return shown;
    }
}
