package io.mingle.audio.internal.parity;

import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.nn.Scope;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceFolder;
import io.mingle.parity.ReferenceValues;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A network of a reference folder, whose methods can be run one by one. Closing it frees all
 * tensors that it made.
 */
final class LoadedReference implements AutoCloseable {

    private final TensorRuntime runtime;
    private final ReferenceFolder folder;
    private final SafetensorsIndex index;
    private final Program program;
    private final List<Tensor> made = new ArrayList<>();

    /**
     * Unpacks and loads the folder of this name.
     *
     * @param network declares its parameters and returns what adds its methods
     */
    LoadedReference(
            TensorRuntime runtime,
            String name,
            Precision precision,
            BiFunction<Folder, Scope, Network> network) {
        this.runtime = runtime;
        folder = ReferenceFolder.of(LoadedReference.class, name);
        index = SafetensorsIndex.open(folder.path());
        Parameters parameters = new Parameters();
        Network declared = network.apply(new Folder(folder, index), parameters.scope());
        Kernels kernels = new Kernels(precision, runtime.kernels());
        ProgramSource.Builder source = new ProgramSource.Builder("Reference");
        kernels.addTo(source);
        declared.addTo(new Methods(source, kernels));
        source.method("widen", "x: Tensor", "Tensor", "return torch.contiguous(torch.to(x, 6))");
        program = runtime.load(source.build(), index, parameters.names(), precision.weights());
    }

    /** What a folder has. */
    record Folder(ReferenceFolder files, SafetensorsIndex weights) {}

    /** A network that has declared its parameters. */
    @FunctionalInterface
    interface Network {
        void addTo(Methods methods);
    }

    Facts facts() {
        return folder.facts("expected.json");
    }

    ReferenceValues values() {
        return folder.values();
    }

    SafetensorsIndex index() {
        return index;
    }

    Program program() {
        return program;
    }

    <C> C config(Function<Folder, C> read) {
        return read.apply(new Folder(folder, index));
    }

    Tensor of(float[] values, long... shape) {
        return kept(runtime.of(values, shape));
    }

    Tensor of(long[] values, long... shape) {
        return kept(runtime.of(values, shape));
    }

    Tensor run(String method, Object... arguments) {
        return kept(program.runOne(method, arguments));
    }

    /** Returns values in float32. */
    float[] floats(Tensor tensor) {
        return run("widen", tensor).floats();
    }

    private Tensor kept(Tensor tensor) {
        made.add(tensor);
        return tensor;
    }

    @Override
    public void close() {
        made.forEach(Tensor::close);
        program.close();
        folder.close();
    }
}
