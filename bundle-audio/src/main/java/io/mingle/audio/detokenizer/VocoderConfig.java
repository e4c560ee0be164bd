package io.mingle.audio.detokenizer;

import io.mingle.api.error.BrokenModelException;
import io.mingle.model.ConfigSection;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.layer.WeightNorm;
import java.util.ArrayList;
import java.util.List;

/**
 * The network that makes a wave of mel frames.
 *
 * @param rate samples per second
 * @param mels bands of a mel frame
 * @param channels of the first convolution; each step up halves them
 * @param predictorChannels of the network that hears the pitch
 * @param harmonics of the source, the pitch itself among them
 * @param upRates by how much each step up multiplies the places
 * @param upKernels widths of the steps' convolutions
 * @param kernels widths of the residual blocks behind each step
 * @param sourceKernels width of the source's residual block at each step
 * @param dilations of each residual block's convolutions
 * @param transform samples of the short-time Fourier transform at the end
 * @param hop of that transform
 * @param interpolated whether the source's phase is known at each frame and interpolated between,
 *     as in the second generation, or added up sample by sample
 * @param norm how the weights of convolutions are stored
 */
public record VocoderConfig(
        int rate,
        int mels,
        int channels,
        int predictorChannels,
        int harmonics,
        List<Integer> upRates,
        List<Integer> upKernels,
        List<Integer> kernels,
        List<Integer> sourceKernels,
        List<Integer> dilations,
        int transform,
        int hop,
        boolean interpolated,
        WeightNorm norm) {

    private static final int MIN_RATE = 8_000;
    private static final int MAX_RATE = 192_000;

    /** As published for streaming: 24 kHz, 50 frames a second. */
    public static final VocoderConfig PUBLISHED_STREAMING =
            new VocoderConfig(
                    24_000,
                    80,
                    512,
                    512,
                    9,
                    List.of(8, 5, 3),
                    List.of(16, 11, 7),
                    List.of(3, 7, 11),
                    List.of(7, 7, 11),
                    List.of(1, 3, 5),
                    16,
                    4,
                    true,
                    WeightNorm.PARAMETRIZED);

    /** As published before that: 22.05 kHz. */
    public static final VocoderConfig PUBLISHED_WHOLE =
            new VocoderConfig(
                    22_050,
                    80,
                    512,
                    512,
                    9,
                    List.of(8, 8),
                    List.of(16, 16),
                    List.of(3, 7, 11),
                    List.of(7, 11),
                    List.of(1, 3, 5),
                    16,
                    4,
                    false,
                    WeightNorm.HOOKED);

    /** Copies the lists. */
    public VocoderConfig {
        upRates = List.copyOf(upRates);
        upKernels = List.copyOf(upKernels);
        kernels = List.copyOf(kernels);
        sourceKernels = List.copyOf(sourceKernels);
        dilations = List.copyOf(dilations);
    }

    /**
     * Finds out the sizes from the shapes of the tensors.
     *
     * @param options says what shapes do not: {@code rate} and {@code hop}, which may be left out
     *     where they are the published ones
     * @param weights of the network alone
     * @throws BrokenModelException if a tensor is missing from whose shape sizes follow, or if they
     *     do not fit one another
     */
    public static VocoderConfig read(ConfigSection options, SafetensorsIndex weights) {
        Shapes shapes = new Shapes(weights);
        boolean hooked = shapes.has("conv_pre." + WeightNorm.HOOKED.directions());
        WeightNorm norm = hooked ? WeightNorm.HOOKED : WeightNorm.PARAMETRIZED;
        String direction = "." + norm.directions();
        List<Integer> upKernels = new ArrayList<>();
        List<Integer> sourceKernels = new ArrayList<>();
        for (int i = 0; i < shapes.count("ups.", direction); i++) {
            upKernels.add(shapes.side("ups." + i + direction, 2));
            sourceKernels.add(shapes.side("source_resblocks." + i + ".convs1.0" + direction, 2));
        }
        List<Integer> rates = upKernels.stream().map(width -> width / 2).toList();
        int blocks = shapes.count("resblocks.", ".convs1.0" + direction);
        int channels = shapes.side("conv_pre" + direction, 0);
        if (upKernels.isEmpty()
                || blocks == 0
                || blocks % upKernels.size() != 0
                || channels % (1 << upKernels.size()) != 0) {
            throw new BrokenModelException(
                    "%s has a vocoder of %s steps up with %s residual blocks and %s channels, which do not go together. Convert the published file again."
                            .formatted(weights.folder(), upKernels.size(), blocks, channels));
        }
        List<Integer> kernels = new ArrayList<>();
        for (int i = 0; i < blocks / upKernels.size(); i++) {
            kernels.add(shapes.side("resblocks." + i + ".convs1.0" + direction, 2));
        }
        VocoderConfig usual = hooked ? PUBLISHED_WHOLE : PUBLISHED_STREAMING;
        int transform = shapes.side("conv_post" + direction, 0) - 2;
        return new VocoderConfig(
                options.whole("rate", MIN_RATE, MAX_RATE, usual.rate()),
                shapes.side("conv_pre" + direction, 1),
                channels,
                shapes.side("f0_predictor.classifier.weight", 1),
                shapes.side("m_source.l_linear.weight", 1),
                rates,
                upKernels,
                kernels,
                sourceKernels,
                usual.dilations(),
                transform,
                options.whole("hop", 1, transform, transform / 4),
                !hooked,
                norm);
    }

    /** Returns the samples of a mel frame. */
    public int frame() {
        return upRates.stream().reduce(hop, Math::multiplyExact);
    }

    int steps() {
        return upRates.size();
    }

    /** Returns the channels behind a step up, or before the first, -1. */
    int channels(int step) {
        return channels >> step + 1;
    }

    /** Returns how many places of the source's spectrum become one at a step. */
    int sourceStride(int step) {
        return upRates.subList(step + 1, steps()).stream().reduce(1, Math::multiplyExact);
    }

    /** Returns the real and the imaginary part of each frequency. */
    int spectrum() {
        return transform + 2;
    }
}
