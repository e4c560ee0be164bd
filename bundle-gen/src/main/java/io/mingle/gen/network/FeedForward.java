package io.mingle.gen.network;

import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Activations;
import io.mingle.nn.layer.Layer;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.Mlp;

/** The MLP of a block: four times as wide within, with a GELU by tanh. */
record FeedForward(Layer mlp) implements Layer {

    private static final int TIMES = 4;

    /** Declares {@code net.0.proj} and {@code net.2}. */
    static FeedForward of(Scope scope, int states) {
        Scope net = scope.at("net");
        int inner = Math.multiplyExact(TIMES, states);
        return new FeedForward(
                new Mlp(
                        Linear.biased(net.at(0).at("proj"), states, inner),
                        Activations::geluByTanh,
                        Linear.biased(net.at(2).branchEnd(), inner, states)));
    }

    @Override
    public Value apply(Value x) {
        return mlp.apply(x);
    }
}
