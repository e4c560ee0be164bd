package io.mingle.vision.video;

import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import java.util.Arrays;

/**
 * Resizes frames by anti-aliased bicubic convolution in float32, as PyTorch's {@code
 * interpolate(mode="bicubic", antialias=True, align_corners=False)} does with tensors.
 *
 * <p>Unlike for pictures, nothing is rounded between the horizontal and the vertical pass; the
 * result is cut to 0…255 and rounded, halves to the even number. The filter is that of R. Keys,
 * "Cubic convolution interpolation for digital image processing", IEEE Trans. ASSP 29 (1981), with
 * a = −0.5, widened by the scale when shrinking.
 *
 * <p>Keeps no state. Memory: the result, and four bytes for each sample of a picture of the new
 * width and the old height.
 */
final class TensorBicubic {

    private static final int CHANNELS = 3;
    private static final float SUPPORT = 2;
    private static final float A = -0.5f;

    private TensorBicubic() {}

    /** Returns a frame in the given size, or the same one when that is its size already. */
    static RgbPicture resize(RgbPicture frame, Size size) {
        if (frame.size().equals(size)) {
            return frame;
        }
        Weights across = Weights.of(frame.width(), size.width());
        Weights down = Weights.of(frame.height(), size.height());
        float[] middle = horizontally(frame, across);
        return new RgbPicture(size.width(), size.height(), vertically(middle, size, down));
    }

    private static float[] horizontally(RgbPicture frame, Weights weights) {
        int width = weights.firsts.length;
        float[] target = new float[Math.multiplyExact(CHANNELS * frame.height(), width)];
        byte[] source = frame.rgb();
        int at = 0;
        for (int y = 0; y < frame.height(); y++) {
            int row = CHANNELS * y * frame.width();
            for (int x = 0; x < width; x++, at += CHANNELS) {
                int from = row + CHANNELS * weights.firsts[x];
                float red = 0;
                float green = 0;
                float blue = 0;
                for (float weight : weights.values[x]) {
                    red += weight * (source[from] & 0xff);
                    green += weight * (source[from + 1] & 0xff);
                    blue += weight * (source[from + 2] & 0xff);
                    from += CHANNELS;
                }
                target[at] = red;
                target[at + 1] = green;
                target[at + 2] = blue;
            }
        }
        return target;
    }

    private static byte[] vertically(float[] source, Size size, Weights weights) {
        int rowLength = CHANNELS * size.width();
        byte[] target = new byte[Math.multiplyExact(rowLength, size.height())];
        float[] sums = new float[rowLength];
        for (int y = 0; y < size.height(); y++) {
            Arrays.fill(sums, 0);
            int from = rowLength * weights.firsts[y];
            for (float weight : weights.values[y]) {
                for (int i = 0; i < rowLength; i++) {
                    sums[i] += weight * source[from + i];
                }
                from += rowLength;
            }
            for (int i = 0; i < rowLength; i++) {
                target[y * rowLength + i] = (byte) Math.rint(Math.max(0, Math.min(255, sums[i])));
            }
        }
        return target;
    }

    /** The source samples of each target sample from {@code firsts} on, and their weights. */
    private static final class Weights {
        private final int[] firsts;
        private final float[][] values;

        private Weights(int length) {
            firsts = new int[length];
            values = new float[length][];
        }

        static Weights of(int source, int target) {
            Weights weights = new Weights(target);
            float scale = (float) source / target;
            float widening = Math.max(scale, 1);
            float support = SUPPORT * widening;
            float narrowing = 1 / widening;
            for (int i = 0; i < target; i++) {
                float centre = scale * (i + 0.5f);
                int first = Math.max(0, (int) (centre - support + 0.5f));
                int count = Math.min(source, (int) (centre + support + 0.5f)) - first;
                float[] row = new float[count];
                float sum = 0;
                for (int j = 0; j < count; j++) {
                    row[j] = keys((j + first - centre + 0.5f) * narrowing);
                    sum += row[j];
                }
                for (int j = 0; j < count; j++) {
                    row[j] /= sum;
                }
                weights.firsts[i] = first;
                weights.values[i] = row;
            }
            return weights;
        }

        private static float keys(float distance) {
            float x = Math.abs(distance);
            if (x < 1) {
                return ((A + 2) * x - (A + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
        }
    }
}
