package io.mingle.gui.episode;

import io.mingle.api.content.Picture;
import io.mingle.api.error.UnreadableContentException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/**
 * A screenshot without a file format, as AITW has them.
 *
 * @param pixels a byte for each channel of each pixel, a line after the other from above
 * @param width in pixels
 * @param height in pixels
 * @param channels 1 for grey, 3 for red, green and blue, 4 with an opacity that is left out
 */
record RawScreenshot(byte[] pixels, int width, int height, int channels) implements Screenshot {

    @Override
    public Picture read() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The first use of java.awt keeps the context class loader for good; a bundle's would leak.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < width * height; i++) {
                int red = pixels[i * channels] & 0xFF;
                int green = channels < 3 ? red : pixels[i * channels + 1] & 0xFF;
                int blue = channels < 3 ? red : pixels[i * channels + 2] & 0xFF;
                image.setRGB(i % width, i / width, red << 16 | green << 8 | blue);
            }
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            return new Picture("screenshot", png.toByteArray());
        } catch (IOException e) {
            throw new UnreadableContentException(
                    "A screenshot of %s by %s pixels could not be written as PNG (%s). Free some memory and try again."
                            .formatted(width, height, e.getMessage()),
                    e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
