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
        paint(rgb, mask, colour, opacity);
        return new RgbPicture(picture.width(), picture.height(), rgb);
    }

    /**
     * Paints likewise into the samples of a picture.
     *
     * @param rgb {@code [height, width, 3]} of the size of the mask; written to
     */
    public static void paint(byte[] rgb, BitMask mask, Rgb colour, double opacity) {
        for (int i = 0; i < mask.set().length; i++) {
            if (mask.set()[i]) {
                paint(rgb, i, colour, opacity);
            }
        }
    }

    /**
     * Draws the sides of a rectangle.
     *
     * @param rgb {@code [height, width, 3]}; written to
     * @param width of the picture
     * @param box left, upper, right and lower edge, the latter two behind the last pixel
     * @param thick how thick the sides are, inwards
     */
    public static void frame(byte[] rgb, int width, int[] box, int thick, Rgb colour) {
        for (int y = box[1]; y < box[3]; y++) {
            boolean across = y < box[1] + thick || y >= box[3] - thick;
            for (int x = box[0]; x < box[2]; x++) {
                if (!across && x == box[0] + thick) {
                    x = Math.max(x, box[2] - thick);
                }
                paint(rgb, y * width + x, colour, 1);
            }
        }
    }

    private static void paint(byte[] rgb, int pixel, Rgb colour, double opacity) {
        for (int c = 0; c < Channels.COUNT; c++) {
            int at = Channels.COUNT * pixel + c;
            double mixed = (1 - opacity) * (rgb[at] & 0xff) + opacity * colour.channel(c);
            rgb[at] = (byte) Math.round(mixed);
        }
    }
}
