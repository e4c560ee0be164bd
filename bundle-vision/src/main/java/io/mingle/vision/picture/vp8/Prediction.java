package io.mingle.vision.picture.vp8;

import java.util.Arrays;

/** Predicts blocks from what is above and to the left of them (RFC 6386, section 12). */
final class Prediction {

    static final int DC = 0;
    static final int TRUE_MOTION = 1;
    static final int VERTICAL = 2;
    static final int HORIZONTAL = 3;
    static final int LEFT_DOWN = 4;
    static final int RIGHT_DOWN = 5;
    static final int VERTICAL_RIGHT = 6;
    static final int VERTICAL_LEFT = 7;
    static final int HORIZONTAL_DOWN = 8;
    static final int HORIZONTAL_UP = 9;

    private Prediction() {}

    /** Predicts a square of 16 or 8 by the first four modes. */
    static void whole(Plane plane, int x, int y, int size, int mode) {
        int at = plane.at(x, y);
        switch (mode) {
            case DC -> fill(plane, at, size, average(plane, x, y, size));
            case TRUE_MOTION -> trueMotion(plane, at, size);
            case VERTICAL -> {
                for (int row = 0; row < size; row++) {
                    System.arraycopy(
                            plane.samples,
                            at - plane.stride,
                            plane.samples,
                            at + row * plane.stride,
                            size);
                }
            }
            default -> {
                for (int row = at; row < at + size * plane.stride; row += plane.stride) {
                    Arrays.fill(plane.samples, row, row + size, plane.samples[row - 1]);
                }
            }
        }
    }

    /** The mean of what is there of the row above and the column to the left. */
    private static int average(Plane plane, int x, int y, int size) {
        int at = plane.at(x, y);
        int sum = 0;
        int count = 0;
        for (int i = 0; y > 0 && i < size; i++, count++) {
            sum += plane.get(at - plane.stride + i);
        }
        for (int i = 0; x > 0 && i < size; i++, count++) {
            sum += plane.get(at + i * plane.stride - 1);
        }
        return count == 0 ? 128 : (sum + count / 2) / count;
    }

    private static void fill(Plane plane, int at, int size, int value) {
        for (int row = at; row < at + size * plane.stride; row += plane.stride) {
            Arrays.fill(plane.samples, row, row + size, (byte) value);
        }
    }

    private static void trueMotion(Plane plane, int at, int size) {
        int corner = plane.get(at - plane.stride - 1);
        for (int row = at; row < at + size * plane.stride; row += plane.stride) {
            int left = plane.get(row - 1) - corner;
            for (int i = 0; i < size; i++) {
                plane.put(row + i, left + plane.get(at - plane.stride + i));
            }
        }
    }

    /**
     * Predicts a square of 4.
     *
     * @param edge what surrounds it: from the lowest sample on the left, 0 to 3, over the corner,
     *     4, to the eight above and right of it, 5 to 12
     */
    static void block(Plane plane, int at, int mode, int[] edge) {
        switch (mode) {
            case DC -> {
                int sum = 4;
                for (int i = 0; i < 4; i++) {
                    sum += edge[i] + edge[5 + i];
                }
                fill(plane, at, 4, sum >> 3);
            }
            case TRUE_MOTION -> trueMotion(plane, at, 4);
            case VERTICAL -> {
                for (int i = 0; i < 16; i++) {
                    set(plane, at, i & 3, i >> 2, smooth(edge, 5 + (i & 3)));
                }
            }
            case HORIZONTAL -> {
                for (int i = 0; i < 16; i++) {
                    int left = 3 - (i >> 2);
                    int value = left == 0 ? edge[1] + 3 * edge[0] + 2 >> 2 : smooth(edge, left);
                    set(plane, at, i & 3, i >> 2, value);
                }
            }
            case LEFT_DOWN -> {
                for (int i = 0; i < 16; i++) {
                    int place = 6 + (i & 3) + (i >> 2);
                    int value =
                            place == 12 ? edge[11] + 3 * edge[12] + 2 >> 2 : smooth(edge, place);
                    set(plane, at, i & 3, i >> 2, value);
                }
            }
            case RIGHT_DOWN -> {
                for (int i = 0; i < 16; i++) {
                    set(plane, at, i & 3, i >> 2, smooth(edge, 4 + (i & 3) - (i >> 2)));
                }
            }
            case VERTICAL_RIGHT -> verticalRight(plane, at, edge);
            case VERTICAL_LEFT -> verticalLeft(plane, at, edge);
            case HORIZONTAL_DOWN -> horizontalDown(plane, at, edge);
            default -> horizontalUp(plane, at, edge);
        }
    }

    private static void verticalRight(Plane plane, int at, int[] edge) {
        for (int x = 0; x < 4; x++) {
            set(plane, at, x, 0, middle(edge, 4 + x));
            set(plane, at, x, 1, smooth(edge, 4 + x));
        }
        set(plane, at, 0, 2, smooth(edge, 3));
        set(plane, at, 0, 3, smooth(edge, 2));
        for (int x = 1; x < 4; x++) {
            set(plane, at, x, 2, middle(edge, 3 + x));
            set(plane, at, x, 3, smooth(edge, 3 + x));
        }
    }

    private static void verticalLeft(Plane plane, int at, int[] edge) {
        for (int x = 0; x < 4; x++) {
            set(plane, at, x, 0, middle(edge, 5 + x));
            set(plane, at, x, 1, smooth(edge, 6 + x));
        }
        for (int x = 0; x < 3; x++) {
            set(plane, at, x, 2, middle(edge, 6 + x));
            set(plane, at, x, 3, smooth(edge, 7 + x));
        }
        set(plane, at, 3, 2, smooth(edge, 10));
        set(plane, at, 3, 3, smooth(edge, 11));
    }

    private static void horizontalDown(Plane plane, int at, int[] edge) {
        for (int y = 0; y < 4; y++) {
            set(plane, at, 0, y, middle(edge, 3 - y));
            set(plane, at, 1, y, smooth(edge, 4 - y));
        }
        set(plane, at, 2, 0, smooth(edge, 5));
        set(plane, at, 3, 0, smooth(edge, 6));
        for (int y = 1; y < 4; y++) {
            set(plane, at, 2, y, middle(edge, 4 - y));
            set(plane, at, 3, y, smooth(edge, 5 - y));
        }
    }

    private static void horizontalUp(Plane plane, int at, int[] edge) {
        for (int i = 0; i < 16; i++) {
            int place = (i & 3) + 2 * (i >> 2);
            int low = 3 - (place >> 1);
            int value;
            if (place > 5) {
                value = edge[0];
            } else if (place == 5) {
                value = edge[1] + 3 * edge[0] + 2 >> 2;
            } else if ((place & 1) == 0) {
                value = middle(edge, low - 1);
            } else {
                value = smooth(edge, low - 1);
            }
            set(plane, at, i & 3, i >> 2, value);
        }
    }

    private static void set(Plane plane, int at, int x, int y, int value) {
        plane.samples[at + y * plane.stride + x] = (byte) value;
    }

    private static int middle(int[] edge, int at) {
        return edge[at] + edge[at + 1] + 1 >> 1;
    }

    private static int smooth(int[] edge, int at) {
        return edge[at - 1] + 2 * edge[at] + edge[at + 1] + 2 >> 2;
    }
}
