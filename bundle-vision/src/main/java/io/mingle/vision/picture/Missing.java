package io.mingle.vision.picture;

import java.util.BitSet;

/** The pixels of a stored picture that could not be decoded, and what takes their place. */
final class Missing {

    private final PixelOrder order;
    private final int width;
    private final int pixels;
    private final BitSet missing = new BitSet();

    Missing(PixelOrder order, int width, int height) {
        this.order = order;
        this.width = width;
        this.pixels = width * height;
    }

    /** Creates what is missing of a picture in which nothing is. */
    static Missing nothing(int width, int height) {
        return new Missing(PixelOrder.ROWS, width, height);
    }

    void add(int x, int y) {
        missing.set(y * width + x);
    }

    void addRows(int from, int to) {
        missing.set(from * width, to * width);
    }

    boolean isEmpty() {
        return missing.isEmpty();
    }

    boolean isAll() {
        return missing.cardinality() == pixels;
    }

    /** Fills the pixels with what an earlier pass brought in their place, or with white. */
    void fill(byte[] rgb) {
        for (int to = missing.nextSetBit(0); to >= 0; to = missing.nextSetBit(to + 1)) {
            int from = earlier(to);
            for (int channel = 0; channel < 3; channel++) {
                rgb[3 * to + channel] = from < 0 ? (byte) 255 : rgb[3 * from + channel];
            }
        }
    }

    private int earlier(int pixel) {
        for (int[] pass : order.earlier()) {
            int from = (pixel / width & ~pass[1]) * width + (pixel % width & ~pass[0]);
            if (!missing.get(from)) {
                return from;
            }
        }
        return -1;
    }

    /**
     * Names the part of the upright picture that is missing.
     *
     * @param orientation of the stored picture, 1 to 8
     */
    String part(int orientation) {
        long percent = Math.round(100.0 * missing.cardinality() / pixels);
        String share = Math.max(1, Math.min(99, percent)) + " %";
        int first = missing.nextSetBit(0);
        int end = missing.nextClearBit(first);
        boolean oneBlock = missing.nextSetBit(end) < 0 && first % width == 0 && end % width == 0;
        if (oneBlock && end == pixels) {
            return "the " + Orientation.sideOfLastRow(orientation) + " " + share;
        }
        if (oneBlock && first == 0) {
            return "the " + Orientation.sideOfFirstRow(orientation) + " " + share;
        }
        return share;
    }

    /** Says what takes its place. */
    String replacement() {
        return order.earlier().length == 0 ? "is white" : "is guessed from its surroundings";
    }
}
