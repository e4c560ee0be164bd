package io.mingle.media.internal;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.IntPointer;

/**
 * How a picture is turned before it is shown: quarter turns and mirrorings, which is what cameras
 * write. Other matrices (shears, small angles) are ignored.
 *
 * @param transposed rows become columns, first of all
 * @param mirrored each row is reversed, after that
 * @param flipped the rows come in reverse, after that
 */
record Orientation(boolean transposed, boolean mirrored, boolean flipped) {

    static final Orientation UPRIGHT = new Orientation(false, false, false);

    private static final int BYTES = 3;
    private static final int MATRIX = 9 * Integer.BYTES;

    /** Reads the display matrix of a stream (ISO/IEC 14496-12, track header). */
    static Orientation of(AVCodecParameters parameters) {
        if (parameters.nb_coded_side_data() == 0) {
            return UPRIGHT;
        }
        AVPacketSideData matrix =
                avcodec.av_packet_side_data_get(
                        parameters.coded_side_data(),
                        parameters.nb_coded_side_data(),
                        avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.size() < MATRIX) {
            return UPRIGHT;
        }
        IntPointer numbers = new IntPointer(matrix.data());
        return of(numbers.get(0), numbers.get(1), numbers.get(3), numbers.get(4));
    }

    /** From a matrix that takes the point (x, y) to (a·x + c·y, b·x + d·y). */
    static Orientation of(int a, int b, int c, int d) {
        if (b == 0 && c == 0 && a != 0 && d != 0) {
            return new Orientation(false, a < 0, d < 0);
        }
        if (a == 0 && d == 0 && b != 0 && c != 0) {
            return new Orientation(true, c < 0, b < 0);
        }
        return UPRIGHT;
    }

    /**
     * Turns a picture.
     *
     * @param from {@code [height, width, 3]}
     * @param to {@code [width, height, 3]} if transposed, else as {@code from}
     */
    void turn(byte[] from, int width, int height, byte[] to) {
        int columns = transposed ? height : width;
        int rows = transposed ? width : height;
        int at = 0;
        for (int row = 0; row < rows; row++) {
            int y = flipped ? rows - 1 - row : row;
            for (int column = 0; column < columns; column++) {
                int x = mirrored ? columns - 1 - column : column;
                int source = (transposed ? x * width + y : y * width + x) * BYTES;
                to[at++] = from[source];
                to[at++] = from[source + 1];
                to[at++] = from[source + 2];
            }
        }
    }
}
