package io.mingle.gui.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.gui.device.Screen;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Looks into screenshots, a line of pixels at a time: they may be large. */
final class Screenshots {

    /** The longest side that is shown to a model, in pixels. */
    static final int SHOWN = 4096;

    /** The largest file that is kept of each step until its run is written down, in bytes. */
    static final int KEPT = 1 << 20;

    private static final int SAMPLED = 128;

    /** How much of the height is left to each of the bars of the system. */
    private static final double BAR = 0.08;

    private Screenshots() {}

    /**
     * Returns a screenshot as it is shown to a model: as it is, or every so manieth pixel of it.
     */
    static Picture shown(Screen screen) {
        int longest = Math.max(screen.width(), screen.height());
        if (longest <= SHOWN) {
            return screen.picture();
        }
        return encoded(sampled(screen.picture(), SHOWN), "png", screen);
    }

    /**
     * Returns what is kept of a screen: a large screenshot as JPEG, with as many of its pixels as
     * make no more than {@link #KEPT} bytes. A device may send a hundred of the largest.
     */
    static Screen kept(Screen screen) {
        Picture picture = screen.picture();
        for (int longest = SHOWN; picture.bytes().length > KEPT; longest /= 2) {
            picture = encoded(opaque(sampled(screen.picture(), longest)), "jpeg", screen);
        }
        return new Screen(
                picture, screen.width(), screen.height(), screen.app(), screen.elements());
    }

    /** JPEG knows no transparency. */
    private static BufferedImage opaque(BufferedImage image) {
        BufferedImage opaque =
                new BufferedImage(
                        image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                opaque.setRGB(x, y, image.getRGB(x, y));
            }
        }
        return opaque;
    }

    private static Picture encoded(BufferedImage image, String format, Screen screen) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, file);
        } catch (IOException e) {
            throw unreadable(e);
        }
        return new Picture(screen.picture().name(), file.toByteArray());
    }

    /**
     * Tells whether nothing is on it, as on that of a window that must not be photographed. The
     * bars above and below are no part of that window, and may be seen.
     */
    static boolean isBlack(Screen screen) {
        // Of few words on black, a sample may have none: all is looked at before that is said.
        return isBlack(sampled(screen.picture(), SAMPLED))
                && isBlack(sampled(screen.picture(), SHOWN));
    }

    private static boolean isBlack(BufferedImage image) {
        int bar = (int) (image.getHeight() * BAR);
        for (int y = bar; y < image.getHeight() - bar; y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xF8F8F8) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Decodes every so manieth pixel, so that no side is longer than it may be. */
    private static BufferedImage sampled(Picture picture, int most) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The first use of java.awt keeps the context class loader for good; a bundle's would leak.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try (ImageInputStream in =
                ImageIO.createImageInputStream(new ByteArrayInputStream(picture.bytes()))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("it is neither PNG nor JPEG");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                int longest = Math.max(reader.getWidth(0), reader.getHeight(0));
                if (longest > Screen.MOST_PIXELS) {
                    throw new IOException("it is larger than " + Screen.MOST_PIXELS + " pixels");
                }
                int every = (longest + most - 1) / most;
                ImageReadParam sampling = reader.getDefaultReadParam();
                sampling.setSourceSubsampling(every, every, 0, 0);
                return reader.read(0, sampling);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static UnreadableContentException unreadable(Exception e) {
        return new UnreadableContentException(
                "The device sent a screenshot that cannot be read (%s). See whether its screen is on."
                        .formatted(e.getMessage()),
                e);
    }
}
