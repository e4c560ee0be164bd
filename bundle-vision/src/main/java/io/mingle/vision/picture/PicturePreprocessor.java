package io.mingle.vision.picture;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import java.util.Collections;
import java.util.List;

/**
 * Prepares pictures for a vision encoder: two resizes, one after the other, then normalisation and
 * cutting into patches.
 *
 * <p>The first resize is the one of the published loading code (area from 4 to 1,024 blocks, where
 * a block is the square of pixels that becomes one token), the second the one of the published
 * image processor (the limits of {@link PreprocessorConfig}). Neither may be left out: a small
 * picture is first rounded and then enlarged, and the encoder was trained on what comes of that.
 *
 * <p>Immutable; may be used by many threads at once. Works on the caller's thread.
 */
public final class PicturePreprocessor {

    private static final int MIN_BLOCKS = 4;
    private static final int MAX_BLOCKS = 1024;
    private static final int CHANNELS = 3;

    private final PreprocessorConfig config;
    private final long loadMin;
    private final long loadMax;
    private final SmartResize onLoading;
    private final SmartResize beforeEncoding;
    private final float[][] normalised;

    public PicturePreprocessor(PreprocessorConfig config) {
        this.config = config;
        long block = (long) config.factor() * config.factor();
        loadMax = MAX_BLOCKS * block;
        loadMin = MIN_BLOCKS * block;
        onLoading = SmartResize.onLoading(config.factor(), loadMin, loadMax);
        beforeEncoding =
                SmartResize.beforeEncoding(config.factor(), config.minPixels(), config.maxPixels());
        normalised = normalise(config);
    }

    /**
     * Returns the size in which a picture of the given size is cut into patches, in pixels. Boxes
     * and points that refer to the picture scale by the same ratio.
     *
     * @throws UnreadableContentException if one side is more than 200 times the other
     */
    public Size encodedSize(Size size) {
        return beforeEncoding.fit(onLoading.fit(size));
    }

    /**
     * Returns the size after the first resize, with limits that a request may set.
     *
     * @param minPixels lower limit of the area, or 0 for the usual one
     * @param maxPixels upper limit of the area, or 0 for the usual one
     * @throws InvalidRequestException if the lower one is above the upper one
     * @throws UnreadableContentException if one side is more than 200 times the other
     */
    public Size loadedSize(Size size, long minPixels, long maxPixels) {
        long most = maxPixels > 0 ? maxPixels : loadMax;
        long least = minPixels > 0 ? minPixels : Math.min(loadMin, most);
        return SmartResize.onLoading(config.factor(), least, most).fit(size);
    }

    /**
     * Returns the patches of a picture of any size.
     *
     * @throws UnreadableContentException if one side is more than 200 times the other
     */
    public Patches prepare(RgbPicture picture) {
        Size loaded = onLoading.fit(picture.size());
        RgbPicture once = Bicubic.resize(picture, loaded.width(), loaded.height());
        Size encoded = beforeEncoding.fit(loaded);
        RgbPicture twice = Bicubic.resize(once, encoded.width(), encoded.height());
        return cut(Collections.nCopies(config.temporalPatchSize(), twice));
    }

    /**
     * Cuts frames, which are not resized, into patches of as many frames in a row as a patch has.
     *
     * @param frames of one size, both sides multiples of {@link PreprocessorConfig#factor}; their
     *     number is a multiple of {@link PreprocessorConfig#temporalPatchSize}
     */
    public Patches cut(List<RgbPicture> frames) {
        Size size = frames.get(0).size();
        boolean fits =
                frames.size() % config.temporalPatchSize() == 0
                        && size.width() % config.factor() == 0
                        && size.height() % config.factor() == 0
                        && frames.stream().allMatch(frame -> frame.size().equals(size));
        if (!fits) {
            throw new InvalidRequestException(
                    "%s frames, the first of %s pixels, cannot be cut into patches of %s frames and blocks of %s pixels. Resize all of them to multiples of that."
                            .formatted(
                                    frames.size(),
                                    size,
                                    config.temporalPatchSize(),
                                    config.factor()));
        }
        int patch = config.patchSize();
        int merge = config.mergeSize();
        int group = config.temporalPatchSize();
        int gridT = frames.size() / group;
        int gridH = size.height() / patch;
        int gridW = size.width() / patch;
        int rowLength = CHANNELS * group * patch * patch;
        float[] rows = new float[length(size, frames.size())];
        int at = 0;
        for (int t = 0; t < gridT; t++) {
            List<RgbPicture> together = frames.subList(t * group, (t + 1) * group);
            for (int blockY = 0; blockY < gridH; blockY += merge) {
                for (int blockX = 0; blockX < gridW; blockX += merge) {
                    for (int y = blockY; y < blockY + merge; y++) {
                        for (int x = blockX; x < blockX + merge; x++) {
                            writeRow(together, y * patch, x * patch, rows, at);
                            at += rowLength;
                        }
                    }
                }
            }
        }
        return new Patches(rows, gridT, gridH, gridW, rowLength);
    }

    private void writeRow(List<RgbPicture> frames, int top, int left, float[] rows, int start) {
        int patch = config.patchSize();
        int at = start;
        for (int channel = 0; channel < CHANNELS; channel++) {
            float[] value = normalised[channel];
            for (RgbPicture frame : frames) {
                byte[] rgb = frame.rgb();
                for (int y = 0; y < patch; y++) {
                    int from = CHANNELS * ((top + y) * frame.width() + left) + channel;
                    for (int x = 0; x < patch; x++, from += CHANNELS) {
                        rows[at++] = value[rgb[from] & 0xff];
                    }
                }
            }
        }
    }

    private static int length(Size size, int frames) {
        long length = CHANNELS * frames * size.pixels();
        if (length > Integer.MAX_VALUE - 8) {
            throw new ContentTooLargeException(
                    "Patches of a picture of "
                            + size
                            + " pixels were asked for, which are "
                            + length
                            + " numbers; the limit is "
                            + (Integer.MAX_VALUE - 8)
                            + ". Lower max_pixels in preprocessor_config.json.");
        }
        return (int) length;
    }

    /** Rescales in double, then works in float, as the published processor does. */
    private static float[][] normalise(PreprocessorConfig config) {
        float[][] table = new float[CHANNELS][256];
        for (int channel = 0; channel < CHANNELS; channel++) {
            float mean = config.imageMean().get(channel).floatValue();
            float std = config.imageStd().get(channel).floatValue();
            for (int value = 0; value < 256; value++) {
                table[channel][value] = ((float) (value * (1 / 255.0)) - mean) / std;
            }
        }
        return table;
    }
}
