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

    private static final int SAMPLED = 128;

    private Screenshots() {}

    /**
     * Returns a screenshot as it is shown to a model: as it is, or every so manieth pixel of it.
     */
    static Picture shown(Screen screen) {
        int longest = Math.max(screen.width(), screen.height());
        if (longest <= SHOWN) {
            return screen.picture();
        }
        BufferedImage smaller = sampled(screen.picture(), (longest + SHOWN - 1) / SHOWN);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(smaller, "png", png);
        } catch (IOException e) {
            throw unreadable(e);
        }
        return new Picture(screen.picture().name(), png.toByteArray());
    }

    /** Tells whether nothing is on it, as on that of a window that must not be photographed. */
    static boolean isBlack(Screen screen) {
        int longest = Math.max(screen.width(), screen.height());
        BufferedImage sample = sampled(screen.picture(), (longest + SAMPLED - 1) / SAMPLED);
        for (int y = 0; y < sample.getHeight(); y++) {
            for (int x = 0; x < sample.getWidth(); x++) {
                if ((sample.getRGB(x, y) & 0xF8F8F8) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static BufferedImage sampled(Picture picture, int every) {
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
                if (Math.max(reader.getWidth(0), reader.getHeight(0)) > Screen.MOST_PIXELS) {
                    throw new IOException("it is larger than " + Screen.MOST_PIXELS + " pixels");
                }
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
