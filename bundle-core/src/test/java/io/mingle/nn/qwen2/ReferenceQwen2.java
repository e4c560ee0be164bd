package io.mingle.nn.qwen2;

import io.mingle.decode.DecodeEngine;
import io.mingle.decode.Part;
import io.mingle.decode.Rows;
import io.mingle.decode.Sequence;
import io.mingle.model.Qwen2Config;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Pages;
import io.mingle.nn.layer.Rotary;
import io.mingle.parity.Difference;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceFolder;
import io.mingle.parity.ReferenceValues;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * One input of a folder of {@code reference/qwen2}, and the network of the folder in the engine,
 * with a sequence. Closing it frees all tensors that it made.
 */
final class ReferenceQwen2 implements AutoCloseable {

    private static final double FLOAT32 = 1e-5;
    private static final int CAPACITY = 32;

    private final TensorRuntime runtime;
    private final String input;
    private final Precision precision;
    private final ReferenceFolder folder;
    private final Qwen2Config config;
    private final ReferenceValues values;
    private final Facts facts;
    private final Weights weights;
    private final Program program;
    private final DecodeEngine engine;
    private final Sequence sequence;
    private final List<Tensor> made = new ArrayList<>();

    ReferenceQwen2(TensorRuntime runtime, String name, String input, Precision precision) {
        this.runtime = runtime;
        this.input = input;
        this.precision = precision;
        folder = ReferenceFolder.of(ReferenceQwen2.class, "qwen2/" + name);
        try {
            config = Qwen2Config.read(folder.config());
            values = folder.values();
            facts = folder.facts("expected.json").get(input);
            Parameters parameters = new Parameters();
            Qwen2Network network = new Qwen2Network(config, parameters.scope());
            program = runtime.load(source(network));
            weights = runtime.open(SafetensorsIndex.open(folder.path()));
            program.run("set_w", weights.tensors(parameters.names(), precision.weights()));
            engine = new DecodeEngine(runtime, program, network, precision.activations());
            sequence = engine.open();
            sequence.reserve(CAPACITY);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private ProgramSource source(Qwen2Network network) {
        Kernels kernels = new Kernels(precision, runtime.kernels());
        ProgramSource.Builder source = new ProgramSource.Builder("Qwen2");
        kernels.addTo(source);
        Methods methods = new Methods(source, kernels);
        network.addTo(methods);
        methods.add("widen", body -> body.tensor("x").to(DataType.FLOAT32));
        methods.add("narrow_to", body -> body.tensor("x").to(precision.activations()));
        methods.add(
                "first_rows",
                body -> {
                    body.parameter("plan", Type.INTS);
                    body.parameter("inputs", Type.TENSORS);
                    Value segments = body.parameter("segments", Type.TENSORS);
                    return segments.get(0)
                            .narrow(3, 0, body.integer("rows"))
                            .call("torch.contiguous");
                });
        Qwen2Stack stack = network.stack();
        methods.add(
                "encode",
                body -> stack.encode(body.tensor("x"), stack.turns(body.tensor("positions"))));
        methods.add(
                "layer",
                body -> {
                    Value plan = body.parameter("plan", Type.INTS);
                    body.parameter("inputs", Type.TENSORS);
                    Pages pages = Pages.cut(plan, body.parameter("segments", Type.TENSORS));
                    Value x = body.tensor("x");
                    Value i = body.integer("i");
                    Rotary turns = stack.turns(body.tensor("positions"));
                    return stack.layers()
                            .at(
                                    i,
                                    layer -> {
                                        Value y = layer.attend(x, turns, pages.layer(i));
                                        return body.list(
                                                y.to(DataType.FLOAT32),
                                                layer.mix(y).to(DataType.FLOAT32));
                                    });
                });
        return source.build();
    }

    Qwen2Config config() {
        return config;
    }

    /** Returns how many rows the input has, without those behind it. */
    int rows() {
        return facts.get("positions").size();
    }

    /** Returns numbers that the input has by this name; none where it has not. */
    long[] facts(String name) {
        return facts.has(name) ? facts.get(name).longs() : new long[0];
    }

    /** Returns values of the reference, in its own run in this precision. */
    float[] expected(String stage) {
        return values.floats(own(stage));
    }

    /** Returns embeddings that the reference was given. */
    float[] given(String name) {
        return values.floats(input + "." + name);
    }

    private String own(String stage) {
        return input + (precision == Precision.FLOAT32 ? "." : ".bf16.") + stage;
    }

    /** Compares what was found with what the reference has for a stage. */
    void compare(String stage, float[] found) {
        float[] exact = values.floats(input + "." + stage);
        Difference difference =
                precision == Precision.FLOAT32
                        ? Difference.float32(exact, found, FLOAT32)
                        : Difference.bfloat16(expected(stage), exact, found);
        difference.require(input + "." + stage + " in " + precision);
    }

    /** Returns keys and values of the first rows of the sequence, of all layers. */
    float[] cached(int rows) {
        sequence.rewind(rows - 1);
        Part last = new Part(sequence, new Rows.Tokens(0), 0);
        return floats(kept(engine.run("first_rows", List.of(last), (long) rows).get(0)));
    }

    /** Returns rows in the type of the residual stream. */
    Tensor states(float[] values, long... shape) {
        return one("narrow_to", kept(runtime.of(values, shape)));
    }

    Tensor longs(long[] values, long... shape) {
        return kept(runtime.of(values, shape));
    }

    /** Runs further rows of the sequence, and returns the logits after the last of them. */
    float[] step(Rows rows, long... positions) {
        return engine.step(new Part(sequence, rows, ints(positions)));
    }

    /** Runs further rows of the sequence, and returns their hidden states. */
    Tensor hidden(Tensor rows, long[] positions) {
        return run("step_hidden", sequence, rows, positions).get(0);
    }

    /** Returns what leaves either half of a layer. */
    List<Tensor> layer(Tensor states, int layer, long[] positions) {
        Sequence own = engine.open();
        own.reserve(positions.length);
        return run(
                "layer",
                own,
                states,
                positions,
                states,
                (long) layer,
                longs(positions, positions.length));
    }

    private List<Tensor> run(
            String method, Sequence rowsOf, Tensor rows, long[] positions, Object... more) {
        Rows.Embedded embedded = new Rows.Embedded(rows, 0, positions.length);
        Part part = new Part(rowsOf, embedded, ints(positions));
        List<Tensor> results = engine.run(method, List.of(part), more);
        made.addAll(results);
        return results;
    }

    private static int[] ints(long[] values) {
        return LongStream.of(values).mapToInt(Math::toIntExact).toArray();
    }

    Tensor one(String method, Object... arguments) {
        return kept(program.runOne(method, arguments));
    }

    float[] floats(Tensor tensor) {
        return one("widen", tensor).floats();
    }

    private Tensor kept(Tensor tensor) {
        made.add(tensor);
        return tensor;
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
