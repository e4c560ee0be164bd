package io.mingle.nn.layer;

import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import java.util.Optional;

/**
 * Two convolutions of a picture beside a shortcut (P. Esser and others, Taming Transformers, 2021,
 * table 7): [batch, inputs, rows, columns] → [batch, outputs, rows, columns].
 *
 * @param shortcut where the number of channels changes
 */
public record ResidualBlock(
        Layer norm1, Layer conv1, Layer norm2, Layer conv2, Optional<Layer> shortcut)
        implements Layer {

    /**
     * Declares {@code norm1}, {@code conv1}, {@code norm2}, {@code conv2} and perhaps {@code
     * conv_shortcut}, as checkpoints of AutoencoderKL name them.
     */
    public static ResidualBlock of(Scope scope, int groups, int inputs, int outputs, double eps) {
        Window[] three = Window.of(3).centred().squared();
        Window[] one = Window.of(1).squared();
        return new ResidualBlock(
                GroupNorm.of(scope.at("norm1"), groups, inputs, eps),
                Convolution.biased(scope.at("conv1"), inputs, outputs, three),
                GroupNorm.of(scope.at("norm2"), groups, outputs, eps),
                Convolution.biased(scope.at("conv2").branchEnd(), outputs, outputs, three),
                inputs == outputs
                        ? Optional.empty()
                        : Optional.of(
                                Convolution.biased(
                                        scope.at("conv_shortcut"), inputs, outputs, one)));
    }

    @Override
    public Value apply(Value x) {
        Value h = conv1.apply(norm1.apply(x).silu());
        h = conv2.apply(norm2.apply(h).silu());
        return shortcut.map(it -> it.apply(x)).orElse(x).plus(h);
    }
}
