package io.mingle.nn.layer;

import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import java.util.List;

/**
 * Cuts a picture into squares and makes a row of each: [batch, channels, height, width] → [batch,
 * patches, states], row by row (A. Dosovitskiy and others, An Image is Worth 16x16 Words, 2021).
 */
public record Patches(Convolution projection) implements Layer {

    /**
     * Declares the projection, with a bias.
     *
     * @param side of a square
     */
    public static Patches of(Scope scope, int channels, int states, int side) {
        return new Patches(
                Convolution.biased(
                        scope, channels, states, Window.of(side).stride(side).squared()));
    }

    @Override
    public Value apply(Value x) {
        return projection.apply(x).flatten(2, 3).transpose(1, 2);
    }

    /**
     * Puts a picture together again: [batch, rows · columns, side · side · channels] → [batch,
     * channels, rows · side, columns · side].
     *
     * @param x of each square its points row by row, of each point its channels
     * @param rows number of squares, or a {@link Value}
     */
    public static Value joined(Value x, Object rows, Object columns, int side) {
        // [batch, rows, columns, side, side, channels]
        Value points = x.unflatten(1, rows, columns).unflatten(-1, side, side, -1);
        return points.call("torch.permute", List.of(0, 5, 1, 3, 2, 4)).flatten(4, 5).flatten(2, 3);
    }
}
