package io.mingle.nn.layer;

import io.mingle.nn.Body;
import io.mingle.nn.Parameter.Start;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.Weight;
import io.mingle.tensor.DataType;
import java.util.List;
import java.util.Optional;

/**
 * Takes the mean that training saw of each channel away and divides by the deviation that it saw,
 * in float32 (S. Ioffe, C. Szegedy, Batch Normalization, 2015): [batch, channels, ..]. Its
 * parameters are {@code running_mean} and {@code running_var}, and perhaps {@code weight} and
 * {@code bias} [channels].
 */
public final class BatchNorm implements Layer {

    private final Weight mean;
    private final Weight variance;
    private final Optional<List<Weight>> affine;
    private final double eps;

    private BatchNorm(Scope scope, Optional<List<Weight>> affine, int channels, double eps) {
        this.affine = affine;
        this.eps = eps;
        mean = scope.weight("running_mean", Role.TABLE, channels);
        variance = scope.weight("running_var", Role.TABLE, Start.ONES, channels);
    }

    /** Declares a norm with a weight and a bias. */
    public static BatchNorm of(Scope scope, int channels, double eps) {
        return new BatchNorm(
                scope,
                Optional.of(
                        List.of(
                                scope.weight("weight", Role.NORM, channels),
                                scope.weight("bias", Role.BIAS, channels))),
                channels,
                eps);
    }

    /** Declares a norm without a weight and a bias. */
    public static BatchNorm plain(Scope scope, int channels, double eps) {
        return new BatchNorm(scope, Optional.empty(), channels, eps);
    }

    @Override
    public Value apply(Value x) {
        Body body = x.body();
        Object weight = affine.map(it -> body.wide(it.get(0))).orElse(null);
        Object bias = affine.map(it -> body.wide(it.get(1))).orElse(null);
        return x.to(DataType.FLOAT32)
                .call(
                        "torch.batch_norm",
                        weight,
                        bias,
                        seen(body, mean),
                        seen(body, variance),
                        false,
                        0.0,
                        eps,
                        false)
                .to(body.precision().activations());
    }

    /** What training saw is a number to it; gradients stop there. */
    private static Value seen(Body body, Weight weight) {
        return body.wide(weight).call("torch.detach");
    }
}
