package io.mingle.gen.internal;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.gen.network.Autoencoder;
import io.mingle.gen.network.AutoencoderConfig;
import io.mingle.gen.network.ConditionConfig;
import io.mingle.gen.network.DiffusionConfig;
import io.mingle.gen.network.DiffusionTransformer;
import io.mingle.gen.network.PositionTable;
import io.mingle.gen.network.PositionTable.Of;
import io.mingle.gen.sampling.SamplingMethods;
import io.mingle.gen.sampling.Tiles;
import io.mingle.model.ModelFolder;
import io.mingle.model.Problems;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameters;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.Checkpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** The transformer and the autoencoder of a model, for measuring them; closing unloads both. */
final class BenchedGenerator implements AutoCloseable {

    private static final int BRANCHES = 2;

    private final TensorRuntime runtime;
    private final Checkpoint checkpoint;
    private final DiffusionConfig config;
    private final AutoencoderConfig coding;
    private final int tokens;
    private final PositionTable positions;
    private final Program transformer;
    private final Program autoencoder;
    private long weightBytes;

    BenchedGenerator(TensorRuntime runtime, Checkpoint checkpoint) {
        this.runtime = runtime;
        this.checkpoint = checkpoint;
        ModelFolder folder = checkpoint.folder();
        config = required(DiffusionConfig.of(folder), folder);
        coding = required(AutoencoderConfig.of(folder), folder);
        tokens = required(ConditionConfig.of(folder), folder).conditionTokens();
        SafetensorsIndex stored = weights(folder, "transformer");
        positions = PositionTable.of(config, stored);
        Parameters denoising = new Parameters();
        DiffusionTransformer network = new DiffusionTransformer(config, denoising.scope());
        transformer = load(stored, denoising, methods -> SamplingMethods.addTo(methods, network));
        try {
            Parameters coder = new Parameters();
            Autoencoder pixels = new Autoencoder(coding, coder.scope());
            autoencoder = load(weights(folder, "vae"), coder, pixels::addTo);
        } catch (RuntimeException e) {
            transformer.close();
            throw e;
        }
    }

    private static <T> T required(Optional<T> config, ModelFolder folder) {
        return config.orElseThrow(
                () ->
                        new SkillUnavailableException(
                                "The benchmark 'draw' was asked of the model '%s', which has no picture generator that Mingle knows. Use a model with one."
                                        .formatted(folder.name())));
    }

    private static SafetensorsIndex weights(ModelFolder folder, String part) {
        Path own = folder.directory().resolve(part);
        Problems problems = new Problems();
        SafetensorsIndex found = required(SafetensorsIndex.find(own, problems), folder);
        problems.refuse(own);
        return found;
    }

    private Program load(SafetensorsIndex stored, Parameters parameters, Consumer<Methods> add) {
        weightBytes +=
                parameters.list().stream().mapToLong(it -> it.count()).sum()
                        * checkpoint.precision().weights().size();
        Kernels kernels = new Kernels(checkpoint.precision(), runtime.kernels());
        ProgramSource.Builder source = new ProgramSource.Builder("Measured");
        kernels.addTo(source);
        add.accept(new Methods(source, kernels));
        return runtime.load(
                source.build(), stored, parameters.names(), checkpoint.precision().weights());
    }

    /** Returns the bytes of weights of both networks. */
    long weightBytes() {
        return weightBytes;
    }

    /** Returns the tokens of a condition. */
    int tokens() {
        return tokens;
    }

    /** Returns the longest side that there are positions for, in pixels. */
    int largestSide() {
        return config.posEmbedMaxSize() * config.patchSize() * coding.factor();
    }

    /** Uses every weight once, so that it is in memory. */
    void touch() {
        int side = config.patchSize() * coding.factor();
        step(side, true, Duration.ofNanos(1));
        pixels(side, Duration.ofNanos(1));
    }

    /**
     * Measures a step of denoising in two branches.
     *
     * @param side of the picture, in pixels
     * @param beside whether there is a reference
     */
    Spent step(int side, boolean beside, Duration time) {
        int places = side / coding.factor();
        int rows = places / config.patchSize();
        long[] shape = {(long) rows * rows, config.innerDim()};
        try (Tensor latent = noise(1, config.inChannels(), places, places);
                Tensor reference = noise(BRANCHES, config.inChannels(), places, places);
                Tensor when = runtime.of(new float[] {500}, 1);
                Tensor words = noise(BRANCHES, tokens, config.jointAttentionDim());
                Tensor pooled = noise(BRANCHES, config.pooledProjectionDim());
                Tensor table = runtime.of(positions.middle(Of.NOISE, rows, rows), shape);
                Tensor more = runtime.of(positions.middle(Of.REFERENCE, rows, rows), shape)) {
            return Spent.by(
                    BRANCHES * Operations.evaluation(config, rows * rows, tokens, beside),
                    time,
                    () -> {
                        if (beside) {
                            run(
                                    "predict_beside",
                                    latent,
                                    reference,
                                    when,
                                    words,
                                    pooled,
                                    table,
                                    more);
                        } else {
                            run("predict", latent, when, words, pooled, table);
                        }
                    });
        }
    }

    private void run(String method, Object... arguments) {
        transformer.runOne(method, arguments).close();
    }

    /**
     * Measures making pixels of a latent, in tiles where it is large.
     *
     * @param side of the picture, in pixels
     */
    Spent pixels(int side, Duration time) {
        int places = side / coding.factor();
        int channels = coding.latentChannels();
        float[] latent = new float[channels * places * places];
        fill(latent);
        double[] operations = {0};
        Tiles.Sides sides = Tiles.Sides.decoding(channels, coding.factor());
        Runnable work =
                () -> {
                    operations[0] = 0;
                    Tiles.USUAL.code(
                            latent,
                            places,
                            places,
                            sides,
                            (tile, rows, columns) -> {
                                operations[0] += Operations.decoding(coding, rows, columns);
                                return decoded(tile, channels, rows, columns);
                            });
                };
        Spent spent = Spent.by(0, time, work);
        return new Spent(spent.seconds(), spent.memory(), operations[0]);
    }

    private float[] decoded(float[] tile, int channels, int rows, int columns) {
        try (Tensor latent = runtime.of(tile, 1, channels, rows, columns);
                Tensor pixels = autoencoder.runOne("decode", latent)) {
            return pixels.floats();
        }
    }

    private Tensor noise(long... shape) {
        long count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        float[] values = new float[Math.toIntExact(count)];
        fill(values);
        return runtime.of(values, shape);
    }

    private static void fill(float[] values) {
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
    }

    @Override
    public void close() {
        autoencoder.close();
        transformer.close();
    }
}
