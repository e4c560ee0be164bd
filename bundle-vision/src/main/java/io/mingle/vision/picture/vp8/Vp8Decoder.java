package io.mingle.vision.picture.vp8;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Decodes a key frame of VP8 (RFC 6386) to the bytes of libwebp.
 *
 * <p>Frames that end too early are decoded as far as whole rows of macroblocks are there.
 */
public final class Vp8Decoder {

    private static final int MACROBLOCK = 16;
    private static final int BY_BLOCKS = 4;
    private static final int[] BLOCK_TREE = {
        -Prediction.DC,
        2,
        -Prediction.TRUE_MOTION,
        4,
        -Prediction.VERTICAL,
        6,
        8,
        12,
        -Prediction.HORIZONTAL,
        10,
        -Prediction.RIGHT_DOWN,
        -Prediction.VERTICAL_RIGHT,
        -Prediction.LEFT_DOWN,
        14,
        -Prediction.VERTICAL_LEFT,
        16,
        -Prediction.HORIZONTAL_DOWN,
        -Prediction.HORIZONTAL_UP
    };

    private final FrameHeader header;
    private final int columns;
    private final int rows;
    private final Plane luma;
    private final Plane blue;
    private final Plane red;
    private final Residue residue;
    private final FilterLevel[] levels;
    private final boolean[] inner;

    /** The modes of the blocks above and to the left. */
    private final int[] above;

    private final int[] left = new int[BY_BLOCKS];
    private final int[] modes = new int[BY_BLOCKS * BY_BLOCKS];
    private int complete;

    private Vp8Decoder(byte[] frame) throws IOException {
        header = new FrameHeader(frame);
        columns = (header.width + MACROBLOCK - 1) / MACROBLOCK;
        rows = (header.height + MACROBLOCK - 1) / MACROBLOCK;
        luma = new Plane(columns * MACROBLOCK, rows * MACROBLOCK);
        blue = new Plane(columns * MACROBLOCK / 2, rows * MACROBLOCK / 2);
        red = new Plane(columns * MACROBLOCK / 2, rows * MACROBLOCK / 2);
        residue = new Residue(header.probabilities, columns);
        levels = new FilterLevel[columns * rows];
        inner = new boolean[columns * rows];
        above = new int[BY_BLOCKS * columns];
    }

    /**
     * A decoded frame.
     *
     * @param rgb interleaved, rows from the top
     * @param rows how many of them are what was encoded; the others are not in the data
     */
    public record Frame(byte[] rgb, int rows) {}

    /**
     * Decodes a key frame.
     *
     * @param frame with its header of ten bytes, which has been checked
     * @throws EOFException if it ends before its first row
     */
    public static Frame decode(byte[] frame) throws IOException {
        return new Vp8Decoder(frame).decode();
    }

    private Frame decode() throws EOFException {
        while (complete < rows && decodeRow(complete)) {
            complete++;
        }
        if (complete == 0) {
            throw new EOFException();
        }
        if (header.filtered) {
            filter();
        }
        byte[] rgb = new Colours(luma, blue, red, header.width, header.height).rgb();
        return new Frame(rgb, Math.min(header.height, complete * MACROBLOCK));
    }

    private boolean decodeRow(int row) {
        BoolReader coefficients = header.coefficients[row % header.coefficients.length];
        residue.beginRow();
        Arrays.fill(left, Prediction.DC);
        for (int column = 0; column < columns; column++) {
            decodeMacroblock(column, row, coefficients);
            if (header.modes.exhausted() || coefficients.exhausted()) {
                return false;
            }
        }
        return true;
    }

