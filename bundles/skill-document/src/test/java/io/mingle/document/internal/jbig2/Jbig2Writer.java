package io.mingle.document.internal.jbig2;

import io.mingle.document.internal.jbig2.ArithmeticEncoder.Contexts;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes the segments of JBIG2 pictures (ITU-T T.88), good ones and such as nobody should. */
public final class Jbig2Writer {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public byte[] bytes() {
        return out.toByteArray();
    }

    /** Adds a segment as it is given. */
    public Jbig2Writer segment(int number, int kind, int page, byte[] data, int... others) {
        out.writeBytes(ByteBuffer.allocate(4).putInt(number).array());
        out.write(kind);
        out.write(others.length << 5);
        for (int other : others) {
            out.write(other);
        }
        out.write(page);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(data);
        return this;
    }

    /** Begins a white page. */
    public Jbig2Writer page(int number, int width, int height) {
        ByteBuffer data = ByteBuffer.allocate(19).putInt(width).putInt(height);
        return segment(number, 48, 1, data.array());
    }

    public Jbig2Writer end(int number) {
        return segment(number, 49, 1, new byte[0]);
    }

    /** Adds a picture at the upper left corner, by arithmetic coding and the first template. */
    public Jbig2Writer generic(int number, BufferedImage image) {
        ArithmeticEncoder encoder = new ArithmeticEncoder();
        pixels(encoder, new Contexts(1 << 16), image);
        byte[] head = region(image.getWidth(), image.getHeight(), 9).put((byte) 0).array();
        System.arraycopy(PLACES, 0, head, 18, PLACES.length);
        return segment(number, 38, 1, join(head, encoder.bytes()));
    }

    /** Adds a picture at the upper left corner, coded as faxes of group 4 are. */
    public Jbig2Writer fax(int number, int width, int height, byte[] data) {
        return segment(number, 38, 1, join(region(width, height, 1).put((byte) 1).array(), data));
    }

    /** Adds symbols of one height to those that pages share. */
    public Jbig2Writer symbols(int number, List<BufferedImage> symbols) {
        ArithmeticEncoder encoder = new ArithmeticEncoder();
        Contexts pixels = new Contexts(1 << 16);
        Contexts widths = new Contexts(512);
        encoder.number(new Contexts(512), symbols.get(0).getHeight());
        int before = 0;
        for (BufferedImage symbol : symbols) {
            encoder.number(widths, symbol.getWidth() - before);
            before = symbol.getWidth();
            pixels(encoder, pixels, symbol);
        }
        encoder.end(widths);
        Contexts exported = new Contexts(512);
        encoder.number(exported, 0);
        encoder.number(exported, symbols.size());
        return symbols(number, symbols.size(), encoder.bytes());
    }

    /** Adds symbols whose coded data are given. */
    Jbig2Writer symbols(int number, int count, byte[] coded) {
        byte[] head =
                ByteBuffer.allocate(18)
                        .putShort((short) 0)
                        .put(PLACES)
                        .putInt(count)
                        .putInt(count)
                        .array();
        return segment(number, 0, 0, join(head, coded));
    }

    /**
     * Adds a row of symbols side by side from the left.
     *
     * @param bits how many tell a symbol
     * @param ids the row
     * @param symbols the number of their segment
     */
    public Jbig2Writer text(int number, int width, int height, int bits, int[] ids, int symbols) {
        // The place is already that of the last symbol's last column.
        return text(number, width, height, bits, ids, symbols, 1);
    }

    /** Adds so many times the first symbol, which is as large as the row, on top of one another. */
    public Jbig2Writer pile(int number, int width, int height, int count, int symbols) {
        return text(number, width, height, 0, new int[count], symbols, 1 - width);
    }

    private Jbig2Writer text(
            int number, int width, int height, int bits, int[] ids, int symbols, int step) {
        ArithmeticEncoder encoder = new ArithmeticEncoder();
        Contexts rows = new Contexts(512);
        Contexts steps = new Contexts(512);
        Contexts which = new Contexts(1 << bits);
        encoder.number(rows, 0);
        encoder.number(rows, 0);
        encoder.number(new Contexts(512), 0);
        for (int i = 0; i < ids.length; i++) {
            if (i > 0) {
                encoder.number(steps, step);
            }
            encoder.symbol(which, bits, ids[i]);
        }
        encoder.end(steps);
        byte[] head = region(width, height, 6).putShort((short) 0x10).putInt(ids.length).array();
        return segment(number, 6, 1, join(head, encoder.bytes()), symbols);
    }

    /** Where the adaptive pixels of the first template usually are. */
    private static final byte[] PLACES = {3, -1, -3, -1, 2, -2, -2, -2};

    private static ByteBuffer region(int width, int height, int more) {
        return ByteBuffer.allocate(17 + more).putInt(width).putInt(height).position(17);
    }

    /** Each pixel by 16 before it: five, seven and four in three rows. */
    private static void pixels(ArithmeticEncoder encoder, Contexts contexts, BufferedImage image) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int context = 0;
                for (int dx = -2; dx <= 2; dx++) {
                    context = context << 1 | black(image, x + dx, y - 2);
                }
                for (int dx = -3; dx <= 3; dx++) {
                    context = context << 1 | black(image, x + dx, y - 1);
                }
                for (int dx = -4; dx < 0; dx++) {
                    context = context << 1 | black(image, x + dx, y);
                }
                encoder.bit(contexts, context, black(image, x, y));
            }
        }
    }

    private static int black(BufferedImage image, int x, int y) {
        boolean inside = x >= 0 && y >= 0 && x < image.getWidth() && y < image.getHeight();
        return inside && image.getRGB(x, y) == Color.BLACK.getRGB() ? 1 : 0;
    }

    private static byte[] join(byte[] head, byte[] data) {
        return ByteBuffer.allocate(head.length + data.length).put(head).put(data).array();
    }
}
