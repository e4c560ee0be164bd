package io.mingle.nn.layer;

import io.mingle.nn.Body;
import io.mingle.nn.Value;
import io.mingle.tensor.DataType;
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

    /** Returns the same angles for states that have one more axis here. */
    public Rotary unsqueeze(int axis) {
        return new Rotary(cos.unsqueeze(axis), sin.unsqueeze(axis));
    }

    /** Turns the first half of the last axis against the second, by angles that fit [..]. */
    public Value rotate(Value x) {
        return x.call("self.rotate", cos, sin);
    }
}
