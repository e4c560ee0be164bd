package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BoxFilter;
import io.mingle.segmentation.raster.Plane;
import io.mingle.vision.picture.RgbPicture;

/**
 * A picture as three planes of numbers, 0 to 255 or a little beyond.
 *
 * @param red of the size of the others
 * @param green of the size of the others
 * @param blue of the size of the others
 */
record Channels(Plane red, Plane green, Plane blue) {

    static final int COUNT = 3;

    static Channels of(RgbPicture picture) {
        Plane[] planes = new Plane[COUNT];
        for (int c = 0; c < COUNT; c++) {
            planes[c] = new Plane(picture.width(), picture.height());
            for (int i = 0; i < planes[c].values().length; i++) {
                planes[c].values()[i] = picture.rgb()[3 * i + c] & 0xff;
            }
        }
        return new Channels(planes[0], planes[1], planes[2]);
    }

    int width() {
        return red.width();
    }

    int height() {
        return red.height();
    }

    Plane plane(int channel) {
        return channel == 0 ? red : channel == 1 ? green : blue;
    }

    /** Returns the luminance of Rec. 601. */
    Plane grey() {
        Plane grey = new Plane(width(), height());
        for (int i = 0; i < grey.values().length; i++) {
            grey.values()[i] =
                    0.299f * red.values()[i]
                            + 0.587f * green.values()[i]
                            + 0.114f * blue.values()[i];
        }
        return grey;
    }

    Channels smoothed(int radius) {
        return new Channels(
                BoxFilter.mean(red, radius),
                BoxFilter.mean(green, radius),
                BoxFilter.mean(blue, radius));
    }
}
