package io.mingle.trainer.internal.speech;

import io.mingle.audio.encoder.AudioConfig;
import io.mingle.audio.encoder.AudioTrunk;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.tensor.DataType;
import io.mingle.trainer.Batch.Values;
import java.util.List;

/**
 * Speech to codes, 50 a second: an encoder of the Whisper kind whose unit vectors are each told by
 * the nearest of a table (spec of the published model, talker, section 4.2).
 *
 * <p>The table has all signs of the first values, and zeros for the others, so that the nearest
 * vector is that of the signs (Y. Zhao and others, Binary Spherical Quantization, 2024): such a
 * table need not be learnt, and no code of it is lost.
 */
final class CodeNetwork {

    private static final double SHORTEST = 1e-6;

    private final int bits;
    private final AudioTrunk trunk;

    /**
     * Declares the parameters.
     *
     * @param codes how many there are, a power of two
     * @param scope in which they are {@code encoder}
     */
    CodeNetwork(AudioConfig config, int codes, Scope scope) {
        bits = Integer.numberOfTrailingZeros(codes);
        trunk = new AudioTrunk(config, scope.at("encoder"));
    }

    /** Returns the table, [codes, states]. */
    static Values table(AudioConfig config, int codes) {
        int bits = Integer.numberOfTrailingZeros(codes);
        float[] table = new float[codes * config.nState()];
        for (int code = 0; code < codes; code++) {
            for (int bit = 0; bit < bits; bit++) {
                double sign = (code >> bit & 1) == 1 ? 1 : -1;
                table[code * config.nState() + bit] = (float) (sign / Math.sqrt(bits));
            }
        }
        return new Values(List.of(table), codes, config.nState());
    }

    int bits() {
        return bits;
    }

    /**
     * Writes the values whose signs are a code, of features [B, T, mels]: [B, T / 2, bits], unit
     * vectors in float32.
     */
    Value values(Value features) {
        Value x = trunk.apply(features).to(DataType.FLOAT32).narrow(2, 0, bits).named("values");
        Value length = x.call("torch.norm", 2, List.of(-1), true);
        return x.over(length.call("torch.clamp_min", SHORTEST));
    }

    /** Writes the codes of values [B, T / 2, bits]: [B, T / 2]. */
    Value coded(Value values) {
        Value powers = values.body().call("torch.pow", 2, values.body().call("torch.arange", bits));
        return values.call("torch.gt", 0).to(DataType.INT64).times(powers).sum(-1, false);
    }

    /** Writes the codes of features [B, T, mels]: [B, T / 2]. */
    Value codes(Value features) {
        return coded(values(features));
    }
}