    private void decodeMacroblock(int column, int row, BoolReader coefficients) {
        BoolReader in = header.modes;
        int segment = 0;
        if (header.mapped) {
            int[] tree = header.segmentTree;
            segment =
                    in.read(tree[0]) ? 2 + (in.read(tree[2]) ? 1 : 0) : (in.read(tree[1]) ? 1 : 0);
        }
        boolean empty = header.skips && in.read(header.skipProbability);
        boolean inBlocks = !in.read(145);
        int mode = readLumaModes(column, inBlocks);
        int chroma =
                !in.read(142)
                        ? Prediction.DC
                        : !in.read(114)
                                ? Prediction.VERTICAL
                                : in.read(183) ? Prediction.TRUE_MOTION : Prediction.HORIZONTAL;
        if (empty) {
            residue.skip(column, inBlocks);
        } else {
            empty = !residue.read(coefficients, column, inBlocks, header.quantizers[segment]);
        }
        int number = row * columns + column;
        levels[number] = header.filters[segment][inBlocks ? 1 : 0];
        inner[number] = inBlocks || !empty;
        if (inBlocks) {
            reconstructBlocks(column, row, empty);
        } else {
            Prediction.whole(luma, MACROBLOCK * column, MACROBLOCK * row, MACROBLOCK, mode);
            addAll(luma, column, row, 0, BY_BLOCKS, empty);
        }
        Prediction.whole(blue, 8 * column, 8 * row, 8, chroma);
        addAll(blue, column, row, 16, 2, empty);
        Prediction.whole(red, 8 * column, 8 * row, 8, chroma);
        addAll(red, column, row, 20, 2, empty);
    }

    /** Reads the mode of a macroblock, or those of its blocks. */
    private int readLumaModes(int column, boolean inBlocks) {
        BoolReader in = header.modes;
        int top = BY_BLOCKS * column;
        if (inBlocks) {
            for (int i = 0; i < modes.length; i++) {
                int x = i % BY_BLOCKS;
                int y = i / BY_BLOCKS;
                int context = (above[top + x] * 10 + left[y]) * 9;
                modes[i] = in.leaf(BLOCK_TREE, Tables.BLOCK_MODES, context);
                above[top + x] = left[y] = modes[i];
            }
            return 0;
        }
        int mode =
                in.read(156)
                        ? (in.read(128) ? Prediction.TRUE_MOTION : Prediction.HORIZONTAL)
                        : (in.read(163) ? Prediction.VERTICAL : Prediction.DC);
        Arrays.fill(above, top, top + BY_BLOCKS, mode);
        Arrays.fill(left, mode);
        return mode;
    }

    private void addAll(Plane plane, int column, int row, int first, int size, boolean empty) {
        for (int i = 0; !empty && i < size * size; i++) {
            int x = 4 * (size * column + i % size);
            int y = 4 * (size * row + i / size);
            Transform.add(residue.coefficients, 16 * (first + i), plane, plane.at(x, y));
        }
    }

    private void reconstructBlocks(int column, int row, boolean empty) {
        int[] edge = new int[13];
        for (int i = 0; i < modes.length; i++) {
            int x = i % BY_BLOCKS;
            int at = luma.at(MACROBLOCK * column + 4 * x, MACROBLOCK * row + i - x);
            for (int j = 0; j < 4; j++) {
                edge[j] = luma.get(at + (3 - j) * luma.stride - 1);
            }
            for (int j = 0; j < 5; j++) {
                edge[4 + j] = luma.get(at - luma.stride - 1 + j);
            }
            for (int j = 0; j < 4; j++) {
                edge[9 + j] =
                        x < BY_BLOCKS - 1
                                ? luma.get(at - luma.stride + 4 + j)
                                : aboveRight(column, row, j);
            }
            Prediction.block(luma, at, modes[i], edge);
            if (!empty) {
                Transform.add(residue.coefficients, 16 * i, luma, at);
            }
        }
    }

    /** All blocks on the right border of a macroblock see the row above the macroblock. */
    private int aboveRight(int column, int row, int place) {
        boolean last = column == columns - 1 && row > 0;
        int x = MACROBLOCK * (column + 1) + (last ? -1 : place);
        return luma.get(luma.at(x, MACROBLOCK * row - 1));
    }

    private void filter() {
        for (int number = 0; number < complete * columns; number++) {
            FilterLevel level = levels[number];
            int column = number % columns;
            int row = number / columns;
            if (level.level == 0) {
                continue;
            }
            if (header.simpleFilter) {
                LoopFilter.simple(luma, column, row, level, inner[number]);
            } else {
                LoopFilter.normal(luma, 16, column, row, level, inner[number]);
                LoopFilter.normal(blue, 8, column, row, level, inner[number]);
                LoopFilter.normal(red, 8, column, row, level, inner[number]);
            }
        }
    }
}
