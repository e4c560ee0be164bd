package io.mingle.nn.qwen2;

import io.mingle.model.Qwen2Config;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.nn.Value;
import io.mingle.nn.layer.KvCache;
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

/**
 * One input of a folder of {@code reference/qwen2}, and the network of the folder, which keeps a
 * cache. Closing it frees all tensors that it made.
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
    private final Tensor cache;
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
            cache = cache();
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
                body ->
                        body.tensor("cache")
                                .narrow(2, 0, body.integer("rows"))
                                .call("torch.contiguous"));
        Qwen2Stack stack = network.stack();
        methods.add(
                "encode",
                body -> stack.encode(body.tensor("x"), stack.turns(body.tensor("positions"))));
        methods.add(
                "layer",
                body -> {
                    Value x = body.tensor("x");
                    Value i = body.integer("i");
                    Rotary turns = stack.turns(body.tensor("positions"));
                    KvCache own = new KvCache(body.tensor("cache"), i, i.times(0));
                    return stack.layers()
                            .at(
                                    i,
                                    layer -> {
                                        Value y = layer.attend(x, turns, own);
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

    Tensor cache() {
        return kept(
                runtime.zeros(
                        "cache",
                        precision.activations(),
                        2L * config.numHiddenLayers(),
                        config.numKeyValueHeads(),
                        CAPACITY,
                        config.headSize()));
    }

    /** Returns the first rows of the cache, of all layers. */
    float[] cached(int rows) {
        return floats(one("first_rows", cache, (long) rows));
    }

    /** Returns rows in the type of the residual stream. */
    Tensor states(float[] values, long... shape) {
        return one("narrow_to", kept(runtime.of(values, shape)));
    }

    Tensor longs(long[] values, long... shape) {
        return kept(runtime.of(values, shape));
    }

    /** Runs a method that takes these rows, their positions, the cache and how many it holds. */
    Tensor decode(String method, Tensor rows, long[] positions, long past) {
        return one(method, rows, longs(positions, positions.length), cache, past);
    }

    /** Returns what leaves either half of a layer. */
    List<Tensor> layer(Tensor states, int layer, long[] positions) {
        List<Tensor> results =
                program.run(
                        "layer", states, (long) layer, longs(positions, positions.length), cache());
        made.addAll(results);
        return results;
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
        if (program != null) {
            program.close();
        }
        if (weights != null) {
            weights.close();
        }
        folder.close();
    }
}
