package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BitMask;
import io.mingle.segmentation.raster.Components;

/** Gives parts that are too small to the label with which they share the longest border. */
final class SmallParts {

    private SmallParts() {}

    /**
     * Relabels small parts, once; those that touch no other label lose theirs.
     *
     * @param labels {@code [height, width]}, -1 for none
     * @param least how many pixels a part keeps its label with
     * @return new labels
     */
    static int[] absorb(int[] labels, int width, int kinds, double least) {
        int[] result = labels.clone();
        int height = labels.length / width;
        for (int label = 0; label < kinds; label++) {
            boolean[] set = new boolean[labels.length];
            for (int i = 0; i < set.length; i++) {
                set[i] = labels[i] == label;
            }
            Components parts = Components.ofEight(new BitMask(width, height, set));
            int[][] borders = new int[parts.count()][];
            for (int at = 0; at < labels.length; at++) {
                int part = parts.labels()[at];
                if (part >= 0 && parts.areas()[part] < least) {
                    borders[part] = borders[part] == null ? new int[kinds] : borders[part];
                    count(labels, width, at, label, borders[part]);
                }
            }
            for (int at = 0; at < labels.length; at++) {
                int part = parts.labels()[at];
                if (part >= 0 && borders[part] != null) {
                    result[at] = longest(borders[part]);
                }
            }
        }
        return result;
    }

    private static void count(int[] labels, int width, int at, int label, int[] borders) {
        int x = at % width;
        count(x > 0 ? labels[at - 1] : -1, label, borders);
        count(x < width - 1 ? labels[at + 1] : -1, label, borders);
        count(at >= width ? labels[at - width] : -1, label, borders);
        count(at + width < labels.length ? labels[at + width] : -1, label, borders);
    }

    private static void count(int neighbour, int label, int[] borders) {
        if (neighbour >= 0 && neighbour != label) {
            borders[neighbour]++;
        }
    }

    private static int longest(int[] borders) {
        int best = 0;
        for (int i = 1; i < borders.length; i++) {
            best = borders[i] > borders[best] ? i : best;
        }
        return borders[best] > 0 ? best : -1;
    }
}
