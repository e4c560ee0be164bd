package io.mingle.thinker.decoder;

import io.mingle.nn.Repeated;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Context;
import io.mingle.nn.layer.Experts.Mixture;
import io.mingle.nn.layer.Rotary;
import java.util.List;

/**
 * The way of all rows of a batch through layers, without a cache, which adds up how unevenly the
 * experts are chosen.
 */
record BatchPass(Repeated<DecoderLayer> layers, Rotary turns, Value modality) {

    /** Writes the way through the layers from one on and before another. */
    Mixture through(int from, int end, Mixture start, Context context) {
        if (from == end) {
            return start;
        }
        List<Value> made =
                start.states()
                        .body()
                        .loop(
                                end - from,
                                List.of(start.states(), start.balance()),
                                (i, now) -> {
                                    Mixture before = new Mixture(now.get(0), now.get(1));
                                    Mixture after = one(i.plus(from), before, context);
                                    return List.of(after.states(), after.balance());
                                });
        return new Mixture(made.get(0), made.get(1));
    }

    /** Writes the way through one layer. */
    Mixture one(Value index, Mixture before, Context context) {
        return layers.at(
                index,
                it -> {
                    Value attended = it.attend(before.states(), turns, context);
                    Mixture made = it.mixed(attended, modality);
                    return new Mixture(made.states(), before.balance().plus(made.balance()));
                });
    }
}
