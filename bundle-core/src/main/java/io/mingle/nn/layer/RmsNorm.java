package io.mingle.nn.layer;

import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.Weight;
import java.util.Optional;

/**
 * Divides by the root of the mean square over the last axis, in float32 (B. Zhang, R. Sennrich,
 * Root Mean Square Layer Normalization, 2019). Its parameter is {@code weight} [size].
 */
public final class RmsNorm implements Layer {

    private final Optional<Weight> weight;
    private final String kernel;
    private final double eps;

    private RmsNorm(Optional<Weight> weight, String kernel, double eps) {
        this.weight = weight;
        this.kernel = kernel;
        this.eps = eps;
    }

    /** Declares a norm whose result is rounded once, after the weight. */
    public static RmsNorm of(Scope scope, int size, double eps) {
        return new RmsNorm(Optional.of(weight(scope, size)), "self.norm", eps);
    }

    /** Declares a norm whose result is rounded before the weight, and after it. */
    public static RmsNorm roundedBeforeWeight(Scope scope, int size, double eps) {
        return new RmsNorm(Optional.of(weight(scope, size)), "self.norm_rounded", eps);
    }

    /** Returns a norm without a weight. */
    public static RmsNorm plain(double eps) {
        return new RmsNorm(Optional.empty(), "self.norm_plain", eps);
    }

    private static Weight weight(Scope scope, int size) {
        return scope.weight("weight", Role.NORM, size);
    }

    @Override
    public Value apply(Value x) {
        return weight.map(w -> x.call(kernel, w, eps)).orElseGet(() -> x.call(kernel, eps));
    }
}
