package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BitMask;
import io.mingle.vision.picture.RgbPicture;

/** Paints objects into pictures: what a generator learns to draw, and what people are shown. */
public final class Overlay {

    private Overlay() {}

    /**
     * Paints where a mask is set: {@code (1 − opacity) · picture + opacity · colour}, rounded.
     *
     * @param picture of the size of the mask; not changed
     * @param opacity 0 to 1
     * @return a new picture
     */
    public static RgbPicture paint(RgbPicture picture, BitMask mask, Rgb colour, double opacity) {
        byte[] rgb = picture.rgb().clone();
        for (int i = 0; i < mask.set().length; i++) {
            for (int c = 0; mask.set()[i] && c < 3; c++) {
                double mixed =
                        (1 - opacity) * (rgb[3 * i + c] & 0xff) + opacity * colour.channel(c);
                rgb[3 * i + c] = (byte) Math.round(mixed);
            }
        }
        return new RgbPicture(picture.width(), picture.height(), rgb);
    }
}
