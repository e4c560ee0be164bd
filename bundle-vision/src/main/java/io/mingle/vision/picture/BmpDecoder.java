package io.mingle.vision.picture;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Decodes Windows and OS/2 bitmaps.
 *
 * <p>The platform's reader gets a file with a header of one kind, in which everything is in its
 * place: what programs write into the sizes and offsets of theirs is often wrong, and not needed.
 */
final class BmpDecoder {

    private static final int FILE_HEADER = 14;
    private static final int OS2_LENGTH = 12;
    private static final int INFO_LENGTH = 40;
    private static final int OS2_LONG_LENGTH = 64;
    private static final int V4_LENGTH = 108;
    private static final int SRGB = 0x73524742;
    private static final int RLE8 = 1;
    private static final int RLE4 = 2;
    private static final int BITFIELDS = 3;
    private static final int ALPHA_BITFIELDS = 6;

    private final EncodedPicture encoded;
    private final Bytes bytes;

    /** Where the fields of the header end, which need not be many, and the palette begins. */
    private final long headerEnd;

    private final boolean old;
    private final Size size;
    private final boolean topDown;
    private final int bits;
    private final int compression;
    private final int[] masks = new int[4];

    private BmpDecoder(EncodedPicture encoded) throws IOException {
        this.encoded = encoded;
        this.bytes = encoded.bytes();
        long length = bytes.u32le(FILE_HEADER);
        if (length != OS2_LENGTH && (length < 16 || length > bytes.length())) {
            throw new IOException("its header says that it has " + length + " bytes");
        }
        bytes.part(FILE_HEADER, length);
        old = length == OS2_LENGTH;
        long width = old ? bytes.u16le(FILE_HEADER + 4) : (int) bytes.u32le(FILE_HEADER + 4);
        long height = old ? bytes.u16le(FILE_HEADER + 6) : (int) bytes.u32le(FILE_HEADER + 8);
        topDown = height < 0;
        size = encoded.checked(width, Math.abs(height));
        bits = bytes.u16le(FILE_HEADER + (old ? 10 : 14));
        long packing = length < 20 ? 0 : bytes.u32le(FILE_HEADER + 16);
        boolean os2 = length < INFO_LENGTH || length == OS2_LONG_LENGTH;
        boolean masked = !os2 && (packing == BITFIELDS || packing == ALPHA_BITFIELDS);
        boolean known =
                switch (bits) {
                    case 1, 24 -> packing == 0;
                    case 4 -> packing == 0 || packing == RLE4;
                    case 8 -> packing == 0 || packing == RLE8;
                    case 16, 32 -> packing == 0 || masked;
                    default -> throw encoded.unsupported("of " + bits + " bits a pixel");
                };
        if (!known) {
            throw encoded.unsupported("with compression " + packing);
        }
        compression = (int) packing;
        long end = FILE_HEADER + length;
        if (masked) {
            int there = length >= 56 || packing == ALPHA_BITFIELDS ? 4 : 3;
            for (int i = 0; i < there; i++) {
                masks[i] = (int) bytes.u32le(FILE_HEADER + INFO_LENGTH + 4L * i);
            }
            end = Math.max(end, FILE_HEADER + INFO_LENGTH + 4L * there);
        }
        headerEnd = end;
    }

    static DecodedPicture decode(EncodedPicture encoded) throws IOException {
        return new BmpDecoder(encoded).decode();
    }

    private DecodedPicture decode() throws IOException {
        long colours = bits > 8 ? 0 : 1L << bits;
        int entry = old ? 3 : 4;
        long used = old || headerEnd < FILE_HEADER + 36 ? 0 : bytes.u32le(FILE_HEADER + 32);
        long listed = used > 0 && used < colours ? used : colours;
        long start = start(headerEnd + listed * entry, entry);
        byte[] palette = palette(entry, Math.min(colours, (start - headerEnd) / entry));
        byte[] pixels = bytes.copy(start, bytes.length() - start);
        int rows = rows(pixels);
        if (rows == 0) {
            throw new EOFException();
        }
        Missing missing = new Missing(PixelOrder.ROWS, size.width(), size.height());
        if (topDown) {
            missing.addRows(rows, size.height());
        } else {
            missing.addRows(0, size.height() - rows);
        }
        BufferedImage image =
                BuiltInReaders.with(
                        BuiltInReaders.of("bmp"),
                        bare(palette, padded(pixels)),
                        reader -> reader.read(0));
        RgbPicture stored = Samples.rgb(image, Transparency.of(image), encoded.ground());
        return encoded.rescued(stored, missing, 1, true, null);
    }

