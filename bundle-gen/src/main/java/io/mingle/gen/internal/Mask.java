package io.mingle.gen.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import java.util.Arrays;

/** Says how much of each pixel of a picture may change. */
final class Mask {

    /** Shapes may differ by this share, as those of rounded sizes do. */
    private static final double SLACK = 0.02;

    private final String name;
    private final Size size;

    /** 0 for nothing to 255 for all of it, [height, width]. */
    private final byte[] shares;

    private Mask(String name, Size size, byte[] shares) {
        this.name = name;
        this.size = size;
        this.shares = shares;
    }

    /** Returns 0 for nothing to 255 for all of a pixel, [height, width]; not to be written to. */
    byte[] shares() {
        return shares;
    }

    /**
     * Reads a mask: what is transparent may change, or, where nothing has transparency, what is
     * black.
     *
     * @param size of the picture that it is for
     * @throws InvalidRequestException if it has another shape, or leaves nothing to change
     * @throws ContentTooLargeException if it does not fit into memory
     * @throws io.mingle.api.error.MingleException if it cannot be decoded
     */
    static Mask read(Picture file, PictureReader reader, Size size) {
        try {
            RgbPicture decoded = reader.read(file).picture();
            checkShape(file.name(), decoded.size(), size);
            RgbPicture onBlack = reader.onBlack().read(file).picture();
            Mask mask = new Mask(file.name(), decoded.size(), shares(decoded, onBlack));
            mask = mask.scaled(size);
            if (mask.isEmpty()) {
                throw new InvalidRequestException(
                        "The mask '%s' leaves nothing to change: no place of it is transparent or black. Make the places transparent that may change."
                                .formatted(file.name()));
            }
            return mask;
        } catch (OutOfMemoryError e) {
            throw new ContentTooLargeException(
                    "The mask '%s' for a picture of %s pixels does not fit into the memory of this Java machine. Use smaller pictures, or start with a larger -Xmx."
                            .formatted(file.name(), size),
                    e);
        }
    }

    private static void checkShape(String name, Size found, Size wanted) {
        double shape = (double) found.width() * wanted.height() / found.height() / wanted.width();
        if (Math.abs(shape - 1) > SLACK) {
            throw new InvalidRequestException(
                    "The mask '%s' has %s pixels, and the picture %s: the shapes differ. Give a mask of the size of the picture."
                            .formatted(name, found, wanted));
        }
    }

    /** Returns how transparent it is, or else how dark: white and black grounds differ by that. */
    private static byte[] shares(RgbPicture onWhite, RgbPicture onBlack) {
        byte[] white = onWhite.rgb();
        byte[] black = onBlack.rgb();
        boolean opaque = Arrays.equals(white, black);
        byte[] shares = new byte[white.length / 3];
        for (int i = 0; i < shares.length; i++) {
            int at = 3 * i;
            int sum = (white[at] & 0xff) + (white[at + 1] & 0xff) + (white[at + 2] & 0xff);
            shares[i] = (byte) (opaque ? 255 - sum / 3 : white[at] - black[at]);
        }
        return shares;
    }

    private boolean isEmpty() {
        for (byte share : shares) {
            if (share != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns it in another size. Where it shrinks each pixel is the largest of those it stands
     * for, so that a thin stroke is not lost; where it grows, that of the nearest.
     */
    Mask scaled(Size to) {
        byte[] scaled = new byte[Math.multiplyExact(to.width(), to.height())];
        for (int y = 0; y < to.height(); y++) {
            int top = start(y, size.height(), to.height());
            int bottom = Math.max(top + 1, start(y + 1, size.height(), to.height()));
            for (int x = 0; x < to.width(); x++) {
                int left = start(x, size.width(), to.width());
                int right = Math.max(left + 1, start(x + 1, size.width(), to.width()));
                scaled[y * to.width() + x] = (byte) largest(left, top, right, bottom);
            }
        }
        return new Mask(name, to, scaled);
    }

    private static int start(int place, int from, int to) {
        return (int) ((long) place * from / to);
    }

    private int largest(int left, int top, int right, int bottom) {
        int largest = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                largest = Math.max(largest, shares[y * size.width() + x] & 0xff);
            }
        }
        return largest;
    }

    /**
     * Returns what of each place of a latent may change: all of it if any of its pixels may.
     *
     * @param frame how the picture is brought to the size that is drawn
     * @param factor pixels of a side of a place
     * @return 0 or 1, [height, width] of the latent; not all are 0
     * @throws InvalidRequestException if nothing that is drawn may change
     */
    float[] places(ReferenceFrame frame, int factor) {
        Mask resized = scaled(frame.resized());
        int width = frame.size().width() / factor;
        int height = frame.size().height() / factor;
        float[] places = new float[width * height];
        boolean any = false;
        for (int y = 0; y < height * factor; y++) {
            int row = (frame.top() + y) * frame.resized().width() + frame.left();
            for (int x = 0; x < width * factor; x++) {
                if (resized.shares[row + x] != 0) {
                    places[y / factor * width + x / factor] = 1;
                    any = true;
                }
            }
        }
        if (!any) {
            throw new InvalidRequestException(
                    "The mask '%s' leaves nothing to change: what it names lies at an edge of the picture, which is cut off for the shape that the model draws. Crop the picture nearer to it."
                            .formatted(name));
        }
        return places;
    }
}
