package io.mingle.gen.internal;

import io.mingle.gen.network.Autoencoder;
import io.mingle.gen.network.ConditionNetwork;
import io.mingle.gen.network.DiffusionTransformer;
import io.mingle.gen.network.PositionTable;
import io.mingle.gen.sampling.SamplingMethods;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Body;
import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.tensor.DataType;
import io.mingle.tensor.LoadedProgram;
import io.mingle.tensor.Owned;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.List;
import java.util.function.Consumer;

/**
 * The picture generator of a model as programs, one for each of its networks. The weights of each
 * are loaded when it is used, and may be unloaded while it is not.
 */
final class LoadedGenerator implements AutoCloseable {

    private final GeneratorFolder folder;
    private final TensorRuntime runtime;
    private final Precision precision;
    private final LoadedProgram condition;
    private final LoadedProgram transformer;
    private final LoadedProgram autoencoder;
    private final PositionTable positions;
    private final Owned programs;
    private List<Integer> blockRuns;
    private long kernelScratch;

    LoadedGenerator(GeneratorFolder folder, TensorRuntime runtime, Precision precision) {
        this.folder = folder;
        this.runtime = runtime;
        this.precision = precision;
        programs = new Owned(runtime.scheduler());
        try {
            condition = condition(folder);
            transformer = transformer(folder);
            autoencoder = autoencoder(folder);
        } catch (RuntimeException | Error e) {
            programs.close();
            throw e;
        }
        positions = PositionTable.of(folder.transformer(), folder.transformerWeights());
    }

    private LoadedProgram condition(GeneratorFolder folder) {
        Parameters parameters = new Parameters();
        ConditionNetwork network =
                new ConditionNetwork(folder.condition(), parameters.scope(), parameters.scope());
        return load(
                "Condition",
                folder.conditionWeights(),
                parameters,
                methods -> {
                    network.addTo(methods);
                    SamplingMethods.addFinite(methods);
                });
    }

    private LoadedProgram transformer(GeneratorFolder folder) {
        Parameters parameters = new Parameters();
        DiffusionTransformer network =
                new DiffusionTransformer(folder.transformer(), parameters.scope());
        blockRuns = network.blockRuns();
        return load(
                "Transformer",
                folder.transformerWeights(),
                parameters,
                methods -> {
                    SamplingMethods.addTo(methods, network);
                    network.addStagesTo(methods);
                    addLatentMethods(methods);
                });
    }

    private LoadedProgram autoencoder(GeneratorFolder folder) {
        Parameters parameters = new Parameters();
        Autoencoder network = new Autoencoder(folder.autoencoder(), parameters.scope());
        return load("Autoencoder", folder.autoencoderWeights(), parameters, network::addTo);
    }

    private LoadedProgram load(
            String name,
            SafetensorsIndex weights,
            Parameters parameters,
            Consumer<Methods> methods) {
        Kernels kernels = new Kernels(precision, runtime.kernels());
        kernelScratch = Math.max(kernelScratch, kernels.scratchBytes());
        ProgramSource.Builder source =
                new ProgramSource.Builder(name)
                        .subject(
                                "the picture generator of the model '%s'"
                                        .formatted(folder.model().name()))
                        .deed("condition", "Understanding what to draw")
                        .deed("predict", "A step of drawing")
                        .deed("predict_beside", "A step of editing")
                        .deed("encode", "Reading the picture")
                        .deed("decode", "Making the pixels");
        kernels.addTo(source);
        methods.accept(new Methods(source, kernels));
        return programs.add(
                runtime.load(source.build(), weights, parameters.names(), precision.weights()));
    }

    /**
     * Adds what is done with latents besides denoising: {@code stacked(parts)} puts them into a
     * batch; {@code clean(latent, velocity, sigma)} is the latent that a step heads for; {@code
     * kept(latent, known, noise, places, sigma)} puts a known latent, with as much noise, where
     * places are 0; {@code pooled(latent, rows, columns)} makes it smaller; {@code wide(latent)} is
     * in float32.
     */
    private static void addLatentMethods(Methods methods) {
        methods.add(
                "stacked",
                body -> body.call("torch.cat", body.parameter("parts", Type.TENSORS), 0));
        methods.add(
                "clean",
                body -> {
                    Value latent = wide(body, "latent");
                    Value velocity = wide(body, "velocity");
                    return latent.minus(velocity.times(body.parameter("sigma", Type.FLOAT)));
                });
        methods.add("kept", LoadedGenerator::kept);
        methods.add("wide", body -> wide(body, "latent"));
        methods.add(
                "pooled",
                body -> {
                    Value latent = wide(body, "latent");
                    Value rows = body.integer("rows");
                    return latent.call(
                            "torch.adaptive_avg_pool2d", List.of(rows, body.integer("columns")));
                });
    }

    private static Value kept(Body body) {
        Value latent = body.tensor("latent");
        Value known = wide(body, "known");
        Value noise = wide(body, "noise");
        Value places = body.tensor("places");
        Value sigma = body.parameter("sigma", Type.FLOAT);
        Value noisy = known.plus(noise.minus(known).times(sigma));
        Value mixed = noisy.plus(latent.to(DataType.FLOAT32).minus(noisy).times(places));
        return mixed.to(body.precision().activations());
    }

    private static Value wide(Body body, String name) {
        return body.tensor(name).to(DataType.FLOAT32);
    }

    GeneratorFolder folder() {
        return folder;
    }

    /** Makes conditions of states. */
    LoadedProgram condition() {
        return condition;
    }

    /** Denoises. */
    LoadedProgram transformer() {
        return transformer;
    }

    /** Makes latents of pictures, and pictures of latents. */
    LoadedProgram autoencoder() {
        return autoencoder;
    }

    /** Returns how many joint blocks there are in each run of those that are alike. */
    List<Integer> blockRuns() {
        return blockRuns;
    }

    PositionTable positions() {
        return positions;
    }

    /** Tells whether all values are numbers, by the method of a program. */
    static boolean isFinite(LoadedProgram program, Tensor x) {
        try (Tensor finite = program.runOne("finite", x)) {
            return finite.floats()[0] != 0;
        }
    }

    /** Returns the bytes of a number that passes a network on its way. */
    int numberBytes() {
        return precision.residual().size();
    }

    /** Bounds what a kernel makes on its way. */
    long kernelScratch() {
        return kernelScratch;
    }

    @Override
    public void close() {
        programs.close();
    }
}
