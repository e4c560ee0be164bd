package io.mingle.vision.picture.vp8;

import java.util.Arrays;

/**
 * Samples of a frame with what prediction finds around them (RFC 6386, section 12.2): 127 above,
 * 129 to the left.
 */
final class Plane {

    /** How far prediction looks to the right of the last block. */
    private static final int BEYOND = 4;

    final int stride;
    final byte[] samples;

    Plane(int width, int height) {
        stride = 1 + width + BEYOND;
        samples = new byte[stride * (height + 1)];
        Arrays.fill(samples, 0, stride, (byte) 127);
        for (int y = 0; y < height; y++) {
            samples[at(-1, y)] = (byte) 129;
        }
    }

    int at(int x, int y) {
        return (y + 1) * stride + x + 1;
    }

    int get(int at) {
        return samples[at] & 0xff;
    }

    void put(int at, int value) {
        samples[at] = (byte) clip(value);
    }

    static int clip(int value) {
        return value < 0 ? 0 : Math.min(value, 255);
    }
}
