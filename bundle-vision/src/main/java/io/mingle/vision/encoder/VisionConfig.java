package io.mingle.vision.encoder;

import io.mingle.api.error.BrokenModelException;
import io.mingle.model.ConfigSection;
import io.mingle.model.ModelFolder;
import io.mingle.model.StoredType;
import java.util.List;
import java.util.Optional;

/**
 * The vision encoder: {@code vision_config} of a model folder. Components are named like their
 * keys.
 *
 * @param depth number of blocks
 * @param hiddenSize length of a patch's hidden state
 * @param numHeads attention heads; the head size {@link #headDim} is a multiple of 4
 * @param intermediateSize inner size of the MLP
 * @param inChannels colour channels of a picture
 * @param patchSize side of a patch, in pixels
 * @param temporalPatchSize frames in a patch
 * @param spatialMergeSize side of the square of patches that becomes one visual token
 * @param windowSize side of an attention window, in pixels
 * @param fullattBlockIndexes blocks that attend over the whole picture, ascending
 * @param outHiddenSize length of a merged token before the projector
 * @param tokensPerSecond steps of time in a second of video; of no effect on pictures
 * @param rmsNormEps what RMSNorm adds to the mean square
 * @param torchDtype type for computing: {@code BF16}, {@code F16} or {@code F32}
 */
public record VisionConfig(
        int depth,
        int hiddenSize,
        int numHeads,
        int intermediateSize,
        int inChannels,
        int patchSize,
        int temporalPatchSize,
        int spatialMergeSize,
        int windowSize,
        List<Integer> fullattBlockIndexes,
        int outHiddenSize,
        double tokensPerSecond,
        double rmsNormEps,
        StoredType torchDtype) {

    private static final String KEY = "vision_config";
    private static final int MAX_DEPTH = 4096;
    private static final int MAX_SIDE = 1024;

    /** Takes an unmodifiable copy of the list. */
    public VisionConfig {
        fullattBlockIndexes = List.copyOf(fullattBlockIndexes);
    }

    /**
     * Reads and checks the {@code vision_config} of a model.
     *
     * @param folder the model
     * @return the configuration, or nothing if the model has no vision encoder
     * @throws BrokenModelException naming the key, what was found and what was expected
     */
    public static Optional<VisionConfig> of(ModelFolder folder) {
        return folder.config().has(KEY)
                ? Optional.of(read(folder.config().section(KEY)))
                : Optional.empty();
    }

    /**
     * Reads and checks {@code vision_config}. Keys without a meaning here are ignored.
     *
     * @param config the object
     * @return the configuration
     * @throws BrokenModelException naming the key, what was found and what was expected
     */
    public static VisionConfig read(ConfigSection config) {
        if (!config.text("hidden_act", "silu").equals("silu")) {
            throw config.wrong("hidden_act", "\"silu\"");
        }
        int depth = config.whole("depth", 1, MAX_DEPTH);
        VisionConfig read =
                new VisionConfig(
                        depth,
                        config.whole("hidden_size", 1, ConfigSection.MAX_SIZE),
                        config.whole("num_heads", 1, ConfigSection.MAX_SIZE),
                        config.whole("intermediate_size", 1, ConfigSection.MAX_SIZE),
                        config.whole(
                                config.has("in_channels") ? "in_channels" : "in_chans", 1, 16, 3),
                        config.whole("patch_size", 1, MAX_SIDE),
                        config.whole("temporal_patch_size", 1, MAX_SIDE, 2),
                        config.whole("spatial_merge_size", 1, MAX_SIDE, 2),
                        config.whole("window_size", 1, MAX_SIDE * MAX_SIDE),
                        config.wholes("fullatt_block_indexes", 0, depth - 1).stream()
                                .distinct()
                                .sorted()
                                .toList(),
                        config.whole("out_hidden_size", 1, ConfigSection.MAX_SIZE),
                        config.number("tokens_per_second", 0, 1e6, 2),
                        config.number("rms_norm_eps", 0, 1, 1e-6),
                        config.has("torch_dtype")
                                ? config.floatType("torch_dtype")
                                : StoredType.F32);
        read.checkSizes(config);
        return read;
    }

    /**
     * Returns the length of one attention head.
     *
     * @return {@code hiddenSize / numHeads}
     */
    public int headDim() {
        return hiddenSize / numHeads;
    }

    /**
     * Returns the side of a visual token.
     *
     * @return pixels; pictures are resized to multiples of it
     */
    public int tokenSide() {
        return patchSize * spatialMergeSize;
    }

    /**
     * Returns the side of an attention window.
     *
     * @return visual tokens
     */
    public int windowTokens() {
        return windowSize / tokenSide();
    }

    private void checkSizes(ConfigSection config) {
        if (hiddenSize % numHeads != 0 || headDim() % 4 != 0) {
            throw config.wrong(
                    "num_heads",
                    "a divisor of hidden_size "
                            + hiddenSize
                            + " that leaves heads whose length is a multiple of 4");
        }
        long merged = (long) hiddenSize * spatialMergeSize * spatialMergeSize;
        if (merged > ConfigSection.MAX_SIZE) {
            throw config.wrong(
                    "spatial_merge_size",
                    "so small that hidden_size times its square is at most "
                            + ConfigSection.MAX_SIZE);
        }
        if (windowTokens() < 1) {
            throw config.wrong(
                    "window_size",
                    "at least patch_size times spatial_merge_size, which is " + tokenSide());
        }
    }
}
