package io.mingle.nn.layer;

import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.Weight;
import java.util.Optional;

/**
 * Takes the mean of the last axis away and divides by its deviation, in float32 (J. Ba, J. Kiros,
 * G. Hinton, Layer Normalization, 2016). Its parameters are {@code weight} and {@code bias} [size].
 */
public final class LayerNorm implements Layer {

    private record Affine(Weight weight, Weight bias) {}

    private final Optional<Affine> affine;
    private final double eps;

    private LayerNorm(Optional<Affine> affine, double eps) {
        this.affine = affine;
        this.eps = eps;
    }

    /** Declares a norm with a weight and a bias. */
    public static LayerNorm of(Scope scope, int size, double eps) {
        return new LayerNorm(
                Optional.of(
                        new Affine(
                                scope.weight("weight", Role.NORM, size),
                                scope.weight("bias", Role.BIAS, size))),
                eps);
    }

    /** Returns a norm without a weight and a bias. */
    public static LayerNorm plain(double eps) {
        return new LayerNorm(Optional.empty(), eps);
    }

    @Override
    public Value apply(Value x) {
        return affine.map(it -> x.call("self.layer_norm", it.weight(), it.bias(), eps))
                .orElseGet(() -> x.call("self.layer_norm_plain", eps));
    }
}
