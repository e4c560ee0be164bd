package io.mingle.nn.layer;

import io.mingle.nn.Value;

/**
 * Two products of which one gates the other, and a third back: {@code down(silu(gate(x)) · up(x))}
 * (N. Shazeer, GLU Variants Improve Transformer, 2020).
 */
public record GatedMlp(Linear gate, Linear up, Linear down) implements Layer {

    @Override
    public Value apply(Value x) {
        return down.apply(gate.apply(x).silu().times(up.apply(x)));
    }
}
