package io.mingle.vision.encoder;

import io.mingle.nn.Body;
import io.mingle.nn.Method;
import io.mingle.nn.Scope;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.nn.layer.GatedMlp;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.RmsNorm;
import io.mingle.nn.layer.Rotary;
import java.util.List;

/**
 * A block of the vision encoder: attention of each window or of each frame to itself, and a gated
 * MLP, each behind a norm.
 */
final class VisionBlock {

    /** What attends to itself: a call's patches in window order, and how they are put in frames. */
    record Segments(Value order, Value inverse, Value windows, Value frames) {}

    private final VisionConfig config;
    private final RmsNorm norm1;
    private final RmsNorm norm2;
    private final Linear qkv;
    private final Linear out;
    private final GatedMlp mlp;

    VisionBlock(Scope scope, VisionConfig config) {
        this.config = config;
        int size = config.hiddenSize();
        int inner = config.intermediateSize();
        norm1 = RmsNorm.roundedBeforeWeight(scope.at("norm1"), size, config.rmsNormEps());
        norm2 = RmsNorm.roundedBeforeWeight(scope.at("norm2"), size, config.rmsNormEps());
        qkv = Linear.biased(scope.at("attn").at("qkv"), size, 3L * size);
        out = Linear.biased(scope.at("attn").at("proj").branchEnd(), size, size);
        Scope gated = scope.at("mlp");
        mlp =
                new GatedMlp(
                        Linear.biased(gated.at("gate_proj"), size, inner),
                        Linear.biased(gated.at("up_proj"), size, inner),
                        Linear.biased(gated.at("down_proj").branchEnd(), inner, size));
    }

    /**
     * Writes what it does with patches in window order.
     *
     * @param x [patches, states]
     * @param full whether whole frames attend to themselves
     */
    Value apply(Value x, Value full, Rotary positions, Segments segments) {
        Value y = x.plus(out.apply(attend(norm1.apply(x), full, positions, segments)));
        return y.plus(mlp.apply(norm2.apply(y)));
    }

    private Value attend(Value x, Value full, Rotary positions, Segments segments) {
        Value all = turned(qkv.apply(x), positions);
        return x.body()
                .when(
                        full,
                        () ->
                                attend(all.indexSelect(0, segments.inverse()), segments.frames())
                                        .indexSelect(0, segments.order()),
                        () -> attend(all, segments.windows()));
    }

    /** Queries, keys and values [patches, 3, heads, size], queries and keys with positions. */
    private Value turned(Value x, Rotary positions) {
        Value all = x.reshape(-1, 3, config.numHeads(), config.headDim());
        List<Value> parts = all.split(1, List.of(2, 1), "qk", "v");
        Value v = parts.get(1).to(x.body().precision().activations());
        return x.body().call("torch.cat", List.of(positions.rotate(parts.get(0)), v), 1);
    }

    private Value attend(Value all, Value runs) {
        Method method =
                all.body()
                        .part(
                                this,
                                "attend_segments",
                                it -> segments(it.tensor("qkv"), it.parameter("runs", Type.INTS)));
        return method.call(all, runs);
    }

    /** Segments of one size lie side by side, so that a run of them is one batched product. */
    private Value segments(Value all, Value runs) {
        Body body = all.body();
        Value count = body.expression(Type.INT, "len(%s) // 2", runs).named("count");
        Value sizes = body.numbers().named("sizes");
        body.loop(count, r -> sizes.append(times(runs, r).times(length(runs, r))));
        Value blocks = body.call(Type.TENSORS, "torch.split_with_sizes", all, sizes);
        Value parts = body.list().named("parts");
        body.loop(count, r -> parts.append(run(blocks.get(r), times(runs, r), length(runs, r))));
        return body.call("torch.cat", parts);
    }

    private Value run(Value block, Value times, Value length) {
        Value part = block.reshape(times, length, 3, config.numHeads(), config.headDim());
        List<Value> each =
                part.body()
                        .callForAll(
                                List.of("q", "k", "v"),
                                "torch.unbind",
                                part.call("torch.permute", List.of(2, 0, 3, 1, 4)));
        Value y = each.get(0).call("self.attend_all", each.get(1), each.get(2));
        return y.transpose(1, 2).reshape(times.times(length), config.hiddenSize());
    }

    private static Value times(Value runs, Value r) {
        return runs.get(r.times(2));
    }

    private static Value length(Value runs, Value r) {
        return runs.get(r.times(2).plus(1));
    }
}
