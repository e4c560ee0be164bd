package io.mingle.nn.layer;

import io.mingle.nn.Body;
import io.mingle.nn.Type;
import io.mingle.nn.Value;

/**
 * The pages that hold keys and values of the rows so far, of all layers.
 *
 * @param plan a list of whole numbers that says where rows are written and what they attend to (see
 *     {@link io.mingle.nn.Kernels}, {@code attend_pages})
 * @param segments a list of tensors [2 · layers, KV heads, rows, size]: the keys of layer {@code i}
 *     at {@code 2 i}, its values at {@code 2 i + 1}
 */
public record Pages(Value plan, Value segments) {

    /** Declares them as the next parameters of a method. */
    public static Pages declared(Body body) {
        return new Pages(
                body.parameter("plan", Type.INTS), body.parameter("segments", Type.TENSORS));
    }

    /** Returns those of a layer: its rows write their keys and values, and then attend to all. */
    public Context of(Value layer) {
        return rows ->
                rows.q().call("self.attend_pages", rows.k(), rows.v(), layer, plan, segments);
    }
}
