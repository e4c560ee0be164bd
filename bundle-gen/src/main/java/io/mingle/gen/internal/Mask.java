package io.mingle.gen.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Says how much of each pixel of a picture may change. */
final class Mask {

    /** Shapes may differ by this share, as those of rounded sizes do. */
    private static final double SLACK = 0.02;

    private final Size size;

    /** 0 for nothing to 255 for all of it, [height, width]. */
    private final byte[] shares;

    private Mask(Size size, byte[] shares) {
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
     * @throws io.mingle.api.error.MingleException if it cannot be decoded
     */
    static Mask read(Picture file, PictureReader reader, Size size) {
        // Decoded within bounds first, whatever it is.
        RgbPicture decoded = reader.read(file).picture();
        double shape = (double) decoded.width() * size.height() / decoded.height() / size.width();
        if (Math.abs(shape - 1) > SLACK) {
            throw new InvalidRequestException(
                    "The mask '%s' has %s pixels, and the picture %s: the shapes differ. Give a mask of the size of the picture."
                            .formatted(file.name(), decoded.size(), size));
        }
        byte[] opacity = opacity(file.bytes(), decoded);
        Mask mask = new Mask(decoded.size(), opacity).scaled(size);
        for (int i = 0; i < mask.shares.length; i++) {
            mask.shares[i] = (byte) ~mask.shares[i];
        }
        if (mask.isEmpty()) {
            throw new InvalidRequestException(
                    "The mask '%s' leaves nothing to change: no place of it is transparent or black. Make the places transparent that may change."
                            .formatted(file.name()));
        }
        return mask;
    }

    /** Returns what of the file's alpha there is, or else its brightness. */
    private static byte[] opacity(byte[] file, RgbPicture decoded) {
        int count = decoded.width() * decoded.height();
        byte[] values = new byte[count];
        BufferedImage image = withAlpha(file);
        if (image != null && image.getWidth() == decoded.width()) {
            for (int i = 0; i < count; i++) {
                int argb = image.getRGB(i % image.getWidth(), i / image.getWidth());
                values[i] = (byte) (argb >>> 24);
            }
            return values;
        }
        for (int i = 0; i < count; i++) {
            int sum = 0;
            for (int c = 0; c < 3; c++) {
                sum += decoded.rgb()[3 * i + c] & 0xff;
            }
            values[i] = (byte) (sum / 3);
        }
        return values;
    }

    /** Java's own readers know alpha; what they do not read is taken by its brightness. */
    private static BufferedImage withAlpha(byte[] file) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The first use of java.awt keeps the context class loader for good; a bundle's would leak.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            // Closes what it reads.
            BufferedImage image =
                    ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
            return image != null && image.getColorModel().hasAlpha() ? image : null;
        } catch (IOException | RuntimeException e) {
            return null;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private boolean isEmpty() {
        for (byte share : shares) {
            if (share != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns it in another size, each pixel that of the nearest. */
    Mask scaled(Size to) {
        byte[] scaled = new byte[to.width() * to.height()];
        for (int y = 0; y < to.height(); y++) {
            int row = (int) ((long) y * size.height() / to.height()) * size.width();
            for (int x = 0; x < to.width(); x++) {
                int from = row + (int) ((long) x * size.width() / to.width());
                scaled[y * to.width() + x] = shares[from];
            }
        }
        return new Mask(to, scaled);
    }

    /**
     * Returns what of each place of a latent may change: all of it if any of its pixels may.
     *
     * @param frame how the picture is brought to the size that is drawn
     * @param factor pixels of a side of a place
     * @return 0 or 1, [height, width] of the latent
     */
    float[] places(ReferenceFrame frame, int factor) {
        Mask resized = scaled(frame.resized());
        int width = frame.size().width() / factor;
        int height = frame.size().height() / factor;
        float[] places = new float[width * height];
        for (int y = 0; y < height * factor; y++) {
            int row = (frame.top() + y) * frame.resized().width() + frame.left();
            for (int x = 0; x < width * factor; x++) {
                if (resized.shares[row + x] != 0) {
                    places[y / factor * width + x / factor] = 1;
                }
            }
        }
        return places;
    }
}
