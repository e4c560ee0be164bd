package io.mingle.nn;

import io.mingle.tensor.DataType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The method that is being written: each operation appends a line to it and returns what the line
 * computes.
 *
 * <p>Operands are {@link Value}s of this method, {@link Weight}s, numbers, truth values, {@link
 * DataType}s, lists of these, {@code null} for None, and strings, which are taken as they are.
 */
public final class Body {

    private final Methods methods;
    private final Kernels kernels;
    private final boolean oneRow;
    private final Lines lines = new Lines();
    private final Copies copies = new Copies(lines);
    private final List<String> parameters = new ArrayList<>();

    /** The numbers of the rounds of loops. */
    private final Set<Value> rounds = new HashSet<>();

    Body(Methods methods, Kernels kernels, boolean oneRow) {
        this.methods = methods;
        this.kernels = kernels;
        this.oneRow = oneRow;
    }

    /** Returns the method that a value among the operands belongs to. */
    static Body of(Object... operands) {
        return Stream.of(operands)
                .filter(Value.class::isInstance)
                .map(operand -> ((Value) operand).body())
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("No operand is a value of a method."));
    }

    /** Returns whether a product here has a single row, so that it takes the kernel for one. */
    public boolean oneRow() {
        return oneRow;
    }

    public Precision precision() {
        return kernels.precision();
    }

    /**
     * Returns a method of its own for a part of a layer. It is added to the program once, where it
     * is first needed; for one row another one, with {@code _row} behind its name.
     *
     * @param owner the layer
     * @param content declares the parameters in their order and returns the result
     */
    public Method part(Object owner, String name, Function<Body, Value> content) {
        return methods.part(owner, name, oneRow, content);
    }

    /** Declares the next parameter of the method, a tensor. */
    public Value tensor(String name) {
        return parameter(name, Type.TENSOR);
    }

    /** Declares the next parameter of the method, a whole number. */
    public Value integer(String name) {
        return parameter(name, Type.INT);
    }

    /** Declares the next parameter of the method. */
    public Value parameter(String name, Type type) {
        Value value = new Value(this, type, lines.unused(name));
        parameters.add(value.text() + ": " + type.text());
        return value;
    }

    /** Calls a function that gives a tensor: {@code call("torch.mul", x, 2)}. */
    public Value call(String function, Object... operands) {
        return call(Type.TENSOR, function, operands);
    }

    /** Calls a function that gives a value of this type. */
    public Value call(Type type, String function, Object... operands) {
        String stem = function.substring(function.lastIndexOf('.') + 1);
        String call = written(function, operands);
        return define(type, lines.numbered(stem), call);
    }

    /** Returns a weight in float32. */
    public Value wide(Weight weight) {
        return call("torch.to", weight, DataType.FLOAT32);
    }

    /** Calls a function that gives as many tensors as there are names for them. */
    public List<Value> callForAll(List<String> results, String function, Object... operands) {
        return callForAll(
                Collections.nCopies(results.size(), Type.TENSOR), results, function, operands);
    }

    List<Value> callForAll(
            List<Type> types, List<String> results, String function, Object... operands) {
        String call = written(function, operands);
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            values.add(new Value(this, types.get(i), lines.unused(results.get(i))));
        }
        lines.add(joined(values) + " = " + call);
        return values;
    }

    /**
     * Writes a call. A method of the program does not get the number of a round as it is: where a
     * round ends in that call, and the constant True is used behind the loop, libtorch 2.7.1 loses
     * the object that the method belongs to.
     */
    private String written(String function, Object... operands) {
        boolean method = function.startsWith("self.");
        return Stream.of(operands)
                .map(it -> method && rounds.contains(it) ? text(it) + " + 0" : text(it))
                .collect(Collectors.joining(", ", function + "(", ")"));
    }

    /**
     * Computes an expression.
     *
     * @param pattern with {@code %s} for each operand
     */
    public Value expression(Type type, String pattern, Object... operands) {
        return define(type, lines.numbered("value"), pattern.formatted(texts(operands)));
    }

    /**
     * Appends a statement that gives nothing.
     *
     * @param pattern with {@code %s} for each operand
     */
    public void statement(String pattern, Object... operands) {
        lines.add(pattern.formatted(texts(operands)));
    }

    /** Returns several values together, as the result of a method. */
    public Value tuple(Value... values) {
        return new Value(
                this,
                Type.tuple(Stream.of(values).map(Value::type).toList()),
                "(" + joined(List.of(values)) + ")");
    }

    /** Makes a list of tensors, which can grow. */
    public Value list(Value... tensors) {
        return expression(Type.TENSORS, "annotate(List[Tensor], %s)", List.of(tensors));
    }

    /** Makes an empty list of whole numbers, which can grow. */
    public Value numbers() {
        return expression(Type.INTS, "annotate(List[int], [])");
    }

    /** Makes a list of whole numbers that are known now, such as places. */
    public Value numbers(List<Integer> numbers) {
        return expression(Type.INTS, "annotate(List[int], %s)", numbers);
    }

    /** Makes a list of numbers that are known now. */
    public Value factors(List<Double> factors) {
        return expression(Type.FLOATS, "annotate(List[float], %s)", factors);
    }

    /** Makes a list of truth values that are known now, such as one for each layer. */
    public Value flags(List<Boolean> flags) {
        return expression(Type.BOOLS, "annotate(List[bool], %s)", flags);
    }

    /**
     * Writes a loop.
     *
     * @param count how many rounds
     * @param start what the first round gets
     * @param step makes of the number of the round and of what it gets what the next one gets
     * @return what the last round made
     */
    public Value loop(Object count, Value start, BiFunction<Value, Value, Value> step) {
        return loop(count, List.of(start), (i, values) -> List.of(step.apply(i, values.get(0))))
                .get(0);
    }

    /** Writes a loop that hands several values on from round to round. */
    public List<Value> loop(
            Object count, List<Value> start, BiFunction<Value, List<Value>, List<Value>> step) {
        String times = text(count);
        List<Value> carried = start.stream().map(this::variable).toList();
        Value index = new Value(this, Type.INT, lines.unused("i"));
        rounds.add(index);
        lines.add("for " + index.text() + " in range(" + times + "):");
        lines.indented(
                () -> {
                    String next = joined(step.apply(index, carried));
                    if (!carried.isEmpty()) {
                        lines.add(joined(carried) + " = " + next);
                    }
                });
        return carried;
    }

    /** Writes a loop that hands nothing on. */
    public void loop(Object count, Consumer<Value> step) {
        loop(
                count,
                List.of(),
                (i, none) -> {
                    step.accept(i);
                    return List.of();
                });
    }

    /** Writes a choice between two ways to a value. */
    public Value when(Value condition, Supplier<Value> then, Supplier<Value> otherwise) {
        String name = lines.unused("chosen");
        List<Value> made = new ArrayList<>();
        when(condition, () -> made.add(assigned(name, then.get())));
        lines.add("else:");
        lines.indented(() -> made.add(assigned(name, otherwise.get())));
        return new Value(this, made.get(0).type(), name);
    }

    /** Writes what is done on a condition alone. */
    public void when(Value condition, Runnable then) {
        lines.add("if " + text(condition) + ":");
        lines.indented(then);
    }

    private Value assigned(String name, Value value) {
        lines.add(name + " = " + text(value));
        return value;
    }

    /** Makes a variable that can be assigned to again. */
    private Value variable(Value start) {
        return define(start.type(), lines.unused(start.text() + "_now"), text(start));
    }

    private Value define(Type type, String name, String expression) {
        lines.add(name + " = " + expression);
        return new Value(this, type, name);
    }

    String rename(String old, String name) {
        return lines.rename(old, name);
    }

    /** Returns where the copies of repeated layers begin. */
    Copies copies() {
        return copies;
    }

    /** Writes what is done with one copy of a repeated layer. */
    <R> R within(Frame frame, Value index, Supplier<R> use) {
        return copies.within(frame, text(index), use);
    }

    /** Reads a weight from the program's list. */
    private String read(Weight weight) {
        String place = copies.place(weight);
        String name = lines.unused(weight.variable());
        lines.add(name + " = self.w[" + place + "]");
        return name;
    }

    private String text(Object operand) {
        if (operand instanceof Value value) {
            if (value.body() != this) {
                throw new IllegalArgumentException(
                        "The value %s belongs to another method. Hand it over as a parameter."
                                .formatted(value.text()));
            }
            return value.text();
        }
        if (operand instanceof Weight weight) {
            return read(weight);
        }
        if (operand instanceof DataType type) {
            return Integer.toString(type.code());
        }
        if (operand instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (operand instanceof Collection<?> list) {
            return "[" + joined(list) + "]";
        }
        return operand == null ? "None" : operand.toString();
    }

    private String joined(Collection<?> operands) {
        return operands.stream().map(this::text).collect(Collectors.joining(", "));
    }

    private Object[] texts(Object... operands) {
        return Stream.of(operands).map(this::text).toArray();
    }

    /** Ends the method with what it returns. */
    void end(Value result) {
        lines.add("return " + text(result));
    }

    String parameters() {
        return Stream.concat(parameters.stream(), copies.parameters())
                .collect(Collectors.joining(", "));
    }

    String text() {
        return lines.text();
    }
}
