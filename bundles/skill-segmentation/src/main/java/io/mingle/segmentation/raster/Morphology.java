package io.mingle.segmentation.raster;

/** Erosion and dilation by squares, and what is made of them. */
public final class Morphology {

    private Morphology() {}

    /**
     * Returns what is set within some distance, along rows and columns alike.
     *
     * @param radius in pixels; 0 changes nothing
     */
    public static BitMask dilate(BitMask mask, int radius) {
        if (radius < 1) {
            return mask;
        }
        int width = mask.width();
        int height = mask.height();
        boolean[] rows = new boolean[mask.set().length];
        for (int y = 0; y < height; y++) {
            spread(mask.set(), rows, y * width, 1, width, radius);
        }
        boolean[] both = new boolean[rows.length];
        for (int x = 0; x < width; x++) {
            spread(rows, both, x, width, height, radius);
        }
        return new BitMask(width, height, both);
    }

    /** Returns what is surrounded up to some distance; beyond the edges, all counts as set. */
    public static BitMask erode(BitMask mask, int radius) {
        return radius < 1 ? mask : dilate(mask.not(), radius).not();
    }

    /** Takes out what is too small for a square. */
    public static BitMask open(BitMask mask, int radius) {
        return dilate(erode(mask, radius), radius);
    }

    /** Fills what is too small for a square; what lies beyond the edges does not help. */
    public static BitMask close(BitMask mask, int radius) {
        if (radius < 1) {
            return mask;
        }
        int width = mask.width();
        BitMask wide = new BitMask(width + 2 * radius, mask.height() + 2 * radius);
        for (int y = 0; y < mask.height(); y++) {
            int at = (y + radius) * wide.width() + radius;
            System.arraycopy(mask.set(), y * width, wide.set(), at, width);
        }
        BitMask filled = erode(dilate(wide, radius), radius);
        BitMask closed = new BitMask(width, mask.height());
        for (int y = 0; y < mask.height(); y++) {
            int at = (y + radius) * wide.width() + radius;
            System.arraycopy(filled.set(), at, closed.set(), y * width, width);
        }
        return closed;
    }

    private static void spread(
            boolean[] from, boolean[] to, int start, int step, int count, int radius) {
        int inside = 0;
        for (int i = 0; i < Math.min(radius, count); i++) {
            inside += from[start + i * step] ? 1 : 0;
        }
        for (int i = 0; i < count; i++) {
            if (i + radius < count) {
                inside += from[start + (i + radius) * step] ? 1 : 0;
            }
            if (i - radius - 1 >= 0) {
                inside -= from[start + (i - radius - 1) * step] ? 1 : 0;
            }
            to[start + i * step] = inside > 0;
        }
    }
}
