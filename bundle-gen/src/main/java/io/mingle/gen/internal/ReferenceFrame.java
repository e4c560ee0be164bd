package io.mingle.gen.internal;

import io.mingle.api.drawing.PictureSize;
import io.mingle.vision.picture.Bicubic;
import io.mingle.vision.picture.Bilinear;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;

/**
 * How a picture that is edited is brought to one of the sizes of the model (spec of the published
 * model, image generation, section 3), and back.
 *
 * @param original the size of the picture
 * @param loaded the size to which it is resized first, as the vision encoder takes it; the original
 *     one to leave that out
 * @param resized the size to which that is resized
 * @param size the part in the middle that is drawn
 */
record ReferenceFrame(Size original, Size loaded, Size resized, PictureSize size) {

    /**
     * Chooses the size of the model whose shape is nearest.
     *
     * @param loaded of the picture; its shape decides
     */
    static ReferenceFrame of(Size original, Size loaded, Resolutions resolutions) {
        PictureSize size = resolutions.nearest((double) loaded.height() / loaded.width());
        return new ReferenceFrame(original, loaded, covering(loaded, size), size);
    }

    /** Returns the smallest size of the shape of one that covers the other. */
    private static Size covering(Size from, PictureSize to) {
        double byWidth = (double) to.width() / from.width();
        double byHeight = (double) to.height() / from.height();
        // Multiplied before they are divided, as in the published code, or they fall short by one.
        return byHeight > byWidth
                ? new Size(whole(from.width(), to.height(), from.height()), to.height())
                : new Size(to.width(), whole(from.height(), to.width(), from.width()));
    }

    private static int whole(int side, int by, int of) {
        return (int) ((double) side * by / of);
    }

    /** Returns what lies left of the part that is drawn, of the resized picture. */
    int left() {
        return (int) Math.rint((resized.width() - size.width()) / 2.0);
    }

    /** Returns what lies above it. */
    int top() {
        return (int) Math.rint((resized.height() - size.height()) / 2.0);
    }

    /** Returns the part that is drawn, of the picture or of one of its size. */
    RgbPicture cut(RgbPicture picture) {
        RgbPicture once = Bicubic.resize(picture, loaded.width(), loaded.height());
        RgbPicture twice = Bilinear.resize(once, resized.width(), resized.height());
        return Pixels.crop(twice, left(), top(), size.width(), size.height());
    }

    /**
     * Puts what was drawn back into the picture: where a mask is not zero, by as much as it says.
     *
     * @param mask of the size of the original, 0 to 255 for each pixel
     */
    RgbPicture pasted(RgbPicture drawn, RgbPicture original, byte[] mask) {
        int width = original.width();
        int height = original.height();
        byte[] frame = new byte[3 * resized.width() * resized.height()];
        for (int y = 0; y < size.height(); y++) {
            System.arraycopy(
                    drawn.rgb(),
                    3 * y * size.width(),
                    frame,
                    3 * ((top() + y) * resized.width() + left()),
                    3 * size.width());
        }
        RgbPicture whole =
                Bicubic.resize(
                        new RgbPicture(resized.width(), resized.height(), frame), width, height);
        byte[] rgb = original.rgb().clone();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int share = mask[y * width + x] & 0xff;
                if (share > 0 && isDrawn(x, y)) {
                    blend(rgb, whole.rgb(), 3 * (y * width + x), share);
                }
            }
        }
        return new RgbPicture(width, height, rgb);
    }

    /** What was cut off stays as it was. */
    private boolean isDrawn(int x, int y) {
        double across = (x + 0.5) * resized.width() / original.width() - left();
        double down = (y + 0.5) * resized.height() / original.height() - top();
        return across >= 0 && across < size.width() && down >= 0 && down < size.height();
    }

    private static void blend(byte[] rgb, byte[] other, int at, int share) {
        for (int i = at; i < at + 3; i++) {
            int mixed = (rgb[i] & 0xff) * (255 - share) + (other[i] & 0xff) * share;
            rgb[i] = (byte) ((mixed + 127) / 255);
        }
    }
}
