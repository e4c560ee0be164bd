package io.mingle.segmentation.raster;

/** Lets labels grow into pixels without one, the nearest first. */
public final class Growth {

    private Growth() {}

    /**
     * Fills labels.
     *
     * @param labels {@code [height, width]}; what is below 0 has no label
     * @param within where they may grow, of the same size
     * @return new labels
     */
    public static int[] fill(int[] labels, BitMask within) {
        int width = within.width();
        int[] result = labels.clone();
        int[] queue = new int[labels.length];
        int size = 0;
        for (int at = 0; at < labels.length; at++) {
            if (labels[at] >= 0) {
                queue[size++] = at;
            }
        }
        for (int next = 0; next < size; next++) {
            int at = queue[next];
            int x = at % width;
            int y = at / width;
            int[] near = {
                within.at(x - 1, y) ? at - 1 : at,
                within.at(x + 1, y) ? at + 1 : at,
                within.at(x, y - 1) ? at - width : at,
                within.at(x, y + 1) ? at + width : at
            };
            for (int it : near) {
                if (result[it] < 0) {
                    result[it] = result[at];
                    queue[size++] = it;
                }
            }
        }
        return result;
    }
}
