package io.mingle.nn;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Copies of a layer that differ in their parameters alone, such as the blocks of a transformer.
 *
 * @param <L> the layer
 * @see Scope#repeat
 */
public final class Repeated<L> {

    /** What a copy does with what the one before it made. */
    @FunctionalInterface
    public interface Step<L> {
        Value apply(L layer, Value index, Value x);
    }

    private final Frame frame;
    private final int count;
    private final L layer;

    Repeated(Frame frame, int count, L layer) {
        this.frame = frame;
        this.count = count;
        this.layer = layer;
    }

    public int count() {
        return count;
    }

    /** Returns what stands for each of the copies, to write a {@link Method} of it. */
    public L each() {
        return layer;
    }

    /**
     * Uses one of the copies.
     *
     * @param index from 0 on; need not be known before the program runs
     * @param use writes what is done with the copy, and returns what it likes
     */
    public <R> R at(Value index, Function<L, R> use) {
        return index.body().within(frame, index, () -> use.apply(layer));
    }

    /** Writes a loop that passes {@code x} through all copies, one after the other. */
    public Value chain(Value x, BiFunction<L, Value, Value> step) {
        return chain(x, (each, i, y) -> step.apply(each, y));
    }

    /** Does so where a step needs the number of the copy. */
    public Value chain(Value x, Step<L> step) {
        return x.body().loop(count, x, (i, y) -> at(i, each -> step.apply(each, i, y)));
    }
}
