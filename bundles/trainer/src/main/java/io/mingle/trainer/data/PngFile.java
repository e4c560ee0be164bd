package io.mingle.trainer.data;

import io.mingle.api.error.InternalException;
import io.mingle.vision.picture.RgbPicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** PNG files in memory. */
public final class PngFile {

    private PngFile() {}

    /** Writes a picture. */
    public static byte[] of(RgbPicture picture) {
        BufferedImage image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = picture.rgb();
        for (int i = 0; i < picture.width() * picture.height(); i++) {
            int value =
                    (rgb[3 * i] & 0xFF) << 16
                            | (rgb[3 * i + 1] & 0xFF) << 8
                            | rgb[3 * i + 2] & 0xFF;
            image.setRGB(i % picture.width(), i / picture.width(), value);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // In memory, for ImageIO by itself takes a temporary file and a shutdown hook per picture.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new InternalException(
                    "A drawn picture could not be written as PNG in memory.", e);
        }
        return bytes.toByteArray();
    }
}
