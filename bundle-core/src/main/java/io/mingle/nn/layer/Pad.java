package io.mingle.nn.layer;

import io.mingle.nn.Value;
import java.util.List;

/**
 * Puts further places in front of the last axis and behind it: [batch, channels, places].
 *
 * @param mode what they hold, as libtorch names it
 */
public record Pad(String mode, int before, int after) implements Layer {

    /** Returns a pad of zeros. */
    public static Pad zeros(int before, int after) {
        return new Pad("constant", before, after);
    }

    /** Returns a pad of what lies behind the first place, and before the last one, backwards. */
    public static Pad reflected(int before, int after) {
        return new Pad("reflect", before, after);
    }

    /** Returns a pad of the first and of the last place. */
    public static Pad repeated(int before, int after) {
        return new Pad("replicate", before, after);
    }

    @Override
    public Value apply(Value x) {
        return x.call("torch.pad", List.of(before, after), '"' + mode + '"');
    }
}
