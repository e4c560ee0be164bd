package io.mingle.gen.network;

import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameter;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.nn.Scope;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A network of random weights as a program in float32. Closing it frees all that it made. */
public final class RandomProgram implements AutoCloseable {

    private final TensorRuntime runtime;
    private final Random random = new Random(1);
    private final Program program;
    private final List<Tensor> made = new ArrayList<>();

    /**
     * @param declare declares the network
     * @param add adds its methods
     */
    public <N> RandomProgram(
            TensorRuntime runtime, Function<Scope, N> declare, BiConsumer<N, Methods> add) {
        this.runtime = runtime;
        Parameters parameters = new Parameters();
        N network = declare.apply(parameters.scope());
        Kernels kernels = new Kernels(Precision.FLOAT32, runtime.kernels());
        ProgramSource.Builder source = new ProgramSource.Builder("Network");
        kernels.addTo(source);
        add.accept(network, new Methods(source, kernels));
        program = runtime.load(source.build());
        program.run("set_w", parameters.list().stream().map(this::weight).toList());
    }

    private Tensor weight(Parameter parameter) {
        long[] shape = parameter.shape();
        double spread = Math.sqrt((double) shape[0] / parameter.count());
        return random(shape.length == 1 ? 0.2 : spread, shape);
    }

    /** Returns normal values. */
    public Tensor random(double spread, long... shape) {
        int count = 1;
        for (long side : shape) {
            count *= (int) side;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextGaussian() * spread);
        }
        return of(values, shape);
    }

    public Tensor of(float[] values, long... shape) {
        return kept(runtime.of(values, shape));
    }

    public Tensor run(String method, Object... arguments) {
        return kept(program.runOne(method, arguments));
    }

    public List<Tensor> runAll(String method, Object... arguments) {
        List<Tensor> all = program.run(method, arguments);
        made.addAll(all);
        return all;
    }

    private Tensor kept(Tensor tensor) {
        made.add(tensor);
        return tensor;
    }

    @Override
    public void close() {
        made.forEach(Tensor::close);
        program.close();
    }
}
