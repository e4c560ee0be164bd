package io.mingle.nn;

import io.mingle.tensor.DataType;
import java.util.Collections;
import java.util.List;

/**
 * What a line of a method computes: a tensor, a number or a list. Operations on it write further
 * lines; their operands are those of {@link Body}.
 *
 * <p>Axes count from 0, or from the last one, -1, backwards.
 */
public final class Value {

    private final Body body;
    private final Type type;
    private String text;

    Value(Body body, Type type, String text) {
        this.body = body;
        this.type = type;
        this.text = text;
    }

    /** Returns the method that it belongs to. */
    public Body body() {
        return body;
    }

    public Type type() {
        return type;
    }

    String text() {
        return text;
    }

    /** Gives it a name for readers of the program, right where it is made, and returns it. */
    public Value named(String name) {
        text = body.rename(text, name);
        return this;
    }

    /** Calls a function that takes this first and gives a tensor. */
    public Value call(String function, Object... further) {
        Object[] operands = new Object[further.length + 1];
        operands[0] = this;
        System.arraycopy(further, 0, operands, 1, further.length);
        return body.call(function, operands);
    }

    private Value arithmetic(String tensors, String sign, Object other) {
        return type.equals(Type.TENSOR)
                ? call(tensors, other)
                : body.expression(type, "%s " + sign + " %s", this, other);
    }

    public Value plus(Object other) {
        return arithmetic("torch.add", "+", other);
    }

    public Value minus(Object other) {
        return arithmetic("torch.sub", "-", other);
    }

    public Value times(Object other) {
        return arithmetic("torch.mul", "*", other);
    }

    /** Divides; whole numbers are rounded down. */
    public Value over(Object other) {
        return arithmetic("torch.div", type.equals(Type.INT) ? "//" : "/", other);
    }

    public Value to(DataType other) {
        return call("torch.to", other);
    }

    public Value silu() {
        return call("torch.silu");
    }

    /** The exact GELU, not the one by tanh. */
    public Value gelu() {
        return call("torch.gelu");
    }

    public Value sum(int axis, boolean kept) {
        return call("torch.sum", List.of(axis), kept);
    }

    public Value softmax(int axis) {
        return call("torch.softmax", axis);
    }

    /** Returns the extent of an axis, a whole number. */
    public Value size(int axis) {
        return body.call(Type.INT, "torch.size", this, axis);
    }

    /** Returns the extents of all axes, of which there are as many as names for them. */
    public List<Value> sizes(String... names) {
        return body.callForAll(
                Collections.nCopies(names.length, Type.INT), List.of(names), "torch.size", this);
    }

    /**
     * @param sides numbers or {@link Value}s; -1 for the one that follows from the others
     */
    public Value reshape(Object... sides) {
        return call("torch.reshape", List.of(sides));
    }

    /** Makes one axis of those from {@code first} to {@code last}. */
    public Value flatten(int first, int last) {
        return call("torch.flatten", first, last);
    }

    /** Makes several axes of one. */
    public Value unflatten(int axis, Object... sides) {
        return call("torch.unflatten", axis, List.of(sides));
    }

    public Value transpose(int one, int other) {
        return call("torch.transpose", one, other);
    }

    public Value unsqueeze(int axis) {
        return call("torch.unsqueeze", axis);
    }

    public Value squeeze(int axis) {
        return call("torch.squeeze", axis);
    }

    /** Takes a part of an axis. */
    public Value narrow(int axis, Object start, Object length) {
        return call("torch.narrow", axis, start, length);
    }

    /** Takes one place of an axis, which goes away. */
    public Value select(int axis, Object place) {
        return call("torch.select", axis, place);
    }

    /** Takes the places of an axis that a tensor names. */
    public Value indexSelect(int axis, Value places) {
        return call("torch.index_select", axis, places);
    }

    /** Cuts an axis into as many equal parts as there are names for them. */
    public List<Value> chunk(int axis, String... names) {
        return body.callForAll(List.of(names), "torch.chunk", this, names.length, axis);
    }

    /** Cuts an axis into parts of these lengths. */
    public List<Value> split(int axis, List<Integer> lengths, String... names) {
        return body.callForAll(List.of(names), "torch.split_with_sizes", this, lengths, axis);
    }

    /** Appends to a list. */
    public void append(Value element) {
        body.statement("%s.append(%s)", this, element);
    }

    /** Returns an element of a list, or one place of a tensor's first axis. */
    public Value get(Object index) {
        return body.expression(type.element(), "%s[%s]", this, index);
    }
}
