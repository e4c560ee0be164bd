package io.mingle.nn.layer;

import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import java.util.List;

/**
 * Adaptive layer norm: what a condition makes of normed rows (W. Peebles, S. Xie, Scalable
 * Diffusion Models with Transformers, 2023, section 3.2).
 *
 * <pre>{@code
 * List<Value> m = modulation.parts(condition, "shift", "scale", "gate");
 * Value h = Modulation.of(norm.apply(x), m.get(0), m.get(1));
 * x = x.plus(m.get(2).times(attention.apply(h)));
 * }</pre>
 *
 * @param product of the condition's SiLU, whose outputs are the parts, one after the other
 */
public record Modulation(Layer product) {

    /**
     * Declares the product {@code linear}.
     *
     * @param states values of the condition, and of each part
     */
    public static Modulation of(Scope scope, int states, int parts) {
        return new Modulation(Linear.biased(scope.at("linear"), states, (long) parts * states));
    }

    /** Declares the same, starting with zeros, so that gates are closed at first (adaLN-Zero). */
    public static Modulation zero(Scope scope, int states, int parts) {
        return new Modulation(Linear.zero(scope.at("linear"), states, (long) parts * states));
    }

    /**
     * Writes what the condition says.
     *
     * @param condition [batch, states]
     * @param names of the parts, in the order of the checkpoint
     * @return of each name [batch, 1, states]
     */
    public List<Value> parts(Value condition, String... names) {
        return product.apply(condition.silu()).unsqueeze(1).chunk(-1, names);
    }

    /** Writes {@code x (1 + scale) + shift}, for {@code x} [batch, rows, states]. */
    public static Value of(Value x, Value shift, Value scale) {
        return x.times(scale.plus(1)).plus(shift);
    }
}
