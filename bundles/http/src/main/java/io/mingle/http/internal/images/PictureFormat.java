package io.mingle.http.internal.images;

import io.mingle.api.content.Picture;
import io.mingle.api.error.InternalException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * How a drawn picture is written for a client.
 *
 * @param name png or jpeg
 * @param quality of a JPEG, 0 to 100: what OpenAI's interface calls compression
 */
public record PictureFormat(String name, int quality) {

    static final String PNG = "png";
    static final String JPEG = "jpeg";

    /** The best quality, where nothing is said. */
    static final int BEST = 100;

    private static final float PERCENT = 100f;

    /**
     * Writes a picture.
     *
     * @param drawn a PNG file
     * @return its bytes in this format, in base64
     * @throws InternalException if it is no picture after all
     */
    public String base64(Picture drawn) {
        byte[] bytes = name.equals(PNG) ? drawn.bytes() : jpegGuarded(drawn);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private byte[] jpegGuarded(Picture drawn) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The first use of java.awt keeps the context class loader for good; a bundle's would leak.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return jpeg(drawn);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private byte[] jpeg(Picture drawn) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(JPEG).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality / PERCENT);
            writer.setOutput(out);
            writer.write(null, new IIOImage(opaque(drawn), null, null), how);
        } catch (IOException e) {
            throw unreadable(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A JPEG has no transparency. */
    private static BufferedImage opaque(Picture drawn) throws IOException {
        // Closes what it reads; of a plain stream it would write a copy into a file.
        BufferedImage read =
                ImageIO.read(
                        new MemoryCacheImageInputStream(new ByteArrayInputStream(drawn.bytes())));
        if (read == null) {
            throw unreadable(null);
        }
        if (read.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            return read;
        }
        BufferedImage opaque =
                new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(read, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return opaque;
    }

    private static InternalException unreadable(IOException cause) {
        return new InternalException(
                "A picture was drawn that cannot be read as one. This is a fault of the bundle that"
                        + " drew it; report it.",
                cause);
    }
}
