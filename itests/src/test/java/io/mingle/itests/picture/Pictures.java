package io.mingle.itests.picture;

import io.mingle.api.content.Picture;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures to ask about, drawn here and nowhere else. */
public final class Pictures {

    /** The pixels on each side of a picture of shapes. */
    public static final int SIDE = 224;

    private static final Color GROUND = new Color(0xEDEDE8);

    private Pictures() {}

    /**
     * Draws shapes on a light ground, {@link #SIDE} pixels a side.
     *
     * @param figures what to draw, in this order
     * @return a PNG
     */
    public static Picture of(Figure... figures) {
        BufferedImage image = canvas(SIDE, SIDE);
        Graphics2D graphics = pen(image);
        for (Figure figure : figures) {
            graphics.setColor(figure.paint());
            graphics.fill(figure.outline());
        }
        graphics.dispose();
        return png("shapes.png", image);
    }

    /**
     * Prints a line, dark on light.
     *
     * @param text the line
     * @return a PNG
     */
    public static Picture line(String text) {
        BufferedImage image = canvas(26 + 15 * text.length(), 40);
        Graphics2D graphics = pen(image);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 22));
        graphics.drawString(text, 10, 28);
        graphics.dispose();
        return png("line.png", image);
    }

    /**
     * Claims to be enormous in a few bytes: the header of a PNG and nothing else.
     *
     * @param width of the picture it claims to be
     * @param height of the picture it claims to be
     * @return a PNG that cannot be decoded
     */
    public static Picture claiming(int width, int height) {
        ByteBuffer png = ByteBuffer.allocate(8 + 25 + 12);
        png.putLong(0x89504E470D0A1A0AL);
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
        chunk(png, "IHDR", header.array());
        chunk(png, "IEND", new byte[0]);
        return new Picture("enormous.png", png.array());
    }

    private static void chunk(ByteBuffer png, String type, byte[] content) {
        CRC32 check = new CRC32();
        check.update(type.getBytes(StandardCharsets.US_ASCII));
        check.update(content);
        png.putInt(content.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(content);
        png.putInt((int) check.getValue());
    }

    private static BufferedImage canvas(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(GROUND);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    private static Graphics2D pen(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        return graphics;
    }

    private static Picture png(String name, BufferedImage image) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return new Picture(name, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
