package io.mingle.vision.picture.vp8;

/** Smooths the edges of blocks (RFC 6386, section 15). */
final class LoopFilter {

    private static final int BLOCK = 4;

    private LoopFilter() {}

    /** Filters the edges of a macroblock's luma with the simple filter. */
    static void simple(Plane plane, int column, int row, FilterLevel level, boolean inner) {
        int at = plane.at(16 * column, 16 * row);
        for (int i = column > 0 ? 0 : BLOCK; i < (inner ? 16 : 1); i += BLOCK) {
            simple(plane, at + i, 1, plane.stride, i == 0 ? level.outer() : level.inner());
        }
        for (int i = row > 0 ? 0 : BLOCK; i < (inner ? 16 : 1); i += BLOCK) {
            int edge = at + i * plane.stride;
            simple(plane, edge, plane.stride, 1, i == 0 ? level.outer() : level.inner());
        }
    }

    /** Filters the edges of a macroblock in one plane with the normal filter. */
    static void normal(
            Plane plane, int size, int column, int row, FilterLevel level, boolean inner) {
        int at = plane.at(size * column, size * row);
        for (int i = column > 0 ? 0 : BLOCK; i < (inner ? size : 1); i += BLOCK) {
            normal(plane, at + i, 1, plane.stride, size, level, i == 0);
        }
        for (int i = row > 0 ? 0 : BLOCK; i < (inner ? size : 1); i += BLOCK) {
            normal(plane, at + i * plane.stride, plane.stride, 1, size, level, i == 0);
        }
    }

    /**
     * Goes along an edge.
     *
     * @param across how far the samples on both sides of the edge are from each other
     * @param along how far the samples beside the edge are from each other
     */
    private static void simple(Plane plane, int start, int across, int along, int limit) {
        for (int i = 0, at = start; i < 16; i++, at += along) {
            if (isSmooth(plane, at, across, limit)) {
                common(plane, at, across);
            }
        }
    }

    private static void normal(
            Plane plane,
            int start,
            int across,
            int along,
            int length,
            FilterLevel level,
            boolean outer) {
        int limit = outer ? level.outer() : level.inner();
        for (int i = 0, at = start; i < length; i++, at += along) {
            if (!isSmooth(plane, at, across, limit)
                    || !isSmoothInside(plane, at, across, level.interior)) {
                continue;
            }
            boolean varies =
                    step(plane, at - 2 * across, across) > level.variance
                            || step(plane, at, across) > level.variance;
            if (varies) {
                common(plane, at, across);
            } else if (outer) {
                wide(plane, at, across);
            } else {
                narrow(plane, at, across);
            }
        }
    }

    private static boolean isSmooth(Plane plane, int at, int across, int limit) {
        int near = step(plane, at - across, across);
        int far = Math.abs(plane.get(at - 2 * across) - plane.get(at + across));
        return 4 * near + far <= 2 * limit + 1;
    }

    private static boolean isSmoothInside(Plane plane, int at, int across, int limit) {
        return step(plane, at - 4 * across, across) <= limit
                && step(plane, at - 3 * across, across) <= limit
                && step(plane, at - 2 * across, across) <= limit
                && step(plane, at, across) <= limit
                && step(plane, at + across, across) <= limit
                && step(plane, at + 2 * across, across) <= limit;
    }

    private static int step(Plane plane, int at, int across) {
        return Math.abs(plane.get(at) - plane.get(at + across));
    }

    /** Changes one sample on each side. */
    private static void common(Plane plane, int at, int across) {
        int outer = signed(plane.get(at - 2 * across) - plane.get(at + across));
        adjust(plane, at, across, 3 * (plane.get(at) - plane.get(at - across)) + outer);
    }

    /** Changes two samples on each side. */
    private static void narrow(Plane plane, int at, int across) {
        int a = adjust(plane, at, across, 3 * (plane.get(at) - plane.get(at - across)));
        int half = a + 1 >> 1;
        plane.put(at - 2 * across, plane.get(at - 2 * across) + half);
        plane.put(at + across, plane.get(at + across) - half);
    }

    private static int adjust(Plane plane, int at, int across, int difference) {
        int a = signed(difference + 4) >> 3;
        int b = signed(difference + 3) >> 3;
        plane.put(at - across, plane.get(at - across) + b);
        plane.put(at, plane.get(at) - a);
        return a;
    }

    /** Changes three samples on each side. */
    private static void wide(Plane plane, int at, int across) {
        int outer = signed(plane.get(at - 2 * across) - plane.get(at + across));
        int difference = signed(3 * (plane.get(at) - plane.get(at - across)) + outer);
        for (int i = 0; i < 3; i++) {
            int change = (27 - 9 * i) * difference + 63 >> 7;
            int before = at - (1 + i) * across;
            int after = at + i * across;
            plane.put(before, plane.get(before) + change);
            plane.put(after, plane.get(after) - change);
        }
    }

    private static int signed(int value) {
        return Math.max(-128, Math.min(127, value));
    }
}
