package io.mingle.media.internal;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Reads the headers of a JPEG 2000 picture (ISO/IEC 15444-1, annexes A and I), and refuses what
 * would take too much before any of it is decoded: its size, and how finely it is divided into
 * tiles, blocks and layers, for each of which a decoder keeps something.
 */
final class Jpeg2000Header {

    private static final int CODESTREAM = 0xff4f;
    private static final int SIZE = 0xff51;
    private static final int CODING = 0xff52;
    private static final int CODING_OF_COMPONENT = 0xff53;
    private static final int TILE = 0xff90;
    private static final int DATA = 0xff93;
    private static final int END = 0xffd9;

    private static final long SIGNATURE = 0x0000_000c_6a50_2020L;
    private static final int SIGNED = 0x0d0a_870a;
    private static final int HEADER_BOX = 0x6a70_3268;
    private static final int COLOUR_BOX = 0x636f_6c72;
    private static final int CODESTREAM_BOX = 0x6a70_3263;
    private static final int CMYK = 12;

    private static final int MOST_COMPONENTS = 4;
    private static final long MOST_TILES = 1 << 14;
    private static final int MOST_LAYERS = 100;

    /** Blocks and precincts of fewer than 16 × 16 are not made by any program. */
    private static final int LEAST_EXPONENT = 4;

    private final String what;
    private final long maxPixels;
    private final ByteBuffer bytes;
    private int components;

    private Jpeg2000Header(String what, byte[] file, long maxPixels) {
        this.what = what;
        this.maxPixels = maxPixels;
        this.bytes = ByteBuffer.wrap(file);
    }

    /**
     * Checks a picture.
     *
     * @param what names it at the beginning of a sentence
     * @param file a JP2 file, or a codestream
     * @throws UnreadableContentException if it is damaged or cut off
     * @throws ContentTooLargeException if it has more pixels, or is divided too finely
     */
    static void check(String what, byte[] file, long maxPixels) {
        try {
            new Jpeg2000Header(what, file, maxPixels).all();
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException e) {
            throw new UnreadableContentException(
                    "%s is a JPEG 2000 picture that is cut off or damaged. Copy it again."
                            .formatted(what),
                    e);
        }
    }

    private void all() {
        // Without the whole of it a decoder looks for the codestream elsewhere.
        if (bytes.getLong(0) == SIGNATURE && bytes.getInt(8) == SIGNED) {
            enterBox();
        }
        if (number() != CODESTREAM || number() != SIZE) {
            throw new UnreadableContentException(
                    "%s is no JPEG 2000 picture. Save it anew from the program that made it."
                            .formatted(what));
        }
        size(part());
        for (int marker = number(); marker != END; marker = number()) {
            if (marker == TILE) {
                tile(bytes.position() - 2);
                if (!bytes.hasRemaining()) {
                    return;
                }
            } else {
                header(marker, part());
            }
        }
    }

    /** Goes to the box with the codestream. */
    private void enterBox() {
        while (true) {
            int begin = bytes.position();
            long length = bytes.getInt() & 0xffff_ffffL;
            int kind = bytes.getInt();
            if (length == 1) {
                length = bytes.getLong();
            }
            int head = bytes.position() - begin;
            if (kind == CODESTREAM_BOX) {
                return;
            }
            if (length < head || length > bytes.limit() - begin) {
                throw new BufferUnderflowException();
            }
            if (kind == HEADER_BOX) {
                colours(bytes.slice().limit((int) length - head));
            }
            bytes.position(begin + (int) length);
        }
    }

    /** I.5.3.3: four components would be taken for RGB and transparency. */
    private void colours(ByteBuffer boxes) {
        while (boxes.hasRemaining()) {
            int begin = boxes.position();
            int length = boxes.getInt();
            int kind = boxes.getInt();
            if (kind == COLOUR_BOX
                    && boxes.get(begin + 8) == 1
                    && boxes.getInt(begin + 11) == CMYK) {
                throw new UnreadableContentException(
                        "%s has the colours of inks (CMYK), which are not decoded here. Save it as RGB."
                                .formatted(what));
            }
            if (length < 8) {
                throw new BufferUnderflowException();
            }
            boxes.position(begin + length);
        }
    }

