package io.mingle.gen.internal.parity;

import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.nn.Scope;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceFolder;
import io.mingle.parity.ReferenceNetwork;
import io.mingle.parity.ReferenceValues;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Networks of a reference folder, loaded as a program. Closing it frees all tensors that it made.
 */
abstract class ReferenceProgram implements ReferenceNetwork {

    private final TensorRuntime runtime;
    private final ReferenceFolder folder;
    private final ReferenceValues values;
    private final List<Tensor> made = new ArrayList<>();
    private Optional<Weights> weights = Optional.empty();
    private Program program;

    /** Unpacks the folder of this name. */
    ReferenceProgram(TensorRuntime runtime, String name) {
        this.runtime = runtime;
        folder = ReferenceFolder.of(ReferenceProgram.class, name);
        values = folder.values();
    }

    /** Declares networks and adds their methods. */
    interface Networks {
        void add(Scope scope, Methods methods);
    }

    /** Loads the program. */
    final void load(Precision precision, Networks networks) {
        Parameters parameters = new Parameters();
        Kernels kernels = new Kernels(precision, runtime.kernels());
        ProgramSource.Builder source = new ProgramSource.Builder("Generator");
        kernels.addTo(source);
        Methods methods = new Methods(source, kernels);
        networks.add(parameters.scope(), methods);
        methods.add(
                "widen", body -> body.tensor("x").to(DataType.FLOAT32).call("torch.contiguous"));
        program = runtime.load(source.build());
        if (!parameters.list().isEmpty()) {
            weights = Optional.of(runtime.open(index()));
            program.run("set_w", weights.get().tensors(parameters.names(), precision.weights()));
        }
    }

    final ReferenceFolder folder() {
        return folder;
    }

    /** Returns where the weights lie. */
    final SafetensorsIndex index() {
        return SafetensorsIndex.open(folder.path());
    }

    @Override
    public ReferenceValues values() {
        return values;
    }

    @Override
    public Facts inputs() {
        return folder.facts("expected.json");
    }

    /** Returns a tensor that the reference was given. */
    final Tensor given(String name) {
        return of(values.floats(name), values.shape(name));
    }

    final Tensor of(float[] numbers, long... shape) {
        return kept(runtime.of(numbers, shape));
    }

    final Tensor run(String method, Object... arguments) {
        return kept(program.runOne(method, arguments));
    }

    final List<Tensor> runAll(String method, Object... arguments) {
        List<Tensor> results = program.run(method, arguments);
        made.addAll(results);
        return results;
    }

    /** Returns values in float32. */
    final float[] floats(Tensor tensor) {
        return run("widen", tensor).floats();
    }

    private Tensor kept(Tensor tensor) {
        made.add(tensor);
        return tensor;
    }

    @Override
    public void close() {
        made.forEach(Tensor::close);
        if (program != null) {
            program.close();
        }
        weights.ifPresent(Weights::close);
        folder.close();
    }
}
