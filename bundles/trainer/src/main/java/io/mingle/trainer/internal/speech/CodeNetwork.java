package io.mingle.trainer.internal.speech;

import io.mingle.audio.encoder.AudioConfig;
import io.mingle.audio.encoder.AudioTrunk;
import io.mingle.nn.Body;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.Weight;
import io.mingle.tensor.DataType;
import java.util.List;

/**
 * Speech to codes, 50 a second: an encoder of the Whisper kind whose unit vectors are each told by
 * the nearest of a table (spec of the published model, talker, section 4.2).
 */
final class CodeNetwork {

    private static final double SHORTEST = 1e-12;

    private final int codes;
    private final AudioTrunk trunk;
    private final Weight table;

    /**
     * Declares the parameters.
     *
     * @param codes how many there are
     * @param scope in which they are {@code encoder} and {@code quantizer}
     */
    CodeNetwork(AudioConfig config, int codes, Scope scope) {
        this.codes = codes;
        trunk = new AudioTrunk(config, scope.at("encoder"));
        table =
                scope.at("quantizer")
                        .at("_codebook")
                        .weight("embed", Role.EMBEDDING, codes, config.nState());
    }

    int codes() {
        return codes;
    }

    /**
     * Writes how near each code is to each place, the nearest first: {@code 2 x e - ‖e‖²}.
     *
     * @param features [B, T, mels]
     * @return [B, T / 2, codes]
     */
    Value nearness(Value features) {
        Value x = trunk.apply(features).to(DataType.FLOAT32).named("states");
        Value length = x.call("torch.norm", 2, List.of(-1), true);
        Value unit = x.over(length.call("torch.clamp_min", SHORTEST));
        Value vectors = vectors(x.body());
        Value squares = vectors.times(vectors).sum(1, false);
        return unit.call("torch.matmul", vectors.transpose(0, 1)).times(2).minus(squares);
    }

    /** Writes the codes of features [B, T, mels]: [B, T / 2]. */
    Value coded(Value features) {
        return nearness(features).call("torch.argmax", -1);
    }

    /** Returns the vector of each code, [codes, C], in float32. */
    Value vectors(Body body) {
        return body.wide(table);
    }
}