    private int number() {
        return bytes.getShort() & 0xffff;
    }

    /** Returns what follows a marker, and goes behind it. */
    private ByteBuffer part() {
        int length = number() - 2;
        ByteBuffer part = bytes.slice().limit(length);
        bytes.position(bytes.position() + length);
        return part;
    }

    /** A.5.1: capabilities, the area, tiles, and what each component has. */
    private void size(ByteBuffer part) {
        part.getShort();
        long right = unsigned(part);
        long bottom = unsigned(part);
        long left = unsigned(part);
        long top = unsigned(part);
        long tileWidth = unsigned(part);
        long tileHeight = unsigned(part);
        long tilesLeft = unsigned(part);
        long tilesTop = unsigned(part);
        components = part.getShort() & 0xffff;
        long width = right - left;
        long height = bottom - top;
        if (width < 1
                || height < 1
                || tileWidth < 1
                || tileHeight < 1
                || tilesLeft > left
                || tilesTop > top
                || components < 1) {
            throw new BufferUnderflowException();
        }
        if (width > maxPixels || height > maxPixels / width) {
            throw new ContentTooLargeException(
                    "%s has %s×%s pixels; at most %s megapixels of JPEG 2000 are decoded. Save it smaller."
                            .formatted(what, width, height, maxPixels / 1_000_000));
        }
        long columns = (right - tilesLeft + tileWidth - 1) / tileWidth;
        long rows = (bottom - tilesTop + tileHeight - 1) / tileHeight;
        atMost(columns, MOST_TILES, "columns of tiles");
        atMost(columns * rows, MOST_TILES, "tiles");
        atMost(components, MOST_COMPONENTS, "components");
    }

    private void tile(int begin) {
        ByteBuffer part = part();
        part.getShort();
        long length = unsigned(part);
        for (int marker = number(); marker != DATA; marker = number()) {
            header(marker, part());
        }
        int left = bytes.limit() - begin;
        if (length > left || length != 0 && begin + length < bytes.position()) {
            throw new BufferUnderflowException();
        }
        bytes.position(length == 0 ? bytes.limit() : begin + (int) length);
    }

    private void header(int marker, ByteBuffer part) {
        if (marker == CODING) {
            boolean precincts = (part.get() & 1) != 0;
            part.get();
            atMost(part.getShort() & 0xffff, MOST_LAYERS, "layers");
            part.get();
            blocks(part, precincts);
        } else if (marker == CODING_OF_COMPONENT) {
            part.get();
            blocks(part, (part.get() & 1) != 0);
        }
    }

    /** A.6.1: levels, sizes of blocks, style, transformation, sizes of precincts. */
    private void blocks(ByteBuffer part, boolean precincts) {
        int levels = part.get() & 0xff;
        atLeast((part.get() & 0x0f) + 2);
        atLeast((part.get() & 0x0f) + 2);
        part.getShort();
        for (int i = 0; precincts && i <= levels; i++) {
            int size = part.get() & 0xff;
            atLeast(size & 0x0f);
            atLeast(size >> 4);
        }
    }

    private void atLeast(int exponent) {
        if (exponent < LEAST_EXPONENT) {
            throw new ContentTooLargeException(
                    "%s is divided into blocks of fewer than 16 pixels a side, which are not decoded. Save it anew from the program that made it."
                            .formatted(what));
        }
    }

    private void atMost(long count, long limit, String which) {
        if (count > limit) {
            throw new ContentTooLargeException(
                    "%s has %s %s; at most %s are decoded. Save it anew from the program that made it."
                            .formatted(what, count, which, limit));
        }
    }

    private static long unsigned(ByteBuffer from) {
        return from.getInt() & 0xffff_ffffL;
    }
}
