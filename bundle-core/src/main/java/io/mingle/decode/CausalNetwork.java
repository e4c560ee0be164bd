package io.mingle.decode;

import io.mingle.nn.Value;
import io.mingle.nn.layer.Pages;

/**
 * A causal network as the engine runs it: what it makes of rows whose keys and values enter pages.
 *
 * <p>Its methods write into a method of a program, once for many rows and once for a single one
 * ({@link io.mingle.nn.Body#oneRow}).
 */
public interface CausalNetwork {

    /** Returns what is kept of each row. */
    KvShape kv();

    /** Returns how many kinds of positions a row has: 3 under M-RoPE, else 1. */
    int axes();

    /**
     * Writes the rows of tokens.
     *
     * @param ids [rows]
     * @return [rows, hidden], in the type of the residual stream
     */
    Value embed(Value ids);

    /**
     * Writes all layers and the norm behind them.
     *
     * @param x [1, rows, hidden]
     * @param positions [axes, rows]
     * @param kinds [rows], or nothing if all are of the first kind; not for a single row
     * @return [1, rows, hidden]
     */
    Value states(Value x, Value positions, Value kinds, Pages pages);

    /**
     * Writes the logits after some rows.
     *
     * @param states [rows, hidden]
     * @return [rows, vocabulary], in float32
     */
    Value logits(Value states);
}
