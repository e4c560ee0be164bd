package io.mingle.vision.picture;

import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Decodes the first frame of a GIF (CompuServe, GIF89a) on its canvas. What the frame leaves free
 * is white like all that is transparent, or gets the first colour of the palette where nothing is.
 */
final class GifDecoder {

    private static final int SCREEN = 6;
    private static final int BLOCKS = 13;
    private static final int FRAME = 0x2c;
    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final byte FULL_PALETTE = (byte) 0xf7;
    private static final int INTERLACED = 0x40;
    private static final int TRAILER = 0x3b;

    private final EncodedPicture encoded;
    private final Bytes bytes;

    private GifDecoder(EncodedPicture encoded) {
        this.encoded = encoded;
        this.bytes = encoded.bytes();
    }

    static DecodedPicture decode(EncodedPicture encoded) throws IOException {
        return new GifDecoder(encoded).decode();
    }

    private DecodedPicture decode() throws IOException {
        encoded.checked(Math.max(1, bytes.u16le(SCREEN)), Math.max(1, bytes.u16le(SCREEN + 2)));
        byte[] palette = palette(SCREEN + 4, BLOCKS);
        long at = BLOCKS + palette.length;
        int transparent = -1;
        while (bytes.u8(at) != FRAME) {
            if (bytes.u8(at) != EXTENSION) {
                throw new IOException("it has no picture in it");
            }
            boolean control = bytes.u8(at + 1) == GRAPHIC_CONTROL && bytes.u8(at + 2) == 4;
            if (control) {
                transparent = (bytes.u8(at + 3) & 1) == 1 ? bytes.u8(at + 6) : -1;
            }
            at = endOfBlocks(at + 2);
        }
        byte[] own = palette(at + 9, at + 10);
        Frame frame =
                new Frame(
                        bytes.u16le(at + 1),
                        bytes.u16le(at + 3),
                        encoded.checked(bytes.u16le(at + 5), bytes.u16le(at + 7)));
        Size canvas =
                encoded.checked(
                        Math.max(bytes.u16le(SCREEN), frame.left + frame.size.width()),
                        Math.max(bytes.u16le(SCREEN + 2), frame.top + frame.size.height()));

        // With 256 colours the reader hands out every index as it is.
        ByteArrayOutputStream bare = new ByteArrayOutputStream();
        bare.write(bytes.copy(0, SCREEN + 4));
        bare.write(new byte[] {FULL_PALETTE, 0, 0});
        bare.write(new byte[3 * 256]);
        bare.write(bytes.copy(at, 9));
        int flags = bytes.u8(at + 9) & INTERLACED;
        bare.write(flags);
        boolean cut = !copyBlocks(at + 10 + own.length, bare);
        bare.write(TRAILER);
        byte[] colours = own.length > 0 ? own : palette.length > 0 ? palette : greys();
        byte[] file = bare.toByteArray();
        Partial part =
                Partial.decode(
                        BuiltInReaders.of("gif"),
                        continued -> file,
                        flags == INTERLACED ? PixelOrder.INTERLACED : PixelOrder.ROWS,
                        cut);
        RgbPicture drawn = coloured(part.image().getRaster(), colours, transparent);
        DecodedPicture rescued = encoded.rescued(drawn, part.missing(), 1, cut, null);
        return new DecodedPicture(
                placed(drawn, frame, canvas, colours, transparent), rescued.warnings());
    }

    private record Frame(int left, int top, Size size) {}

    /** Returns the palette that a byte of flags announces. */
    private byte[] palette(long flags, long at) throws IOException {
        int packed = bytes.u8(flags);
        return packed < 0x80 ? new byte[0] : bytes.copy(at, 3L * (2 << (packed & 7)));
    }

    private static byte[] greys() {
        byte[] palette = new byte[3 * 256];
        for (int i = 0; i < palette.length; i++) {
            palette[i] = (byte) (i / 3);
        }
        return palette;
    }

    /** Skips sub-blocks, which end with an empty one. */
    private long endOfBlocks(long start) throws IOException {
        long at = start;
        for (int length = bytes.u8(at); length > 0; length = bytes.u8(at)) {
            at += length + 1;
        }
        return at + 1;
    }

    /**
     * Copies the code size and the sub-blocks behind it, as far as they are there.
     *
     * @return whether all of them are
     */
    private boolean copyBlocks(long start, ByteArrayOutputStream to) throws IOException {
        to.write(bytes.u8(start));
        long at = start + 1;
        while (at < bytes.length()) {
            int length = bytes.u8(at);
            int there = (int) Math.min(length, bytes.length() - at - 1);
            to.write(there);
            to.write(bytes.copy(at + 1, there));
            if (length == 0) {
                return true;
            }
            at += 1L + length;
        }
        to.write(0);
        return false;
    }

    private RgbPicture coloured(Raster pixels, byte[] colours, int transparent) {
        byte[] rgb = new byte[3 * pixels.getWidth() * pixels.getHeight()];
        int[] row = null;
        int at = 0;
        for (int y = 0; y < pixels.getHeight(); y++) {
            row = Samples.row(pixels, y, row);
            for (int index : row) {
                put(rgb, at, colours, index, transparent);
                at += 3;
            }
        }
        return new RgbPicture(pixels.getWidth(), pixels.getHeight(), rgb);
    }

    private RgbPicture placed(
            RgbPicture drawn, Frame frame, Size canvas, byte[] colours, int transparent) {
        byte[] rgb = new byte[3 * canvas.width() * canvas.height()];
        for (int at = 0; at < rgb.length; at += 3) {
            put(rgb, at, colours, Math.max(0, transparent), transparent);
        }
        int row = 3 * drawn.width();
        for (int y = 0; y < drawn.height(); y++) {
            int at = 3 * ((frame.top + y) * canvas.width() + frame.left);
            System.arraycopy(drawn.rgb(), row * y, rgb, at, row);
        }
        return new RgbPicture(canvas.width(), canvas.height(), rgb);
    }

    /** Writes a colour; one that the palette lacks is black, the transparent one the ground. */
    private void put(byte[] rgb, int at, byte[] colours, int index, int transparent) {
        boolean known = 3 * index < colours.length;
        for (int channel = 0; channel < 3; channel++) {
            byte colour = known ? colours[3 * index + channel] : 0;
            rgb[at + channel] = index == transparent ? (byte) encoded.ground() : colour;
        }
    }
}
