package io.mingle.vision.picture.vp8;

/**
 * Makes RGB of luma and chroma as libwebp does: chroma of twice the size by weights of 9, 3, 3 and
 * 1 to the nearest samples, then BT.601 in fixed point.
 */
final class Colours {

    private static final int BITS = 6;

    private final Plane luma;
    private final Plane blue;
    private final Plane red;
    private final int width;
    private final int height;

    Colours(Plane luma, Plane blue, Plane red, int width, int height) {
        this.luma = luma;
        this.blue = blue;
        this.red = red;
        this.width = width;
        this.height = height;
    }

    byte[] rgb() {
        byte[] rgb = new byte[3 * width * height];
        int to = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++, to += 3) {
                int brightness = 19077 * luma.get(luma.at(x, y)) >> 8;
                int u = chroma(blue, x, y);
                int v = chroma(red, x, y);
                rgb[to] = clip(brightness + (26149 * v >> 8) - 14234);
                rgb[to + 1] = clip(brightness - (6419 * u >> 8) - (13320 * v >> 8) + 8708);
                rgb[to + 2] = clip(brightness + (33050 * u >> 8) - 17685);
            }
        }
        return rgb;
    }

    /** The sample of chroma that belongs to a pixel. */
    private int chroma(Plane plane, int x, int y) {
        int nearX = x >> 1;
        int nearY = y >> 1;
        int farX = inside(nearX + ((x & 1) == 0 ? -1 : 1), width + 1 >> 1);
        int farY = inside(nearY + ((y & 1) == 0 ? -1 : 1), height + 1 >> 1);
        int near = plane.get(plane.at(nearX, nearY));
        int besides = plane.get(plane.at(farX, nearY));
        int above = plane.get(plane.at(nearX, farY));
        if (farX == nearX) {
            return 3 * near + above + 2 >> 2;
        }
        int across = plane.get(plane.at(farX, farY));
        int all = near + besides + above + across + 8;
        return (all + 2 * (besides + above) >> 3) + near >> 1;
    }

    private static int inside(int place, int end) {
        return Math.max(0, Math.min(end - 1, place));
    }

    private static byte clip(int value) {
        return (byte) Plane.clip(value >> BITS);
    }
}
