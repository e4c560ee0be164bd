package io.mingle.nn.layer;

import io.mingle.nn.Body;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.Weight;
import io.mingle.tensor.DataType;
import java.util.List;
import java.util.Optional;

/**
 * Takes the mean of each group of channels, over all places, away and divides by its deviation, in
 * float32 (Y. Wu, K. He, Group Normalization, 2018): [batch, channels, ..]. Its parameters are
 * {@code weight} and {@code bias} [channels].
 */
public final class GroupNorm implements Layer {

    private final Optional<List<Weight>> affine;
    private final int groups;
    private final double eps;

    private GroupNorm(Optional<List<Weight>> affine, int groups, double eps) {
        this.affine = affine;
        this.groups = groups;
        this.eps = eps;
    }

    /** Declares a norm with a weight and a bias. */
    public static GroupNorm of(Scope scope, int groups, int channels, double eps) {
        return new GroupNorm(
                Optional.of(
                        List.of(
                                scope.weight("weight", Role.NORM, channels),
                                scope.weight("bias", Role.BIAS, channels))),
                groups,
                eps);
    }

    /** Returns a norm without a weight and a bias. */
    public static GroupNorm plain(int groups, double eps) {
        return new GroupNorm(Optional.empty(), groups, eps);
    }

    @Override
    public Value apply(Value x) {
        Body body = x.body();
        Object weight = affine.map(it -> body.wide(it.get(0))).orElse(null);
        Object bias = affine.map(it -> body.wide(it.get(1))).orElse(null);
        return x.to(DataType.FLOAT32)
                .call("torch.group_norm", groups, weight, bias, eps)
                .to(body.precision().activations());
    }
}