    /** Where the pixels begin: as the header says, unless they do not fit there. */
    private long start(long behindPalette, int entry) throws IOException {
        long said = bytes.u32le(10);
        long least = bits > 8 ? headerEnd : headerEnd + entry;
        boolean possible = said >= least && said < bytes.length();
        boolean fits = isPacked() || said + needed() <= bytes.length();
        boolean othersFit = behindPalette + needed() <= bytes.length();
        if (possible && (fits || !othersFit)) {
            return said;
        }
        bytes.part(0, behindPalette);
        return behindPalette;
    }

    private boolean isPacked() {
        return compression == RLE8 || compression == RLE4;
    }

    private long rowLength() {
        return ((long) size.width() * bits + 31) / 32 * 4;
    }

    private long needed() {
        return rowLength() * size.height();
    }

    /** Returns a palette of four bytes a colour, filled up with black. */
    private byte[] palette(int entry, long there) throws IOException {
        byte[] palette = new byte[bits > 8 ? 0 : 4 << bits];
        byte[] stored = bytes.copy(headerEnd, there * entry);
        for (int i = 0; i < there; i++) {
            System.arraycopy(stored, i * entry, palette, 4 * i, 3);
        }
        return palette;
    }

    /** Returns how many rows the pixels are enough for. */
    private int rows(byte[] pixels) {
        if (!isPacked()) {
            return (int) Math.min(size.height(), pixels.length / rowLength());
        }
        int rows = 0;
        int at = 0;
        while (at + 1 < pixels.length && rows < size.height()) {
            int count = pixels[at] & 0xff;
            int code = pixels[at + 1] & 0xff;
            at += 2;
            if (count > 0) {
                continue;
            }
            if (code == 0) {
                rows++;
            } else if (code == 1) {
                return size.height();
            } else if (code == 2) {
                rows += at + 1 < pixels.length ? pixels[at + 1] & 0xff : 0;
                at += 2;
            } else {
                int length = compression == RLE8 ? code : (code + 1) / 2;
                at += length + (length & 1);
            }
        }
        return Math.min(rows, size.height());
    }

    private byte[] padded(byte[] pixels) {
        if (!isPacked()) {
            return Arrays.copyOf(pixels, (int) needed());
        }
        // Two bytes that say that the bitmap ends here.
        byte[] ended = Arrays.copyOf(pixels, pixels.length + (pixels.length & 1) + 2);
        ended[ended.length - 1] = 1;
        return ended;
    }

    private byte[] bare(byte[] palette, byte[] pixels) {
        int length = masks[3] == 0 ? INFO_LENGTH : V4_LENGTH;
        boolean masked = compression == BITFIELDS || compression == ALPHA_BITFIELDS;
        int behind = masked && length == INFO_LENGTH ? 12 : 0;
        int start = FILE_HEADER + length + behind + palette.length;
        ByteBuffer file = ByteBuffer.allocate(start + pixels.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(start);
        file.putInt(length).putInt(size.width());
        file.putInt(topDown ? -size.height() : size.height());
        file.putShort((short) 1).putShort((short) bits);
        file.putInt(masked ? BITFIELDS : compression).putInt(pixels.length);
        file.putInt(0).putInt(0).putInt(palette.length / 4).putInt(0);
        for (int i = 0; masked && i < (behind > 0 ? 3 : 4); i++) {
            file.putInt(masks[i]);
        }
        if (length == V4_LENGTH) {
            file.putInt(SRGB);
        }
        return file.position(start - palette.length).put(palette).put(pixels).array();
    }
}
