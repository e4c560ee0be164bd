package io.mingle.nn.layer;

import io.mingle.nn.Body;
import io.mingle.nn.Value;
import io.mingle.tensor.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * Rotary positions (J. Su and others, RoFormer, 2021): pairs of values turn by angles that are the
 * position times a frequency, in float32.
 */
public record Rotary(Value cos, Value sin) {

    /** Returns the frequencies of {@code size / 2} pairs: {@code theta^(-2 i / size)}. */
    public static Value frequencies(Body body, double theta, int size) {
        Value part = body.call("torch.arange", 0, size, 2, "dtype=6").over(size);
        return body.call("torch.pow", theta, part).call("torch.reciprocal").named("inverse");
    }

    /**
     * Computes the cosines and sines of M-RoPE (Qwen2-VL, 2024, section 2.1), where each pair turns
     * with one of several kinds of positions.
     *
     * @param positions [axes, ..]
     * @param axes of each pair
     * @return (cos, sin), both [.., size / 2]
     */
    public static Value angles(Value positions, double theta, int size, List<Integer> axes) {
        Body body = positions.body();
        Value inverse = frequencies(body, theta, size);
        Value axis = body.call("torch.tensor", axes, "dtype=4").named("axis");
        Value each = positions.to(DataType.FLOAT32).indexSelect(0, axis);
        Value angle = each.call("torch.movedim", 0, -1).times(inverse).named("angle");
        return body.tuple(angle.call("torch.cos"), angle.call("torch.sin"));
    }

    /** Returns the angles of positions [..] on one axis, [.., size / 2]. */
    public static Rotary of(Value positions, double theta, int size) {
        return axial(positions.unsqueeze(0), theta, List.of(size));
    }

    /**
     * Returns the angles of positions on several axes, such as row and column, each of which turns
     * pairs of its own (B. Heo and others, Rotary Position Embedding for Vision Transformer, 2024,
     * section 3.2).
     *
     * @param positions [axes, ..]
     * @param sizes how many values of a head are for each axis
     */
    public static Rotary axial(Value positions, double theta, List<Integer> sizes) {
        Body body = positions.body();
        List<Value> parts = new ArrayList<>();
        for (int axis = 0; axis < sizes.size(); axis++) {
            Value place = positions.select(0, axis).to(DataType.FLOAT32).unsqueeze(-1);
            parts.add(place.times(frequencies(body, theta, sizes.get(axis))));
        }
        Value angles = body.call("torch.cat", parts, -1).named("angles");
        return new Rotary(angles.call("torch.cos"), angles.call("torch.sin"));
    }

    /** Returns the same angles for states that have one more axis here. */
    public Rotary unsqueeze(int axis) {
        return new Rotary(cos.unsqueeze(axis), sin.unsqueeze(axis));
    }

    /** Turns the first half of the last axis against the second, by angles that fit [..]. */
    public Value rotate(Value x) {
        return x.call("self.rotate", cos, sin);
    }

    /** Turns each value in an even place of the last axis against the one behind it. */
    public Value rotatePairs(Value x) {
        Value pairs = x.to(DataType.FLOAT32).unflatten(-1, -1, 2);
        Value a = pairs.select(-1, 0).named("a");
        Value b = pairs.select(-1, 1).named("b");
        Value turned =
                x.body()
                        .call(
                                "torch.stack",
                                List.of(
                                        a.times(cos).minus(b.times(sin)),
                                        b.times(cos).plus(a.times(sin))),
                                -1);
        return turned.flatten(-2, -1).to(x.body().precision().activations());
    }
}
