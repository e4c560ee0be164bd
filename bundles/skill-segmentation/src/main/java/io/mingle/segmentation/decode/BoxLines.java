package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BitMask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The upright and level lines of a part of what was drawn, and the boxes that they make. */
final class BoxLines {

    private static final int MOST_LINES = 16;

    /** Boxes that are drawn about as completely are taken by their size. */
    private static final double STEP = 0.1;

    private final BoxSettings settings;
    private final List<Line> upright;
    private final List<Line> level;

    BoxLines(BitMask mask, int[] bounds, BoxSettings settings) {
        this.settings = settings;
        this.upright = lines(mask, bounds[0], bounds[2], true);
        this.level = lines(mask, bounds[1], bounds[3], false);
    }

    /**
     * A line.
     *
     * @param centre across it, in pixels from the edge of the picture
     * @param drawn where along it something is drawn
     * @param taken where that belongs to a box that was found
     * @param longest way without a gap
     */
    private record Line(double centre, boolean[] drawn, boolean[] taken, int longest) {

        /** Counts from one crossing line to another; those it has to reach, not to cross. */
        int count(double from, double to, boolean onlyFree) {
            int count = 0;
            for (int i = (int) from; i < (int) to; i++) {
                count += drawn[i] && !(onlyFree && taken[i]) ? 1 : 0;
            }
            return count;
        }

        void take(double from, double to) {
            for (int i = Math.max(0, (int) from - 1);
                    i <= Math.min(taken.length - 1, to + 1);
                    i++) {
                taken[i] = true;
            }
        }
    }

    /** Takes the longest lines across columns or rows; what is thicker is no line. */
    private List<Line> lines(BitMask mask, int first, int last, boolean upright) {
        int least =
                Math.max((int) (settings.shortest() * settings.cover()), settings.thickest() + 1);
        List<Line> lines = new ArrayList<>();
        int begin = -1;
        for (int at = first; at <= last + 1; at++) {
            boolean isLine = at <= last && longest(row(mask, at, upright)) >= least;
            if (isLine && begin < 0) {
                begin = at;
            } else if (begin >= 0 && !isLine) {
                if (at - begin <= settings.thickest()) {
                    lines.add(line(mask, begin, at - 1, upright));
                }
                begin = -1;
            }
        }
        return lines.stream()
                .sorted(Comparator.comparingInt(it -> -it.longest()))
                .limit(MOST_LINES)
                .sorted(Comparator.comparingDouble(Line::centre))
                .toList();
    }

    private Line line(BitMask mask, int begin, int end, boolean upright) {
        double weight = 0;
        double sum = 0;
        boolean[] drawn = new boolean[row(mask, begin, upright).length];
        for (int at = begin - 1; at <= end + 1; at++) {
            boolean[] row = row(mask, at, upright);
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] |= row[i];
            }
            if (at >= begin && at <= end) {
                int longest = longest(row);
                weight += longest;
                sum += longest * (at + 0.5);
            }
        }
        return new Line(sum / weight, drawn, new boolean[drawn.length], longest(drawn));
    }

    private static boolean[] row(BitMask mask, int at, boolean upright) {
        boolean[] row = new boolean[upright ? mask.height() : mask.width()];
        for (int i = 0; i < row.length; i++) {
            row[i] = upright ? mask.at(at, i) : mask.at(i, at);
        }
        return row;
    }

    /** Returns the longest way that has no longer gap than is passed over. */
    private int longest(boolean[] row) {
        int longest = 0;
        int begin = -1;
        int seen = -1;
        for (int i = 0; i < row.length; i++) {
            if (row[i]) {
                begin = begin < 0 || i - seen > settings.gap() + 1 ? i : begin;
                seen = i;
                longest = Math.max(longest, seen - begin + 1);
            }
        }
        return longest;
    }

    /** Four lines that may be a box. */
    private record Candidate(Line left, Line top, Line right, Line bottom) {

        double length() {
            return 2 * (right.centre - left.centre + bottom.centre - top.centre);
        }

        /** Returns the shares of the four sides. */
        double[] sides(boolean onlyFree) {
            double width = (int) right.centre - (int) left.centre;
            double height = (int) bottom.centre - (int) top.centre;
            return new double[] {
                left.count(top.centre, bottom.centre, onlyFree) / height,
                right.count(top.centre, bottom.centre, onlyFree) / height,
                top.count(left.centre, right.centre, onlyFree) / width,
                bottom.count(left.centre, right.centre, onlyFree) / width
            };
        }

        double share(boolean onlyFree) {
            double[] sides = sides(onlyFree);
            double height = bottom.centre - top.centre;
            double width = right.centre - left.centre;
            return ((sides[0] + sides[1]) * height + (sides[2] + sides[3]) * width)
                    / (2 * (width + height));
        }

        void take() {
            left.take(top.centre, bottom.centre);
            right.take(top.centre, bottom.centre);
            top.take(left.centre, right.centre);
            bottom.take(left.centre, right.centre);
        }
    }

    /**
     * Takes boxes one after the other, the most complete and then the largest first; lines that
     * belong to one do not make another.
     */
    List<DrawnBox> boxes() {
        List<Candidate> candidates = candidates();
        candidates.sort(
                Comparator.comparingLong((Candidate it) -> -Math.round(it.share(false) / STEP))
                        .thenComparingDouble(it -> -it.length()));
        List<DrawnBox> boxes = new ArrayList<>();
        for (Candidate it : candidates) {
            if (it.share(true) >= settings.cover()) {
                boxes.add(
                        new DrawnBox(
                                it.left.centre,
                                it.top.centre,
                                it.right.centre,
                                it.bottom.centre,
                                -1,
                                Math.min(1, it.share(false))));
                it.take();
            }
        }
        return boxes;
    }

    private List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        for (Line left : upright) {
            for (Line right : upright) {
                for (Line top : far(left, right) ? level : List.<Line>of()) {
                    for (Line bottom : level) {
                        if (far(top, bottom)) {
                            Candidate candidate = new Candidate(left, top, right, bottom);
                            if (isDrawn(candidate)) {
                                candidates.add(candidate);
                            }
                        }
                    }
                }
            }
        }
        return candidates;
    }

    private boolean far(Line one, Line other) {
        return other.centre - one.centre >= settings.shortest() - 1;
    }

    private boolean isDrawn(Candidate candidate) {
        for (double side : candidate.sides(false)) {
            if (side < settings.cover() / 2) {
                return false;
            }
        }
        return candidate.share(false) >= settings.cover();
    }
}
