package io.mingle.nn.layer;

import io.mingle.nn.Parameter.Start;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.Weight;
import io.mingle.tensor.DataType;
import java.util.Optional;

/**
 * {@code x + sin²(αx) / β}, with an α and a β for each channel, in float32 (L. Ziyin and others,
 * Neural Networks Fail to Learn Periodic Functions, 2020): [batch, channels, places]. Its
 * parameters are {@code alpha} and perhaps {@code beta} [channels].
 */
public final class Snake implements Layer {

    /** Keeps what divides from being zero. */
    private static final double LEAST = 1e-9;

    private final Weight alpha;
    private final Optional<Weight> beta;

    private Snake(Weight alpha, Optional<Weight> beta) {
        this.alpha = alpha;
        this.beta = beta;
    }

    /** Declares one whose β is its α. */
    public static Snake of(Scope scope, int channels) {
        return new Snake(scope.weight("alpha", Role.NORM, Start.ONES, channels), Optional.empty());
    }

    /** Declares one whose parameters are the logarithms of α and β (BigVGAN's SnakeBeta, 2022). */
    public static Snake beta(Scope scope, int channels) {
        return new Snake(
                scope.weight("alpha", Role.NORM, Start.ZEROS, channels),
                Optional.of(scope.weight("beta", Role.NORM, Start.ZEROS, channels)));
    }

    @Override
    public Value apply(Value x) {
        Value a = each(x, alpha);
        Value b = beta.map(it -> each(x, it)).orElse(a);
        Value wide = x.to(DataType.FLOAT32);
        Value wave = wide.times(a).call("torch.sin");
        return wide.plus(wave.times(wave).over(b.plus(LEAST)))
                .to(x.body().precision().activations());
    }

    private Value each(Value x, Weight weight) {
        Value values = x.body().wide(weight).unsqueeze(-1);
        return beta.isPresent() ? values.call("torch.exp") : values;
    }
}
