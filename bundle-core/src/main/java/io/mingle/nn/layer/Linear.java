package io.mingle.nn.layer;

import io.mingle.nn.Parameter.Start;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.Weight;
import java.util.Optional;

/**
 * A product with a matrix, {@code x wᵀ + b}: [.., inputs] → [.., outputs].
 *
 * <p>Its parameters are {@code weight} [outputs, inputs] and perhaps {@code bias} [outputs]. In a
 * method for one row it takes the kernel for one, where it has no bias.
 */
public final class Linear implements Layer {

    private final Weight weight;
    private final Optional<Weight> bias;

    private Linear(Weight weight, Optional<Weight> bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /** Declares a product without a bias. */
    public static Linear of(Scope scope, long inputs, long outputs) {
        return of(scope, Role.PRODUCT, inputs, outputs);
    }

    /** Declares a product without a bias, for something else than a {@link Role#PRODUCT}. */
    public static Linear of(Scope scope, Role role, long inputs, long outputs) {
        return new Linear(scope.weight("weight", role, outputs, inputs), Optional.empty());
    }

    /** Declares a product with a bias. */
    public static Linear biased(Scope scope, long inputs, long outputs) {
        return biased(scope, Role.PRODUCT, inputs, outputs);
    }

    /** Declares a product with a bias, for something else than a {@link Role#PRODUCT}. */
    public static Linear biased(Scope scope, Role role, long inputs, long outputs) {
        return new Linear(
                scope.weight("weight", role, outputs, inputs),
                Optional.of(scope.weight("bias", Role.BIAS, outputs)));
    }

    /** Declares a product with a bias, both zero where training starts from nothing. */
    public static Linear zero(Scope scope, long inputs, long outputs) {
        return new Linear(
                scope.weight("weight", Role.PRODUCT, Start.ZEROS, outputs, inputs),
                Optional.of(scope.weight("bias", Role.BIAS, outputs)));
    }

    /** Returns a product with a matrix that another layer declared, such as word embeddings. */
    public static Linear with(Weight weight) {
        return new Linear(weight, Optional.empty());
    }

    boolean isBiased() {
        return bias.isPresent();
    }

    Weight weight() {
        return weight;
    }

    @Override
    public Value apply(Value x) {
        if (bias.isPresent()) {
            return x.call("self.linear_bias", weight, bias.get());
        }
        return x.call(x.body().oneRow() ? "self.linear_row" : "self.linear", weight);
    }
}
