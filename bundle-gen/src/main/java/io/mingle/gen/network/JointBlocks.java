package io.mingle.gen.network;

import io.mingle.nn.Repeated;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.JointAttention.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All joint blocks, of which neighbours that are alike are written once. */
final class JointBlocks {

    private final List<Repeated<JointBlock>> runs = new ArrayList<>();

    /** Declares {@code transformer_blocks}. */
    JointBlocks(Scope scope, DiffusionConfig config) {
        int count = config.numLayers();
        int first = 0;
        for (int i = 1; i <= count; i++) {
            if (i == count || dual(config, i) != dual(config, first) || i == count - 1) {
                boolean dual = dual(config, first);
                boolean last = first == count - 1;
                runs.add(
                        scope.repeat(
                                "transformer_blocks",
                                first,
                                i - first,
                                it -> JointBlock.of(it, config, dual, last)));
                first = i;
            }
        }
    }

    private static boolean dual(DiffusionConfig config, int block) {
        return config.dualAttentionLayers().contains(block);
    }

    /**
     * Writes what they make of a picture.
     *
     * @param x [batch, rows, states]
     * @param y of the condition [batch, tokens, states]
     * @param condition [batch, states]
     * @param seen gets what leaves each block
     * @return [batch, rows, states]
     */
    Value apply(Value x, Value y, Value condition, Consumer<Value> seen) {
        List<Value> streams = List.of(x, y);
        for (Repeated<JointBlock> run : runs) {
            streams = looped(run, null, run.count(), streams, condition, seen);
        }
        return streams.get(0);
    }

    /** Returns how many blocks each run of them has that are alike. */
    List<Integer> counts() {
        return runs.stream().map(Repeated::count).toList();
    }

    /**
     * Writes what some blocks of a run make.
     *
     * @param first of them, within the run
     * @param count of them
     */
    Streams some(int run, Value x, Value y, Value condition, Value first, Value count) {
        List<Value> streams =
                looped(runs.get(run), first, count, List.of(x, y), condition, stage -> {});
        return new Streams(streams.get(0), streams.get(1));
    }

    private static List<Value> looped(
            Repeated<JointBlock> run,
            Value first,
            Object count,
            List<Value> streams,
            Value condition,
            Consumer<Value> seen) {
        return condition
                .body()
                .loop(
                        count,
                        streams,
                        (i, now) -> {
                            Streams next =
                                    run.at(
                                            first == null ? i : i.plus(first),
                                            block ->
                                                    block.apply(now.get(0), now.get(1), condition));
                            seen.accept(next.x());
                            return List.of(next.x(), next.y());
                        });
    }
}
