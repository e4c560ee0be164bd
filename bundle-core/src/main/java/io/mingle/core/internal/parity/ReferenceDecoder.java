package io.mingle.core.internal.parity;

import io.mingle.model.DecoderConfig;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Kernels;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.parity.ReferenceFolder;
import io.mingle.parity.ReferenceValues;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.tensor.Weights;
import io.mingle.thinker.decoder.DecoderNetwork;
import java.util.ArrayList;
import java.util.List;

/**
 * The decoder of a reference folder, loaded as a program whose stages can be run one by one.
 * Closing it frees all tensors that it made.
 */
public final class ReferenceDecoder implements AutoCloseable {

    private static final int CAPACITY = 64;

    private final TensorRuntime runtime;
    private final ReferenceFolder folder;
    private final DecoderConfig config;
    private final Precision precision;
    private final List<String> names;
    private final Weights weights;
    private final List<Tensor> tensors;
    private final Program program;
    private final List<Tensor> made = new ArrayList<>();

    /** Unpacks and loads the folder of this name. */
    public ReferenceDecoder(TensorRuntime runtime, String name, Precision precision) {
        this.runtime = runtime;
        this.precision = precision;
        folder = ReferenceFolder.of(ReferenceDecoder.class, name);
        try {
            config = DecoderConfig.read(folder.config().section("llm_config"));
            Parameters parameters = new Parameters();
            DecoderNetwork network = new DecoderNetwork(config, parameters);
            names = parameters.names();
            Kernels kernels = new Kernels(precision, runtime.kernels());
            ProgramSource.Builder source = new ProgramSource.Builder("Decoder");
            kernels.addTo(source);
            network.addTo(source, kernels);
            addStages(source);
            program = runtime.load(source.build());
            weights = runtime.open(SafetensorsIndex.open(folder.path()));
            tensors = weights.tensors(names, precision.weights());
            program.run("set_w", tensors);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void addStages(ProgramSource.Builder source) {
        source.method("widen", "x: Tensor", "Tensor", "return torch.to(x, 6)");
        source.method(
                "narrow_to",
                "x: Tensor",
                "Tensor",
                "return torch.to(x, %s)".formatted(precision.activations().code()));
        int first = place("model.model.layers.0.input_layernorm.weight");
        int second = place("model.model.layers.1.input_layernorm.weight");
        source.method(
                "layer_stages",
                "x: Tensor, i: int, positions: Tensor, modality: Tensor, cache: Tensor",
                "List[Tensor]",
                """
                cos, sin = self.angles(positions)
                y = self.attend_layer(x, i, cos, sin, cache, 0)
                at = %s + i * %s
                rows = torch.squeeze(self.norm(y, self.w[at + 3], %s), 0)
                p, shares, experts = self.choose(rows, at, modality)
                attention = torch.sub(torch.to(y, 6), torch.to(x, 6))
                return [attention, experts, shares, torch.to(self.mix_layer(y, i, modality), 6)]
                """
                        .formatted(first, second - first, config.rmsNormEps()));
    }

    public DecoderConfig config() {
        return config;
    }

    /** Returns what the reference computed. */
    public ReferenceValues values() {
        return folder.values();
    }

    /** Returns the names of the prompts. */
    public List<String> prompts() {
        List<String> prompts = new ArrayList<>();
        folder.json("expected.json").fieldNames().forEachRemaining(prompts::add);
        return prompts;
    }

    /** Returns a prompt by its name. */
    public ReferencePrompt prompt(String name) {
        return ReferencePrompt.read(name, folder.json("expected.json").get(name), values(), config);
    }

    /** Returns the place of a tensor among the program's weights. */
    public int place(String parameter) {
        return names.indexOf(parameter);
    }

    public Tensor weight(String parameter) {
        return tensors.get(place(parameter));
    }

    public Tensor of(float[] values, long... shape) {
        return kept(runtime.of(values, shape));
    }

    public Tensor of(long[] values, long... shape) {
        return kept(runtime.of(values, shape));
    }

    /** Returns values in the type that products take. */
    public Tensor activations(float[] values, long... shape) {
        return one("narrow_to", of(values, shape));
    }

    public Tensor one(String method, Object... arguments) {
        return kept(program.runOne(method, arguments));
    }

    public List<Tensor> run(String method, Object... arguments) {
        List<Tensor> results = program.run(method, arguments);
        made.addAll(results);
        return results;
    }

    private Tensor kept(Tensor tensor) {
        made.add(tensor);
        return tensor;
    }

    public float[] floats(Tensor tensor) {
        return one("widen", tensor).floats();
    }

    public Tensor cache() {
        return cache(CAPACITY);
    }

    public Tensor cache(int capacity) {
        return kept(
                runtime.zeros(
                        "cache",
                        precision.activations(),
                        2L * config.numHiddenLayers(),
                        config.numKeyValueHeads(),
                        capacity,
                        config.headDim()));
    }

    /** Returns the embedded prompt, [1, S, H]. */
    public Tensor embed(ReferencePrompt prompt) {
        int count = prompt.at().length;
        return one(
                "embed",
                of(prompt.ids(), 1, prompt.length()),
                of(prompt.features(), count, config.hiddenSize()),
                of(prompt.at(), count));
    }

    /**
     * Runs one layer with a prompt.
     *
     * @param states that enter it, [1, S, H]
     * @return what its attention adds, [1, S, H], the chosen experts, [S, K], their shares, [S, K],
     *     and the states that leave it, [1, S, H]
     */
    public List<Tensor> layer(ReferencePrompt prompt, int layer, Tensor states) {
        return run(
                "layer_stages",
                states,
                (long) layer,
                of(prompt.positions(), 3, prompt.length()),
                of(prompt.modality(), prompt.length()),
                cache());
    }

    /** Returns the normalised hidden states of a prompt that goes into {@code cache}. */
    public Tensor prefill(ReferencePrompt prompt, Tensor cache) {
        return one(
                "decode_chunk",
                embed(prompt),
                of(prompt.positions(), 3, prompt.length()),
                of(prompt.modality(), prompt.length()),
                cache,
                0L);
    }

    /**
     * Returns the logits after rows {@code from} to {@code to} of a prompt, of the last of them.
     */
    public float[] prefill(ReferencePrompt prompt, Tensor input, int from, int to, Tensor cache) {
        return one(
                        "prefill",
                        input,
                        of(prompt.positions(from, to), 3, to - from),
                        of(prompt.modality(), prompt.length()),
                        cache,
                        (long) from,
                        (long) to - from)
                .floats();
    }

    /** Returns the logits after one more token. */
    public float[] step(long id, long position, Tensor cache, long past) {
        return one(
                        "decode_row",
                        of(new long[] {id}, 1, 1),
                        of(new long[] {position, position, position}, 3, 1),
                        cache,
                        past)
                .floats();
    }

    /** After a constructor that failed, what it had not come to is null. */
    @Override
    public void close() {
        made.forEach(Tensor::close);
        if (program != null) {
            program.close();
        }
        if (weights != null) {
            weights.close();
        }
        folder.close();
    }
}
