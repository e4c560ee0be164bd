package io.mingle.trainer.internal.learn;

import io.mingle.nn.Body;
import io.mingle.nn.Value;
import java.util.List;

/** Which tokens of a row see which: each one itself and what comes before it. */
public final class CausalMask {

    private CausalMask() {}

    /**
     * Writes the mask.
     *
     * @param rows of the batch, a number
     * @param length of a row, a number
     * @return [rows, 1, length, length], true where a token is seen
     */
    public static Value of(Body body, Value rows, Value length) {
        return body.call("torch.ones", List.of(length, length), "dtype=11")
                .call("torch.tril")
                .call("torch.expand", List.of(rows, 1, length, length));
    }
}
