package io.mingle.core.internal.parity;

import io.mingle.decode.DecodeEngine;
import io.mingle.decode.Part;
import io.mingle.decode.Rows;
import io.mingle.decode.Sequence;
import io.mingle.model.DecoderConfig;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Experts;
import io.mingle.nn.layer.Pages;
import io.mingle.parity.ReferenceFolder;
import io.mingle.parity.ReferenceValues;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.tensor.Weights;
import io.mingle.thinker.decoder.DecoderNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;

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
    private final DecodeEngine engine;
    private final List<Tensor> made = new ArrayList<>();

    /** Unpacks and loads the folder of this name. */
    public ReferenceDecoder(TensorRuntime runtime, String name, Precision precision) {
        this(runtime, name, precision, (network, methods) -> {});
    }

    /** Does so with further methods, for a look into the network. */
    public ReferenceDecoder(
            TensorRuntime runtime,
            String name,
            Precision precision,
            BiConsumer<DecoderNetwork, Methods> further) {
        this.runtime = runtime;
        this.precision = precision;
        folder = ReferenceFolder.of(ReferenceDecoder.class, name);
        try {
            config = DecoderConfig.read(folder.config().section("llm_config"));
            Parameters parameters = new Parameters();
            DecoderNetwork network = new DecoderNetwork(config, parameters.scope());
            names = parameters.names();
            Kernels kernels = new Kernels(precision, runtime.kernels());
            ProgramSource.Builder source = new ProgramSource.Builder("Decoder");
            kernels.addTo(source);
            Methods methods = new Methods(source, kernels);
            network.addTo(methods);
            addStages(network, methods);
            further.accept(network, methods);
            program = runtime.load(source.build());
            weights = runtime.open(SafetensorsIndex.open(folder.path()));
            tensors = weights.tensors(names, precision.weights());
            program.run("set_w", tensors);
            engine = new DecodeEngine(runtime, program, network, precision.activations());
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void addStages(DecoderNetwork network, Methods methods) {
        methods.add("widen", body -> body.tensor("x").to(DataType.FLOAT32));
        methods.add("narrow_to", body -> body.tensor("x").to(precision.activations()));
        methods.add(
                "layer_stages",
                body -> {
                    Value plan = body.parameter("plan", Type.INTS);
                    body.parameter("inputs", Type.TENSORS);
                    Pages pages = Pages.cut(plan, body.parameter("segments", Type.TENSORS));
                    Value x = body.tensor("x");
                    Value i = body.integer("i");
                    Value positions = body.tensor("positions");
                    Value modality = body.tensor("modality");
                    List<Value> turns =
                            body.callForAll(List.of("cos", "sin"), "self.angles", positions);
                    Value y =
                            body.call(
                                    "self.attend_layer",
                                    x,
                                    i,
                                    turns.get(0),
                                    turns.get(1),
                                    pages.plan(),
                                    pages.slots(),
                                    pages.runs());
                    Experts.Choice choice =
                            network.layers()
                                    .at(
                                            i,
                                            layer ->
                                                    layer.experts()
                                                            .choose(
                                                                    layer.expertsNorm()
                                                                            .apply(y)
                                                                            .squeeze(0),
                                                                    modality));
                    Value mixed = body.call("self.mix_layer", y, i, modality);
                    return body.list(
                            y.to(DataType.FLOAT32).minus(x.to(DataType.FLOAT32)),
                            choice.experts(),
                            choice.shares(),
                            mixed.to(DataType.FLOAT32));
                });
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
        return folder.facts("expected.json").names();
    }

    /** Returns a prompt by its name. */
    public ReferencePrompt prompt(String name) {
        return ReferencePrompt.read(
                name, folder.facts("expected.json").get(name), values(), config);
    }

    public Tensor weight(String parameter) {
        return tensors.get(names.indexOf(parameter));
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

    /** Begins a sequence. */
    public Sequence open() {
        Sequence sequence = engine.open();
        sequence.reserve(CAPACITY);
        return sequence;
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
                open(),
                states,
                prompt.positions(),
                prompt.modality(),
                states,
                (long) layer,
                of(prompt.positions(), 3, prompt.length()),
                of(prompt.modality(), prompt.length()));
    }

    /**
     * Runs a method of the program that takes a plan first, on rows that go into a sequence.
     *
     * @param states [1, S, H]
     * @param positions [3, S]
     */
    public List<Tensor> run(
            String method,
            Sequence sequence,
            Tensor states,
            long[] positions,
            long[] modality,
            Object... more) {
        Rows rows = new Rows.Embedded(states, 0, modality.length);
        Part part = new Part(sequence, rows, ints(positions), ints(modality));
        List<Tensor> results = engine.run(method, List.of(part), more);
        made.addAll(results);
        return results;
    }

    /** Returns the normalised hidden states of rows that go into a sequence, [S, H]. */
    public Tensor hidden(Sequence sequence, Tensor states, long[] positions, long[] modality) {
        return run("step_hidden", sequence, states, positions, modality).get(0);
    }

    /** Returns the normalised hidden states of a prompt that goes into a sequence, [S, H]. */
    public Tensor hidden(ReferencePrompt prompt, Sequence sequence) {
        return hidden(sequence, embed(prompt), prompt.positions(), prompt.modality());
    }

    /**
     * Returns the logits after rows {@code from} to {@code to} of a prompt, of the last of them.
     */
    public float[] prefill(
            ReferencePrompt prompt, Tensor input, int from, int to, Sequence sequence) {
        return engine.step(
                new Part(
                        sequence,
                        new Rows.Embedded(input, from, to - from),
                        ints(prompt.positions(from, to)),
                        ints(Arrays.copyOfRange(prompt.modality(), from, to))));
    }

    /** Returns the logits after one more token. */
    public float[] step(long id, long position, Sequence sequence) {
        int at = (int) position;
        return engine.step(new Part(sequence, new Rows.Tokens((int) id), at, at, at));
    }

    /** Returns the engine, to run it otherwise. */
    public DecodeEngine engine() {
        return engine;
    }

    private static int[] ints(long[] values) {
        return LongStream.of(values).mapToInt(Math::toIntExact).toArray();
    }

    /** After a constructor that failed, what it had not come to is null. */
    @Override
    public void close() {
        made.forEach(Tensor::close);
        if (engine != null) {
            engine.close();
        }
        if (program != null) {
            program.close();
        }
        if (weights != null) {
            weights.close();
        }
        folder.close();
    }
}
