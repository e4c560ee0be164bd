package io.mingle.nn.layer;

import io.mingle.nn.Body;
import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameter;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.parity.Difference;
import io.mingle.parity.ReferenceValues;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Compares layers with values that other code computed, which a safetensors file holds: for each
 * case {@code CASE.w.NAME} of each parameter, {@code CASE.NAME} of each input, and the results
 * {@code CASE.y} in float32 and {@code CASE.bf16.y} in bfloat16.
 */
public final class LayerReference {

    /** Declares a layer and writes what it does. */
    public interface Written {
        Value write(Scope scope, Inputs inputs);
    }

    private final TensorRuntime runtime;
    private final ReferenceValues values;

    /**
     * @param owner a class of the module that has the file
     * @param file its name below {@code reference/}
     */
    public LayerReference(TensorRuntime runtime, Class<?> owner, String file) {
        this.runtime = runtime;
        values = ReferenceValues.of(owner, file);
    }

    /** Compares what a layer makes of {@code CASE.x}. */
    public void check(String name, Function<Scope, Layer> layer) {
        checkWritten(name, (scope, inputs) -> layer.apply(scope).apply(inputs.floats("x")));
    }

    /** Compares what is written, in float32 and in bfloat16 as far as the file has values. */
    public void checkWritten(String name, Written written) {
        Difference.float32(values.floats(name + ".y"), run(name, Precision.FLOAT32, false, written))
                .require(name);
        if (values.has(name + ".bf16.y")) {
            Difference.bfloat16(
                            values.floats(name + ".bf16.y"),
                            values.floats(name + ".y"),
                            run(name, Precision.BFLOAT16, false, written))
                    .require(name + " in bfloat16");
        }
    }

    /** Compares what a layer makes of the rows of {@code CASE.x} [1, rows, ..], one by one. */
    public void checkRows(String name, Function<Scope, Layer> layer) {
        checkForOneRow(
                name,
                "y",
                (scope, inputs) -> {
                    Layer each = layer.apply(scope);
                    return byRows(inputs.floats("x"), rows(name), each::apply);
                });
    }

    /** Compares what is written for one row at a time with {@code CASE.RESULT}. */
    public void checkForOneRow(String name, String result, Written written) {
        Difference.float32(
                        values.floats(name + "." + result),
                        run(name, Precision.FLOAT32, true, written))
                .require(name + " row by row");
    }

    /** Returns how many rows {@code CASE.x} [1, rows, ..] has. */
    public int rows(String name) {
        return (int) values.shape(name + ".x")[1];
    }

    /** Puts together what is made of the rows of {@code x} [1, rows, ..], in their order. */
    static Value byRows(Value x, int rows, UnaryOperator<Value> made) {
        List<Value> results = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            results.add(made.apply(x.narrow(1, row, 1)));
        }
        return x.body().call("torch.cat", results, 1);
    }

    private float[] run(String name, Precision precision, boolean oneRow, Written written) {
        Parameters parameters = new Parameters();
        Kernels kernels = new Kernels(precision, runtime.kernels());
        ProgramSource.Builder source = new ProgramSource.Builder("Layer");
        kernels.addTo(source);
        Methods methods = new Methods(source, kernels);
        List<Tensor> arguments = new ArrayList<>();
        Function<Body, Value> body =
                it ->
                        written.write(parameters.scope(), new Inputs(name, it, arguments))
                                .to(DataType.FLOAT32)
                                .call("torch.contiguous");
        if (oneRow) {
            methods.addForOneRow("run", body);
        } else {
            methods.add("run", body);
        }
        try (Program program = runtime.load(source.build())) {
            program.run("set_w", parameters.list().stream().map(it -> weight(name, it)).toList());
            return program.runOne("run", arguments.toArray()).floats();
        }
    }

    private Tensor weight(String name, Parameter parameter) {
        return runtime.of(values.floats(name + ".w." + parameter.name()), parameter.shape());
    }

    /** The inputs of a case, which become parameters of the method. */
    public final class Inputs {

        private final String name;
        private final Body body;
        private final List<Tensor> arguments;

        private Inputs(String name, Body body, List<Tensor> arguments) {
            this.name = name;
            this.body = body;
            this.arguments = arguments;
        }

        /** Returns an input in the type of activations. */
        public Value floats(String input) {
            String full = name + "." + input;
            arguments.add(runtime.of(values.floats(full), values.shape(full)));
            return body.tensor(input).to(body.precision().activations());
        }

        /** Returns an input of whole numbers. */
        public Value longs(String input) {
            String full = name + "." + input;
            arguments.add(runtime.of(values.longs(full), values.shape(full)));
            return body.tensor(input);
        }
    }
}
