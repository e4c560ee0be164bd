package io.mingle.audio.detokenizer;

import io.mingle.nn.Body;
import io.mingle.nn.Methods;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Activations;
import io.mingle.nn.layer.Convolution;
import io.mingle.nn.layer.Layer;
import io.mingle.nn.layer.Pad;
import io.mingle.nn.layer.Stft;
import io.mingle.nn.layer.Stft.Edges;
import io.mingle.nn.layer.Stft.Spectrum;
import io.mingle.nn.layer.Window;
import io.mingle.tensor.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * Mel frames to a wave: a source of harmonics and noise is formed by convolutions and ends in an
 * inverse short-time Fourier transform (Y. Li and others, HiFTNet, 2023; spec of the published
 * model, audio detokenizer, section 6).
 *
 * <p>Its methods, for {@code M} frames of {@code F} samples:
 *
 * <ul>
 *   <li>{@code vocoder_pitch(mel [1, mels, M]) → [1, M]}, in hertz;
 *   <li>{@code vocoder_source(pitch [1, M], noise [1, M · F, harmonics]) → [1, M · F]};
 *   <li>{@code vocoder_wave(mel [1, mels, M], source [1, M · F]) → [1, M · F]}, from −0.99 to 0.99.
 * </ul>
 */
public final class VocoderNetwork {

    private static final double SLOPE = 0.1;
    private static final double LAST_SLOPE = 0.01;
    private static final double LOUDEST = 0.99;
    private static final double LARGEST = 100;

    /** A step up: its convolution, what the source adds, and residual blocks side by side. */
    private record Step(Layer up, Layer source, List<SnakeBlock> blocks) {}

    private final VocoderConfig config;
    private final Scope scope;
    private final PitchPredictor pitch;
    private final HarmonicSource source;
    private final Convolution first;
    private final List<Step> steps = new ArrayList<>();
    private final Convolution last;
    private final Stft transform;

    /**
     * Declares the parameters.
     *
     * @param scope of the file that has them alone
     */
    public VocoderNetwork(VocoderConfig config, Scope scope) {
        this.config = config;
        this.scope = scope;
        pitch = new PitchPredictor(scope.at("f0_predictor"), config);
        source = new HarmonicSource(scope.at("m_source"), config);
        first =
                Convolution.normed(
                        scope.at("conv_pre"),
                        config.norm(),
                        config.mels(),
                        config.channels(),
                        Window.of(7).centred());
        for (int i = 0; i < config.steps(); i++) {
            steps.add(step(scope, config, i));
        }
        last =
                Convolution.normed(
                        scope.at("conv_post").branchEnd(),
                        config.norm(),
                        config.channels(config.steps() - 1),
                        config.spectrum(),
                        Window.of(7).centred());
        transform = new Stft(config.transform(), config.hop(), Edges.CENTRED);
    }

    private static Step step(Scope scope, VocoderConfig config, int i) {
        int channels = config.channels(i);
        int rate = config.upRates().get(i);
        int width = config.upKernels().get(i);
        int cut = (width - rate) / 2;
        int stride = config.sourceStride(i);
        Window down =
                stride == 1
                        ? Window.of(1)
                        : Window.of(2 * stride).stride(stride).padded(stride / 2, stride / 2);
        List<SnakeBlock> blocks = new ArrayList<>();
        int count = config.kernels().size();
        for (int j = 0; j < count; j++) {
            Scope block = scope.at("resblocks").at(i * count + j);
            blocks.add(new SnakeBlock(block, config, channels, config.kernels().get(j)));
        }
        return new Step(
                Convolution.transposedNormed(
                        scope.at("ups").at(i),
                        config.norm(),
                        config.channels(i - 1),
                        channels,
                        Window.of(width).stride(rate).padded(cut, cut)),
                Convolution.biased(
                                scope.at("source_downs").at(i), config.spectrum(), channels, down)
                        .then(
                                new SnakeBlock(
                                        scope.at("source_resblocks").at(i),
                                        config,
                                        channels,
                                        config.sourceKernels().get(i))),
                blocks);
    }

    /**
     * Counts the floating point operations that frames take, about: two for each weight that a
     * place passes.
     */
    double operations(int frames) {
        double places = frames;
        double passed =
                places * (scope.at("f0_predictor").elements() + scope.at("conv_pre").elements());
        for (int i = 0; i < config.steps(); i++) {
            passed += places * scope.at("ups").at(i).elements();
            places *= config.upRates().get(i);
            double step =
                    scope.at("source_downs").at(i).elements()
                            + scope.at("source_resblocks").at(i).elements();
            for (int j = 0; j < config.kernels().size(); j++) {
                int block = i * config.kernels().size() + j;
                step += scope.at("resblocks").at(block).elements();
            }
            passed += places * step;
        }
        return 2 * (passed + places * scope.at("conv_post").elements());
    }

    /** Adds its methods to a program. */
    public void addTo(Methods methods) {
        methods.add("vocoder_pitch", body -> pitch.apply(body.tensor("mel")));
        methods.add(
                "vocoder_source", body -> source.apply(body.tensor("pitch"), body.tensor("noise")));
        methods.add("vocoder_wave", this::wave);
    }

    private Value wave(Body body) {
        Value x = first.apply(body.tensor("mel"));
        Spectrum parts = transform.apply(body.tensor("source"));
        Value spectrum =
                body.call("torch.cat", List.of(parts.real(), parts.imaginary()), 1)
                        .named("spectrum");
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            x = step.up().apply(Activations.leakyRelu(SLOPE).apply(x));
            if (i == steps.size() - 1) {
                // The spectrum has one frame more than there are hops.
                x = Pad.reflected(1, 0).apply(x);
            }
            x = mean(step.blocks(), x.plus(step.source().apply(spectrum)));
        }
        Value y =
                last.apply(Activations.leakyRelu(LAST_SLOPE).apply(x))
                        .to(DataType.FLOAT32)
                        .named("y");
        int bins = config.spectrum() / 2;
        Value size = y.narrow(1, 0, bins).call("torch.exp").call("torch.clamp_max", LARGEST);
        Value angle = y.narrow(1, bins, bins).call("torch.sin").named("angle");
        Spectrum formed =
                new Spectrum(
                        size.times(angle.call("torch.cos")), size.times(angle.call("torch.sin")));
        return transform.inverse(formed).call("torch.clamp", -LOUDEST, LOUDEST);
    }

    private static Value mean(List<SnakeBlock> blocks, Value x) {
        Value sum = blocks.get(0).apply(x);
        for (SnakeBlock block : blocks.subList(1, blocks.size())) {
            sum = sum.plus(block.apply(x));
        }
        return sum.over(blocks.size());
    }
}
