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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compares layers with values that other code computed, which a safetensors file holds: for each
 * case {@code CASE.w.NAME} of each parameter, {@code CASE.NAME} of each input, and the results
 * {@code CASE.y} in float32 and {@code CASE.bf16.y} in bfloat16. Where there is a {@code CASE.c},
 * the gradients of the sum of y times c are compared, too: {@code CASE.d.NAME} of each parameter
 * and input that it depends on.
 */
public final class LayerReference {

    /** Declares a layer and writes what it does. */
    public interface Written {
        Value write(Scope scope, Inputs inputs);
    }

    /** The additions of a gradient are more, and of values that cancel. */
    private static final double GRADIENT = 5e-5;

    /** Steps of bfloat16 add up; where a part of a derivative is missing, it is more. */
    private static final double MIXED_GRADIENT = 0.25;

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
        if (values.has(name + ".c")) {
            checkGradients(name, Precision.FLOAT32, GRADIENT, written);
            checkGradients(name, Precision.MIXED, MIXED_GRADIENT, written);
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
        Case program = new Case(name, precision, oneRow, written);
        try (Program loaded = program.load()) {
            return loaded.runOne("run", program.arguments.toArray()).floats();
        }
    }

    private void checkGradients(String name, Precision precision, double most, Written written) {
        Case program = new Case(name, precision, false, written);
        List<String> leaves = program.addGradients();
        List<Tensor> inputs = new ArrayList<>(program.arguments);
        inputs.add(runtime.of(values.floats(name + ".c"), values.shape(name + ".c")));
        try (Program loaded = program.load()) {
            List<Tensor> found = loaded.train(inputs);
            for (int i = 0; i < leaves.size(); i++) {
                String what = name + ".d." + leaves.get(i);
                Difference.float32(values.floats(what), found.get(i).floats(), most)
                        .require(what + " with " + precision);
            }
        }
    }

    /** A program that has the method {@code run} of a case. */
    private final class Case {

        private final String name;
        private final Parameters parameters = new Parameters();
        private final ProgramSource.Builder source = new ProgramSource.Builder("Layer");
        private final List<String> inputs = new ArrayList<>();
        private final List<Tensor> arguments = new ArrayList<>();

        Case(String name, Precision precision, boolean oneRow, Written written) {
            this.name = name;
            Kernels kernels = new Kernels(precision, runtime.kernels());
            kernels.addTo(source);
            Methods methods = new Methods(source, kernels);
            Function<Body, Value> body =
                    it ->
                            written.write(parameters.scope(), new Inputs(this, it))
                                    .to(DataType.FLOAT32)
                                    .call("torch.contiguous");
            if (oneRow) {
                methods.addForOneRow("run", body);
            } else {
                methods.add("run", body);
            }
        }

        /** Adds the method that returns the gradients of these parameters and inputs. */
        List<String> addGradients() {
            List<String> leaves = new ArrayList<>();
            StringBuilder text = new StringBuilder("leaves = annotate(List[Tensor], [])\n");
            for (List<String> names : List.of(parameters.names(), inputs)) {
                String from = names == inputs ? "inputs" : "self.w";
                for (int i = 0; i < names.size(); i++) {
                    if (values.has(name + ".d." + names.get(i))) {
                        leaves.add(names.get(i));
                        text.append("leaves.append(%s[%s])\n".formatted(from, i));
                    }
                }
            }
            String all =
                    IntStream.range(0, inputs.size())
                            .mapToObj("inputs[%s]"::formatted)
                            .collect(Collectors.joining(", "));
            text.append(
                    """
                    y = torch.mul(self.run(%s), inputs[%s])
                    found = torch.grad([torch.sum(y)], leaves)
                    gradients = annotate(List[Tensor], [])
                    for i in range(len(leaves)):
                      one = found[i]
                      if one is not None:
                        gradients.append(torch.contiguous(torch.detach(one)))
                    return gradients
                    """
                            .formatted(all, inputs.size()));
            source.method("forward", "inputs: List[Tensor]", "List[Tensor]", text.toString());
            return leaves;
        }

        Program load() {
            Program program = runtime.load(source.build());
            program.run("set_w", parameters.list().stream().map(it -> weight(name, it)).toList());
            return program;
        }
    }

    private Tensor weight(String name, Parameter parameter) {
        return runtime.parameter(values.floats(name + ".w." + parameter.name()), parameter.shape());
    }

    /** The inputs of a case, which become parameters of the method. */
    public final class Inputs {

        private final Case program;
        private final Body body;

        private Inputs(Case program, Body body) {
            this.program = program;
            this.body = body;
        }

        /** Returns an input in the type of activations. */
        public Value floats(String input) {
            return exact(input).to(body.precision().activations());
        }

        /** Returns an input in float32. */
        public Value exact(String input) {
            String full = program.name + "." + input;
            return next(input, runtime.parameter(values.floats(full), values.shape(full)));
        }

        /** Returns an input of whole numbers. */
        public Value longs(String input) {
            String full = program.name + "." + input;
            return next(input, runtime.of(values.longs(full), values.shape(full)));
        }

        private Value next(String input, Tensor tensor) {
            program.inputs.add(input);
            program.arguments.add(tensor);
            return body.tensor(input);
        }
    }
}
