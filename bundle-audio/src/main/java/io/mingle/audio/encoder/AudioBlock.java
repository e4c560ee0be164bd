package io.mingle.audio.encoder;

import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Attention;
import io.mingle.nn.layer.Layer;
import io.mingle.nn.layer.LayerNorm;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.Mlp;

/** A block of the audio encoder: full attention and two products, each behind a norm. */
final class AudioBlock implements Layer {

    static final double EPS = 1e-5;

    private static final int MLP_FACTOR = 4;

    private final LayerNorm norm1;
    private final Attention attention;
    private final LayerNorm norm2;
    private final Mlp mlp;

    AudioBlock(Scope scope, AudioConfig config) {
        int state = config.nState();
        int inner = MLP_FACTOR * state;
        Scope attn = scope.at("attn");
        norm1 = LayerNorm.of(scope.at("attn_ln"), state, EPS);
        attention =
                new Attention(
                        config.nHead(),
                        Linear.biased(attn.at("query"), state, state),
                        Linear.of(attn.at("key"), state, state),
                        Linear.biased(attn.at("value"), state, state),
                        Linear.biased(attn.at("out").branchEnd(), state, state));
        norm2 = LayerNorm.of(scope.at("mlp_ln"), state, EPS);
        mlp =
                new Mlp(
                        Linear.biased(scope.at("mlp").at(0), state, inner),
                        Linear.biased(scope.at("mlp").at(2).branchEnd(), inner, state));
    }

    @Override
    public Value apply(Value x) {
        Value y = x.plus(attention.apply(norm1.apply(x)));
        return y.plus(mlp.apply(norm2.apply(y)));
    }
}
