package io.mingle.nn.layer;

import io.mingle.nn.Value;

/** How attention parts states into heads. */
public final class Heads {

    private Heads() {}

    /** Parts rows: [batch, rows, heads · size] → [batch, heads, rows, size]. */
    public static Value split(Value x, int heads) {
        return x.unflatten(-1, heads, -1).transpose(1, 2);
    }

    /** Puts the heads of each row side by side again. */
    public static Value join(Value x) {
        return x.transpose(1, 2).flatten(2, 3);
    }
}
