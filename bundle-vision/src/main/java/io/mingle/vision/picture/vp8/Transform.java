package io.mingle.vision.picture.vp8;

/** The inverse transforms (RFC 6386, section 14.3 and 14.4). */
final class Transform {

    private static final int SINE = 35468;
    private static final int COSINE = 20091;

    private Transform() {}

    /** Spreads the coefficients of the second order over the DC coefficients of 16 blocks. */
    static void secondOrder(int[] in, int[] blocks) {
        int[] half = new int[16];
        for (int i = 0; i < 4; i++) {
            int a = in[i] + in[12 + i];
            int b = in[4 + i] + in[8 + i];
            int c = in[4 + i] - in[8 + i];
            int d = in[i] - in[12 + i];
            half[i] = a + b;
            half[4 + i] = c + d;
            half[8 + i] = a - b;
            half[12 + i] = d - c;
        }
        for (int i = 0; i < 16; i += 4) {
            int a = half[i] + half[i + 3] + 3;
            int b = half[i + 1] + half[i + 2];
            int c = half[i + 1] - half[i + 2];
            int d = half[i] - half[i + 3] + 3;
            blocks[16 * i] = a + b >> 3;
            blocks[16 * i + 16] = c + d >> 3;
            blocks[16 * i + 32] = a - b >> 3;
            blocks[16 * i + 48] = d - c >> 3;
        }
    }

    /** Adds the residue of a block of 4x4 to what was predicted. */
    static void add(int[] in, int from, Plane plane, int to) {
        int[] half = new int[16];
        for (int i = 0; i < 4; i++) {
            int a = in[from + i] + in[from + 8 + i];
            int b = in[from + i] - in[from + 8 + i];
            int c = sine(in[from + 4 + i]) - cosine(in[from + 12 + i]);
            int d = cosine(in[from + 4 + i]) + sine(in[from + 12 + i]);
            half[i] = a + d;
            half[4 + i] = b + c;
            half[8 + i] = b - c;
            half[12 + i] = a - d;
        }
        for (int i = 0; i < 4; i++) {
            int a = half[4 * i] + half[4 * i + 2] + 4;
            int b = half[4 * i] - half[4 * i + 2] + 4;
            int c = sine(half[4 * i + 1]) - cosine(half[4 * i + 3]);
            int d = cosine(half[4 * i + 1]) + sine(half[4 * i + 3]);
            int at = to + i * plane.stride;
            plane.put(at, plane.get(at) + (a + d >> 3));
            plane.put(at + 1, plane.get(at + 1) + (b + c >> 3));
            plane.put(at + 2, plane.get(at + 2) + (b - c >> 3));
            plane.put(at + 3, plane.get(at + 3) + (a - d >> 3));
        }
    }

    private static int sine(int value) {
        return value * SINE >> 16;
    }

    private static int cosine(int value) {
        return value + (value * COSINE >> 16);
    }
}
