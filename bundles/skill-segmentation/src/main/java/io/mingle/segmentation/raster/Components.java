package io.mingle.segmentation.raster;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The connected parts of a mask: two passes with union-find (A. Rosenfeld and J. Pfaltz, 1966).
 *
 * @param width in pixels
 * @param height in pixels
 * @param labels {@code [height, width]}, from 0 in the order in which the parts begin; -1 where
 *     nothing is set
 * @param areas of the parts, in pixels
 */
public record Components(int width, int height, int[] labels, int[] areas) {

    /** Parts whose pixels touch by their sides. */
    public static Components ofFour(BitMask mask) {
        return of(mask, false);
    }

    /** Parts whose pixels touch by sides or corners. */
    public static Components ofEight(BitMask mask) {
        return of(mask, true);
    }

    private static Components of(BitMask mask, boolean corners) {
        int width = mask.width();
        int[] parents = new int[mask.set().length];
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                parents[at] = mask.set()[at] ? at : -1;
                if (parents[at] < 0) {
                    continue;
                }
                join(mask, parents, at, x - 1, y);
                join(mask, parents, at, x, y - 1);
                if (corners) {
                    join(mask, parents, at, x - 1, y - 1);
                    join(mask, parents, at, x + 1, y - 1);
                }
            }
        }
        return numbered(mask, parents);
    }

    private static void join(BitMask mask, int[] parents, int at, int x, int y) {
        if (mask.at(x, y)) {
            int one = root(parents, at);
            int other = root(parents, y * mask.width() + x);
            parents[Math.max(one, other)] = Math.min(one, other);
        }
    }

    private static int root(int[] parents, int at) {
        int root = at;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    private static Components numbered(BitMask mask, int[] parents) {
        int[] labels = new int[parents.length];
        int[] areas = new int[16];
        int count = 0;
        for (int at = 0; at < labels.length; at++) {
            if (parents[at] < 0) {
                labels[at] = -1;
                continue;
            }
            int root = root(parents, at);
            if (root == at) {
                areas = count == areas.length ? Arrays.copyOf(areas, 2 * count) : areas;
                labels[at] = count++;
            } else {
                labels[at] = labels[root];
            }
            areas[labels[at]]++;
        }
        return new Components(mask.width(), mask.height(), labels, Arrays.copyOf(areas, count));
    }

    /** Returns how many parts there are. */
    public int count() {
        return areas.length;
    }

    /** Returns the largest area, or 0 if there is no part. */
    public int largest() {
        return Arrays.stream(areas).max().orElse(0);
    }

    /** Returns the parts that are wanted, together. */
    public BitMask where(IntPredicate wanted) {
        boolean[] chosen = new boolean[areas.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = wanted.test(i);
        }
        boolean[] set = new boolean[labels.length];
        for (int i = 0; i < set.length; i++) {
            set[i] = labels[i] >= 0 && chosen[labels[i]];
        }
        return new BitMask(width, height, set);
    }

    /** Returns the mean of a plane over each part. */
    public double[] means(Plane plane) {
        double[] means = new double[areas.length];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                means[labels[i]] += plane.values()[i] / areas[labels[i]];
            }
        }
        return means;
    }

    /** Tells of each part whether it reaches an edge of the picture. */
    public boolean[] touchingEdges() {
        boolean[] touching = new boolean[areas.length];
        for (int at = 0; at < labels.length; at++) {
            int x = at % width;
            int y = at / width;
            if (labels[at] >= 0 && (x == 0 || y == 0 || x == width - 1 || y == height - 1)) {
                touching[labels[at]] = true;
            }
        }
        return touching;
    }

    /** Returns left, upper, right and lower pixel of each part, all inclusive. */
    public int[][] boxes() {
        int[][] boxes = new int[areas.length][];
        for (int at = 0; at < labels.length; at++) {
            if (labels[at] < 0) {
                continue;
            }
            int x = at % width;
            int y = at / width;
            int[] box = boxes[labels[at]];
            if (box == null) {
                boxes[labels[at]] = new int[] {x, y, x, y};
            } else {
                box[0] = Math.min(box[0], x);
                box[2] = Math.max(box[2], x);
                box[3] = y;
            }
        }
        return boxes;
    }
}
