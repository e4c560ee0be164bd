package io.mingle.nn.layer;

import io.mingle.nn.Body;
import io.mingle.nn.Type;
import io.mingle.nn.Value;

/**
 * The pages that hold keys and values of the rows so far, of all layers.
 *
 * @param plan a list of whole numbers that says where rows are written and what they attend to (see
 *     {@link io.mingle.nn.Kernels}, {@code attend_pages})
 * @param slots a list of tensors: where the new rows are written
 * @param runs a list of tensors: what lies one behind the other of what is attended to
 */
public record Pages(Value plan, Value slots, Value runs) {

    /** Declares them as the next parameters of a method. */
    public static Pages declared(Body body) {
        return new Pages(
                body.parameter("plan", Type.INTS),
                body.parameter("slots", Type.TENSORS),
                body.parameter("runs", Type.TENSORS));
    }

    /**
     * Cuts them out of the segments in which they lie.
     *
     * @param segments a list of tensors [2 · layers, 1, KV heads, rows, size]: the keys of layer
     *     {@code i} at {@code 2 i}, its values at {@code 2 i + 1}
     */
    public static Pages cut(Value plan, Value segments) {
        Body body = plan.body();
        return new Pages(
                plan,
                body.call(Type.TENSORS, "self.page_slots", plan, segments),
                body.call(Type.TENSORS, "self.page_runs", plan, segments));
    }

    /** Returns those of a layer: its rows write their keys and values, and then attend to all. */
    public Context layer(Value layer) {
        return rows ->
                rows.q().call("self.attend_pages", rows.k(), rows.v(), layer, plan, slots, runs);
    }
}
