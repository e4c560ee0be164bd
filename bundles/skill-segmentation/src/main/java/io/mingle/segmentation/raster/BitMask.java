package io.mingle.segmentation.raster;

/**
 * Which pixels belong to something.
 *
 * @param width in pixels
 * @param height in pixels
 * @param set {@code [height, width]}, rows from the top; shared, not copied, and not written to by
 *     those who get it
 */
public record BitMask(int width, int height, boolean[] set) {

    /** Creates an empty mask. */
    public BitMask(int width, int height) {
        this(width, height, new boolean[width * height]);
    }

    /** Tells about a pixel; what is outside is not set. */
    public boolean at(int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height && set[y * width + x];
    }

    /** Counts the pixels that are set. */
    public int area() {
        int area = 0;
        for (boolean it : set) {
            area += it ? 1 : 0;
        }
        return area;
    }

    /** Returns what is set here and in another mask of the same size. */
    public BitMask and(BitMask other) {
        boolean[] both = new boolean[set.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = set[i] && other.set[i];
        }
        return new BitMask(width, height, both);
    }

    /** Returns what is set here or in another mask of the same size. */
    public BitMask or(BitMask other) {
        boolean[] either = new boolean[set.length];
        for (int i = 0; i < either.length; i++) {
            either[i] = set[i] || other.set[i];
        }
        return new BitMask(width, height, either);
    }

    /** Returns what is not set. */
    public BitMask not() {
        boolean[] others = new boolean[set.length];
        for (int i = 0; i < others.length; i++) {
            others[i] = !set[i];
        }
        return new BitMask(width, height, others);
    }

    /** Returns 1 where it is set, and 0 elsewhere. */
    public Plane plane() {
        float[] values = new float[set.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = set[i] ? 1 : 0;
        }
        return new Plane(width, height, values);
    }
}
