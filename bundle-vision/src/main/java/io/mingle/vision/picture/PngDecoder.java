package io.mingle.vision.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * Decodes PNG (ISO/IEC 15948). The platform's reader sees the header, the palette and the pixels
 * only: what is transparent is told from the pixels as stored, gamma and profiles change nothing
 * here, and texts may inflate without bound.
 *
 * <p>Checksums are looked at, but what fails one is used all the same; so are the rows before the
 * place where the data breaks off.
 */
final class PngDecoder {

    private static final int SIGNATURE = 8;
    private static final int HEADER = 13;
    private static final int LARGEST_PALETTE = 768;
    private static final int LARGEST_PIXEL = 8;
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;

    private final EncodedPicture encoded;
    private final Bytes bytes;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final ByteArrayOutputStream pixels;
    private Transparency transparency = Transparency.NONE;
    private int orientation = 1;
    private boolean cut;
    private String doubt;

    private PngDecoder(EncodedPicture encoded) {
        this.encoded = encoded;
        this.bytes = encoded.bytes();
        this.pixels = new ByteArrayOutputStream(bytes.length());
    }

    static DecodedPicture decode(EncodedPicture encoded) throws IOException {
        return new PngDecoder(encoded).decode();
    }

    private DecodedPicture decode() throws IOException {
        if (!bytes.has(SIGNATURE, "\0\0\0\rIHDR")) {
            throw new IOException("its header is missing");
        }
        Size size = encoded.checked(bytes.u32be(SIGNATURE + 8), bytes.u32be(SIGNATURE + 12));
        head.write(bytes.copy(0, SIGNATURE));
        walk();
        Partial part = decode(size);
        RgbPicture stored =
                Samples.rgb(
                        part.image(),
                        transparency == Transparency.NONE
                                ? Transparency.of(part.image())
                                : transparency,
                        encoded.ground());
        return encoded.rescued(stored, part.missing(), orientation, cut, doubt);
    }

    private Partial decode(Size size) throws IOException {
        BuiltInReaders.Source png = BuiltInReaders.of("png");
        try {
            BufferedImage image =
                    BuiltInReaders.with(png, file(pixels.toByteArray()), reader -> reader.read(0));
            return new Partial(image, Missing.nothing(image.getWidth(), image.getHeight()));
        } catch (IOException | RuntimeException e) {
            long most = LARGEST_PIXEL * (size.pixels() + size.height());
            byte[] intact = file(PngPixels.intact(pixels.toByteArray(), most));
            boolean interlaced = bytes.u8(SIGNATURE + 8 + HEADER - 1) != 0;
            PixelOrder order = interlaced ? PixelOrder.ADAM7 : PixelOrder.ROWS;
            Partial part = Partial.rescue(png, continued -> intact, order);
            if (part.missing().isAll()) {
                throw cut ? new EOFException() : new IOException("its data is damaged", e);
            }
            return part;
        }
    }

    private byte[] file(byte[] data) {
        ByteArrayOutputStream file = new ByteArrayOutputStream(head.size() + data.length + 24);
        file.writeBytes(head.toByteArray());
        put(file, "IDAT", data);
        put(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private void walk() throws IOException {
        long at = SIGNATURE;
        while (true) {
            long left = bytes.length() - at;
            if (left < 8) {
                cut = true;
                return;
            }
            long length = bytes.u32be(at);
            boolean whole = length + 12 <= left;
            Bytes data = bytes.part(at + 8, whole ? length : left - 8);
            if (bytes.has(at + 4, "IEND")) {
                return;
            }
            if (whole && isNeeded(bytes.part(at + 4, 4)) && !isIntact(at, length)) {
                doubt = "a checksum is wrong";
            }
            take(at, data, whole);
            if (!whole) {
                cut = true;
                return;
            }
            at += length + 12;
        }
    }

    private void take(long at, Bytes data, boolean whole) throws IOException {
        Bytes type = bytes.part(at + 4, 4);
        if (type.has(0, "IDAT")) {
            pixels.write(data.copy(0, data.length()));
        } else if (!whole) {
            if (isNeeded(type)) {
                throw new EOFException();
            }
        } else if (type.has(0, "IHDR")) {
            if (at != SIGNATURE || data.length() != HEADER) {
                throw new IOException("it has a second header");
            }
            put(head, "IHDR", data.copy(0, HEADER));
        } else if (type.has(0, "PLTE")) {
            if (data.length() == 0 || data.length() > LARGEST_PALETTE || data.length() % 3 != 0) {
                throw new IOException("its palette has " + data.length() + " bytes");
            }
            put(head, "PLTE", data.copy(0, data.length()));
        } else if (type.has(0, "tRNS")) {
            readTransparency(data);
        } else if (type.has(0, "eXIf")) {
            orientation = Orientation.inExif(data);
        }
    }

    private static boolean isNeeded(Bytes type) {
        return type.has(0, "IHDR")
                || type.has(0, "PLTE")
                || type.has(0, "IDAT")
                || type.has(0, "tRNS");
    }

    private void readTransparency(Bytes data) throws IOException {
        int kind = bytes.u8(SIGNATURE + 8 + 9);
        if (kind == PALETTE) {
            transparency = Transparency.palette(data.copy(0, data.length()));
        } else if (kind == GREY && data.length() == 2) {
            transparency = Transparency.key(data.u16be(0));
        } else if (kind == RGB && data.length() == 6) {
            transparency = Transparency.key(data.u16be(0), data.u16be(2), data.u16be(4));
        }
    }

    private boolean isIntact(long at, long length) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes.copy(at + 4, length + 4));
        return crc.getValue() == bytes.u32be(at + 8 + length);
    }

    private static void put(ByteArrayOutputStream to, String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length);
        for (int i = 0; i < 4; i++) {
            chunk.put((byte) type.charAt(i));
        }
        chunk.put(data);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + data.length);
        to.writeBytes(chunk.putInt((int) crc.getValue()).array());
    }
}
