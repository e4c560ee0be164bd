package io.mingle.vision.picture;

import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Decodes the first frame of a GIF (CompuServe, GIF89a) on its canvas. What the frame leaves free
 * gets the transparent colour, or the first one of the palette where none is transparent.
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

    static RgbPicture decode(EncodedPicture encoded) throws IOException {
        return new GifDecoder(encoded).decode();
    }

    private RgbPicture decode() throws IOException {
        encoded.checked(Math.max(1, bytes.u16le(SCREEN)), Math.max(1, bytes.u16le(SCREEN + 2)));
        byte[] palette = palette(SCREEN + 4, BLOCKS);
        long at = BLOCKS + palette.length;
        int transparent = 0;
        while (bytes.u8(at) != FRAME) {
            if (bytes.u8(at) != EXTENSION) {
                throw new IOException("it has no picture in it");
            }
            boolean control = bytes.u8(at + 1) == GRAPHIC_CONTROL && bytes.u8(at + 2) == 4;
            if (control && (bytes.u8(at + 3) & 1) == 1) {
                transparent = bytes.u8(at + 6);
            }
            at = endOfBlocks(at + 2);
        }
        byte[] own = palette(at + 9, at + 10);
        Frame frame =
                new Frame(
                        bytes.u16le(at + 1),
                        bytes.u16le(at + 3),
                        encoded.checked(bytes.u16le(at + 5), bytes.u16le(at + 7)));
        long end = endOfBlocks(at + 11 + own.length);
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
        bare.write(bytes.u8(at + 9) & INTERLACED);
        long pixels = at + 10 + own.length;
        bare.write(bytes.copy(pixels, end - pixels));
        bare.write(TRAILER);
        byte[] colours = own.length > 0 ? own : palette.length > 0 ? palette : greys();
        int free = transparent;
        return BuiltInReaders.with(
                "gif",
                bare.toByteArray(),
                reader -> place(reader.read(0).getRaster(), frame, canvas, colours, free));
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

    private static RgbPicture place(
            Raster pixels, Frame frame, Size canvas, byte[] colours, int free) {
        byte[] rgb = new byte[3 * canvas.width() * canvas.height()];
        for (int at = 0; at < rgb.length; at += 3) {
            put(rgb, at, colours, free);
        }
        int[] row = null;
        for (int y = 0; y < pixels.getHeight(); y++) {
            row = Samples.row(pixels, y, row);
            int at = 3 * ((frame.top + y) * canvas.width() + frame.left);
            for (int x = 0; x < pixels.getWidth(); x++, at += 3) {
                put(rgb, at, colours, row[x]);
            }
        }
        return new RgbPicture(canvas.width(), canvas.height(), rgb);
    }

    /** Writes a colour; one that the palette lacks is black. */
    private static void put(byte[] rgb, int at, byte[] colours, int index) {
        boolean known = 3 * index < colours.length;
        for (int channel = 0; channel < 3; channel++) {
            rgb[at + channel] = known ? colours[3 * index + channel] : 0;
        }
    }
}
