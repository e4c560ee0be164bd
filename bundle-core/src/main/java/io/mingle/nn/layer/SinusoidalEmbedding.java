package io.mingle.nn.layer;

import io.mingle.nn.Body;
import io.mingle.nn.Value;
import io.mingle.tensor.DataType;
import java.util.List;

/**
 * Sines and cosines of positions, times or distances, in float32: [..] → [.., size]. Their
 * frequencies fall geometrically from {@code scale} to about {@code scale / longest} (A. Vaswani
 * and others, Attention is all you need, 2017, section 3.5; for times J. Ho and others, DDPM,
 * 2020).
 *
 * @param size even
 * @param shift frequency k is {@code longest^(-k / (size / 2 - shift))}: with 1 the last one is
 *     exactly {@code 1 / longest}
 */
public record SinusoidalEmbedding(
        int size, Order order, double shift, double longest, double scale) {

    /** In which order the values stand. */
    public enum Order {
        SINES_FIRST,
        COSINES_FIRST,
        /** A sine and the cosine of the same frequency, in turn. */
        INTERLEAVED
    }

    /** Returns the embedding with wavelengths from 2π to 20000π. */
    public SinusoidalEmbedding(int size, Order order) {
        this(size, order, 0, 10000, 1);
    }

    /** Writes the embedding of {@code places}, numbers of any type. */
    public Value apply(Value places) {
        Body body = places.body();
        int half = size / 2;
        Value frequencies =
                body.call("torch.arange", half, "dtype=6")
                        .times(-Math.log(longest) / (half - shift))
                        .call("torch.exp");
        Value angles = places.to(DataType.FLOAT32).unsqueeze(-1).times(frequencies);
        if (scale != 1) {
            angles = angles.times(scale);
        }
        Value sines = angles.call("torch.sin");
        Value cosines = angles.call("torch.cos");
        return switch (order) {
            case SINES_FIRST -> body.call("torch.cat", List.of(sines, cosines), -1);
            case COSINES_FIRST -> body.call("torch.cat", List.of(cosines, sines), -1);
            case INTERLEAVED ->
                    body.call("torch.stack", List.of(sines, cosines), -1).flatten(-2, -1);
        };
    }
}
