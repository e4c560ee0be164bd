package io.mingle.nn.layer;

import io.mingle.nn.Value;

/**
 * Which rows see which, as truth values [rows, rows]: in each row of the mask those that are seen.
 * What is called {@code rows} is their number, a {@link Value}.
 */
public final class AttentionMask {

    private AttentionMask() {}

    /** Each row sees itself and those before it. */
    public static Value causal(Value rows) {
        return distances(rows).call("torch.le", 0);
    }

    /** Each row sees as many before it and behind it (I. Beltagy and others, Longformer, 2020). */
    public static Value window(Value rows, int before, int behind) {
        Value distances = distances(rows).named("distances");
        Value far = distances.call("torch.ge", -before);
        return far.call("torch.logical_and", distances.call("torch.le", behind));
    }

    /** Rows are parted into chunks; each sees its own chunk and those before it. */
    public static Value chunks(Value rows, int size) {
        Value numbers = numbers(rows);
        Value own = numbers.call("torch.floor_divide", size).plus(1).times(size);
        return numbers.unsqueeze(0).call("torch.lt", own.unsqueeze(1));
    }

    /** How far each row is behind each. */
    private static Value distances(Value rows) {
        Value numbers = numbers(rows);
        return numbers.unsqueeze(0).minus(numbers.unsqueeze(1));
    }

    private static Value numbers(Value rows) {
        return rows.body().call("torch.arange", rows).named("numbers");
    }
}
