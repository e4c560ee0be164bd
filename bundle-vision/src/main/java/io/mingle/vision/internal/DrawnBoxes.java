package io.mingle.vision.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.error.InternalException;
import io.mingle.api.understanding.Box;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.RgbPicture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws boxes on a picture, so that people see what was found. */
final class DrawnBoxes {

    private static final Color LINE = new Color(0xE0_00_90);

    private DrawnBoxes() {}

    /**
     * Draws.
     *
     * @param picture in any format that is read
     * @param boxes in pixels of it
     * @return a PNG of the same size
     * @throws io.mingle.api.error.MingleException if the picture cannot be decoded
     */
    static Picture on(Picture picture, List<Box> boxes) {
        RgbPicture decoded = new PictureReader().read(picture).picture();
        BufferedImage image = image(decoded);
        Graphics2D graphics = image.createGraphics();
        float width = Math.max(2, Math.max(decoded.width(), decoded.height()) / 150f);
        for (Box box : boxes) {
            outline(graphics, box, Color.WHITE, 2 * width);
            outline(graphics, box, LINE, width);
        }
        graphics.dispose();
        return new Picture("found.png", png(image));
    }

    /** A line with a wider one below it is seen on every ground. */
    private static void outline(Graphics2D graphics, Box box, Color colour, float width) {
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke(width));
        graphics.drawRect(box.x0(), box.y0(), box.x1() - box.x0(), box.y1() - box.y0());
    }

    private static BufferedImage image(RgbPicture picture) {
        int width = picture.width();
        BufferedImage image =
                new BufferedImage(width, picture.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = picture.rgb();
        for (int i = 0; i < rgb.length / 3; i++) {
            int colour =
                    (rgb[3 * i] & 0xFF) << 16
                            | (rgb[3 * i + 1] & 0xFF) << 8
                            | rgb[3 * i + 2] & 0xFF;
            image.setRGB(i % width, i / width, colour);
        }
        return image;
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // In memory, for ImageIO by itself takes a temporary file and a shutdown hook per picture.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new InternalException(
                    "A picture with boxes could not be written as PNG in memory.", e);
        }
        return bytes.toByteArray();
    }
}
