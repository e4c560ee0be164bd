package io.mingle.vision.picture.vp8;

import java.io.EOFException;
import java.io.IOException;

/**
 * What a key frame says of itself (RFC 6386, sections 9.2 to 9.11 and 19.2).
 *
 * <p>Leaves its reader at the modes of the first macroblock.
 */
final class FrameHeader {

    private static final int START = 10;
    private static final int SEGMENTS = 4;

    final int width;
    final int height;

    /** The first partition: this header and all modes. */
    final BoolReader modes;

    /** The partitions of coefficients, which take turns row by row. */
    final BoolReader[] coefficients;

    /** Token probabilities, see {@link Tables#context}. */
    final int[] probabilities;

    final boolean mapped;
    final int[] segmentTree = {255, 255, 255};
    final Quantizer[] quantizers = new Quantizer[SEGMENTS];

    /** By segment, for macroblocks that are predicted whole and for those by 4x4 blocks. */
    final FilterLevel[][] filters = new FilterLevel[SEGMENTS][2];

    final boolean simpleFilter;
    final boolean filtered;
    final boolean skips;
    final int skipProbability;

    FrameHeader(byte[] data) throws IOException {
        if (data.length < START) {
            throw new EOFException();
        }
        width = u16(data, 6) & 0x3fff;
        height = u16(data, 8) & 0x3fff;
        int first = (data[0] & 0xff | (data[1] & 0xff) << 8 | (data[2] & 0xff) << 16) >> 5;
        int firstEnd = Math.min(data.length, START + first);
        BoolReader in = new BoolReader(data, START, firstEnd);
        modes = in;
        // The colour space, and whether samples need be clipped, which they are in any case.
        in.number(2);
        int[] quantizer = new int[SEGMENTS];
        int[] strength = new int[SEGMENTS];
        boolean segmented = in.flag();
        boolean absolute = false;
        boolean map = false;
        if (segmented) {
            map = in.flag();
            if (in.flag()) {
                absolute = in.flag();
                readAll(in, quantizer, 7);
                readAll(in, strength, 6);
            }
            for (int i = 0; map && i < segmentTree.length; i++) {
                segmentTree[i] = in.flag() ? in.number(8) : 255;
            }
        }
        mapped = map;
        simpleFilter = in.flag();
        int level = in.number(6);
        filtered = level > 0;
        int sharpness = in.number(3);
        int[] forReference = new int[SEGMENTS];
        int[] forMode = new int[SEGMENTS];
        boolean deltas = in.flag();
        if (deltas && in.flag()) {
            readAll(in, forReference, 6);
            readAll(in, forMode, 6);
        }
        coefficients = partitions(data, firstEnd, 1 << in.number(2));
        int index = in.number(7);
        int[] offsets = new int[5];
        readAll(in, offsets, 4);
        for (int i = 0; i < SEGMENTS; i++) {
            quantizers[i] = new Quantizer(absolute ? quantizer[i] : index + quantizer[i], offsets);
            int base = absolute ? strength[i] : level + strength[i];
            int whole = base + (deltas ? forReference[0] : 0);
            filters[i][0] = new FilterLevel(whole, sharpness);
            filters[i][1] = new FilterLevel(whole + (deltas ? forMode[0] : 0), sharpness);
        }
        // Whether the probabilities are kept for the next frame; there is none.
        in.flag();
        probabilities = Tables.coefficients(in);
        skips = in.flag();
        skipProbability = skips ? in.number(8) : 0;
        if (in.exhausted()) {
            throw new EOFException();
        }
    }

    private static void readAll(BoolReader in, int[] numbers, int length) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.optional(length);
        }
    }

    /** Their lengths come first, but for that of the last, which goes on to the end. */
    private static BoolReader[] partitions(byte[] data, int start, int count) throws IOException {
        int at = start + 3 * (count - 1);
        if (at > data.length) {
            throw new EOFException();
        }
        BoolReader[] partitions = new BoolReader[count];
        for (int i = 0; i < count; i++) {
            int end = data.length;
            if (i < count - 1) {
                int length = u16(data, start + 3 * i) | (data[start + 3 * i + 2] & 0xff) << 16;
                end = Math.min(end, at + length);
            }
            partitions[i] = new BoolReader(data, at, end);
            at = end;
        }
        return partitions;
    }

    private static int u16(byte[] data, int at) {
        return data[at] & 0xff | (data[at + 1] & 0xff) << 8;
    }
}
