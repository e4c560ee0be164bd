package io.mingle.vision.picture;

import io.mingle.api.error.BrokenModelException;
import io.mingle.model.ConfigSection;
import java.util.List;

/**
 * How a checkpoint wants its pictures prepared: the picture part of its {@code
 * preprocessor_config.json}.
 *
 * @param minPixels lower limit of the area that is encoded
 * @param maxPixels upper limit of the area that is encoded
 * @param minPixelsVideo lower limit of the area in which a frame of a video is encoded
 * @param maxPixelsVideo upper limit of the area in which a frame of a video is encoded
 * @param patchSize side of a patch in pixels
 * @param temporalPatchSize frames in a patch; a still picture is repeated this often
 * @param mergeSize side, in patches, of the block that becomes one token
 * @param imageMean mean of the samples in 0…1, red, green, blue
 * @param imageStd standard deviation of the samples in 0…1, red, green, blue
 */
public record PreprocessorConfig(
        long minPixels,
        long maxPixels,
        long minPixelsVideo,
        long maxPixelsVideo,
        int patchSize,
        int temporalPatchSize,
        int mergeSize,
        List<Double> imageMean,
        List<Double> imageStd) {

    /** What the published image processor does without the keys for videos. */
    private static final int MIN_PIXELS_VIDEO = 128 * 28 * 28;

    private static final int MAX_PIXELS_VIDEO = 768 * 28 * 28;
    private static final long LARGEST_AREA = 1L << 26;
    private static final int CHANNELS = 3;
    private static final int LARGEST_PATCH = 256;
    private static final int LARGEST_GROUP = 16;

    /** Checks every value, else {@link BrokenModelException} that names it. */
    public PreprocessorConfig {
        requireRange("max_pixels", maxPixels, LARGEST_AREA);
        requireRange("min_pixels", minPixels, maxPixels);
        requireRange("max_pixels_video", maxPixelsVideo, LARGEST_AREA);
        requireRange("min_pixels_video", minPixelsVideo, maxPixelsVideo);
        requireRange("patch_size", patchSize, LARGEST_PATCH);
        requireRange("temporal_patch_size", temporalPatchSize, LARGEST_GROUP);
        requireRange("merge_size", mergeSize, LARGEST_GROUP);
        imageMean = List.copyOf(imageMean);
        imageStd = List.copyOf(imageStd);
        requireChannels("image_mean", imageMean, imageMean.stream().allMatch(Double::isFinite));
        requireChannels(
                "image_std",
                imageStd,
                imageStd.stream().allMatch(s -> s > 0 && s <= Float.MAX_VALUE));
    }

    /** Creates one with the usual limits for videos. */
    public PreprocessorConfig(
            long minPixels,
            long maxPixels,
            int patchSize,
            int temporalPatchSize,
            int mergeSize,
            List<Double> imageMean,
            List<Double> imageStd) {
        this(
                minPixels,
                maxPixels,
                MIN_PIXELS_VIDEO,
                MAX_PIXELS_VIDEO,
                patchSize,
                temporalPatchSize,
                mergeSize,
                imageMean,
                imageStd);
    }

    /**
     * Reads the object of a {@code preprocessor_config.json}. The limits for videos may be missing;
     * other keys than those of the components are ignored.
     *
     * @throws BrokenModelException if a key is missing or has a value that cannot be right
     */
    public static PreprocessorConfig of(ConfigSection config) {
        int largest = Math.toIntExact(LARGEST_AREA);
        return new PreprocessorConfig(
                config.whole("min_pixels", 1, largest),
                config.whole("max_pixels", 1, largest),
                config.whole("min_pixels_video", 1, largest, MIN_PIXELS_VIDEO),
                config.whole("max_pixels_video", 1, largest, MAX_PIXELS_VIDEO),
                config.whole("patch_size", 1, LARGEST_PATCH),
                config.whole("temporal_patch_size", 1, LARGEST_GROUP),
                config.whole("merge_size", 1, LARGEST_GROUP),
                config.numbers("image_mean", CHANNELS),
                config.numbers("image_std", CHANNELS));
    }

    /** Returns the side in pixels of the block of patches that becomes one token. */
    public int factor() {
        return patchSize * mergeSize;
    }

    private static void requireRange(String key, long value, long largest) {
        if (value < 1 || value > largest) {
            throw broken(key, Long.toString(value), range(largest));
        }
    }

    private static String range(long largest) {
        return "a whole number from 1 to " + largest;
    }

    private static void requireChannels(String key, List<Double> values, boolean usable) {
        if (values.size() != CHANNELS || !usable) {
            String expected = "a list of 3 numbers" + (key.equals("image_std") ? " above 0" : "");
            throw broken(key, values.toString(), expected);
        }
    }

    private static BrokenModelException broken(String key, String found, String expected) {
        return new BrokenModelException(
                "preprocessor_config.json: %s should be %s, but is %s."
                        .formatted(key, expected, found));
    }
}
