package io.mingle.thinker.decoder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.model.DecoderConfig;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Kernels;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.reference.ReferenceValues;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.tensor.Weights;
import java.util.List;

/** The decoder of a reference folder, loaded as a program, with its first layers or all of them. */
final class ReferenceDecoder implements AutoCloseable {

    static final int ALL = -1;
    private static final int CAPACITY = 64;

    private final TensorRuntime runtime;
    private final DecoderConfig config;
    private final Precision precision;
    private final List<String> names;
    private final Weights weights;
    private final List<Tensor> tensors;
    private final Program program;

    ReferenceDecoder(TensorRuntime runtime, String folder, Precision precision, int layers) {
        this.runtime = runtime;
        this.precision = precision;
        ObjectNode llm =
                (ObjectNode) ReferenceValues.json(folder + "/config.json").get("llm_config");
        if (layers != ALL) {
            llm.put("num_hidden_layers", layers);
        }
        config = DecoderConfig.read(llm, folder);
        Parameters parameters = new Parameters();
        DecoderNetwork network = new DecoderNetwork(config, parameters);
        names = parameters.names();
        Kernels kernels = new Kernels(precision);
        ProgramSource.Builder source = new ProgramSource.Builder("Decoder");
        kernels.addTo(source);
        network.addTo(source, kernels);
        source.method("widen", "x: Tensor", "Tensor", "return torch.to(x, 6)");
        source.method(
                "narrow_to",
                "x: Tensor",
                "Tensor",
                "return torch.to(x, %d)".formatted(precision.activations().code()));
        program = runtime.load(source.build());
        weights = runtime.open(SafetensorsIndex.open(ReferenceValues.path(folder)));
        tensors = weights.tensors(names, precision.weights());
        program.run("set_w", tensors);
    }

    DecoderConfig config() {
        return config;
    }

    int place(String parameter) {
        return names.indexOf(parameter);
    }

    Tensor weight(String parameter) {
        return tensors.get(place(parameter));
    }

    Tensor of(float[] values, long... shape) {
        return runtime.of(values, shape);
    }

    Tensor of(long[] values, long... shape) {
        return runtime.of(values, shape);
    }

    /** Returns values in the type that products take. */
    Tensor activations(float[] values, long... shape) {
        return one("narrow_to", of(values, shape));
    }

    Tensor one(String method, Object... arguments) {
        return program.runOne(method, arguments);
    }

    List<Tensor> run(String method, Object... arguments) {
        return program.run(method, arguments);
    }

    float[] floats(Tensor tensor) {
        return one("widen", tensor).floats();
    }

    Tensor cache() {
        return cache(CAPACITY);
    }

    Tensor cache(int capacity) {
        return runtime.zeros(
                "cache",
                precision.activations(),
                2L * config.numHiddenLayers(),
                config.numKeyValueHeads(),
                capacity,
                config.headDim());
    }

    /** Returns the embedded prompt, [1, S, H]. */
    Tensor embed(ReferencePrompt prompt) {
        int count = prompt.at().length;
        return one(
                "embed",
                of(prompt.ids(), 1, prompt.length()),
                of(prompt.features(), count, config.hiddenSize()),
                of(prompt.at(), count));
    }

    /** Returns the normalised hidden states of a prompt that goes into {@code cache}. */
    Tensor prefill(ReferencePrompt prompt, Tensor cache) {
        return one(
                "decode_chunk",
                embed(prompt),
                of(prompt.positions(), 3, prompt.length()),
                of(prompt.modality(), prompt.length()),
                cache,
                0L);
    }

    /** Returns the logits after one more token. */
    float[] step(long id, long position, Tensor cache, long past) {
        return one(
                        "decode_row",
                        of(new long[] {id}, 1, 1),
                        of(new long[] {position, position, position}, 3, 1),
                        cache,
                        past)
                .floats();
    }

    /** Returns the values after the last norm, [S, H], as the network has them. */
    float[] finalNorm(float[] hidden, long... shape) {
        return floats(
                one(
                        "norm",
                        activations(hidden, shape),
                        weight("model.model.norm.weight"),
                        config.rmsNormEps()));
    }

    @Override
    public void close() {
        program.close();
        weights.close();
    }
}
