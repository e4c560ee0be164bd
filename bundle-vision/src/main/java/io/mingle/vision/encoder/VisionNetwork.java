package io.mingle.vision.encoder;

import io.mingle.nn.Body;
import io.mingle.nn.Method;
import io.mingle.nn.Methods;
import io.mingle.nn.Repeated;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.nn.Weight;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.Mlp;
import io.mingle.nn.layer.RmsNorm;
import io.mingle.nn.layer.Rotary;
import io.mingle.tensor.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The vision encoder: patches, windowed and full attention, merger, projector, unit vectors (spec
 * of the published model, vision, section 3).
 *
 * <p>It adds {@code encode(rows [P, R], order [P], inverse [P], block_inverse [P / m²], places [P,
 * 2], windows: List[int], frames: List[int]) → [P / m², H]} to a program; the index arguments are
 * those of an {@link EncodingPlan}.
 */
public final class VisionNetwork {

    private static final double THETA = 10_000;
    private static final double SHORTEST = 1e-12;

    private final VisionConfig config;
    private final Scope encoder;
    private final Scope merging;
    private final Scope projecting;
    private final Weight patches;
    private final Repeated<VisionBlock> blocks;
    private final RmsNorm norm;
    private final Mlp merger;
    private final List<Linear> projector = new ArrayList<>();

    /**
     * Declares the parameters of an encoder.
     *
     * @param hidden the decoder's hidden size
     * @param projectorDepth the number of products in the projector ({@code mlp_depth})
     * @param scope of the checkpoint
     */
    public VisionNetwork(VisionConfig config, int hidden, int projectorDepth, Scope scope) {
        this.config = config;
        int size = config.hiddenSize();
        int patch = config.patchSize();
        encoder = scope.at("vision");
        patches =
                encoder.at("patch_embed")
                        .at("proj")
                        .weight(
                                "weight",
                                Role.CONVOLUTION,
                                size,
                                config.inChannels(),
                                config.temporalPatchSize(),
                                patch,
                                patch);
        blocks = encoder.repeat("blocks", config.depth(), it -> new VisionBlock(it, config));
        merging = encoder.at("merger");
        norm = RmsNorm.roundedBeforeWeight(merging.at("ln_q"), size, config.rmsNormEps());
        merger =
                new Mlp(
                        Linear.biased(merging.at("mlp").at(0), merged(), merged()),
                        Linear.biased(merging.at("mlp").at(2), merged(), config.outHiddenSize()));
        projecting = scope.at("linear_proj");
        for (int i = 0; i < projectorDepth; i++) {
            int inputs = i == 0 ? config.outHiddenSize() : hidden;
            projector.add(Linear.biased(projecting.at(2 * i), inputs, hidden));
        }
    }

    /** Returns the values of a merge block. */
    private int merged() {
        return config.hiddenSize() * unit();
    }

    /** Returns the patches of a merge block. */
    private int unit() {
        return config.spatialMergeSize() * config.spatialMergeSize();
    }

    /** Returns the weights that one patch passes; the merger's and projector's count by share. */
    public double patchParameters() {
        double shared = merging.elements() + projecting.elements();
        return encoder.elements() - merging.elements() + shared / unit();
    }

    /** Adds the methods of the encoder to a program. */
    public void addTo(Methods methods) {
        Method embed = methods.add("vision_embed", body -> embed(body.tensor("rows")));
        Method angles = methods.add("patch_angles", body -> angles(body.tensor("places")));
        Method turns =
                methods.add("vision_turns", body -> turns(angles.call(body.tensor("places"))));
        Method block = methods.add("vision_block", this::block);
        Method merge = methods.add("vision_merge", body -> merge(body.tensor("x")));
        Method project = methods.add("vision_project", body -> project(body.tensor("x")));
        Method unit = methods.add("vision_unit", body -> unit(body.tensor("x")));
        methods.add(
                "encode",
                body -> {
                    Value rows = body.tensor("rows");
                    Value order = body.tensor("order");
                    Value inverse = body.tensor("inverse");
                    Value blockInverse = body.tensor("block_inverse");
                    Value places = body.tensor("places");
                    Value windows = body.parameter("windows", Type.INTS);
                    Value frames = body.parameter("frames", Type.INTS);
                    Value x = embed.call(rows.indexSelect(0, order));
                    List<Value> turned = turns.callForAll(List.of("cos", "sin"), places);
                    x =
                            body.loop(
                                    blocks.count(),
                                    x,
                                    (i, now) ->
                                            block.call(
                                                    now,
                                                    i,
                                                    turned.get(0),
                                                    turned.get(1),
                                                    order,
                                                    inverse,
                                                    windows,
                                                    frames));
                    x = merge.call(x).indexSelect(0, blockInverse);
                    return unit.call(project.call(x));
                });
    }

    private Value embed(Value rows) {
        Value matrix = rows.body().call("torch.flatten", patches, 1);
        return rows.call("self.linear", matrix).to(rows.body().precision().residual());
    }

    /** Half of the frequencies turn with the patch's row, half with its column. */
    private Value angles(Value places) {
        Value inverse = Rotary.frequencies(places.body(), THETA, config.headDim() / 2);
        return places.to(DataType.FLOAT32).unsqueeze(-1).times(inverse).flatten(1, -1);
    }

    /** The same angles for queries and keys, and for all heads. */
    private static Value turns(Value angles) {
        Value angle = angles.unsqueeze(1).unsqueeze(1).named("angle");
        return angle.body().tuple(angle.call("torch.cos"), angle.call("torch.sin"));
    }

    private Value block(Body body) {
        Value x = body.tensor("x");
        Value i = body.integer("i");
        Rotary positions = new Rotary(body.tensor("cos"), body.tensor("sin"));
        VisionBlock.Segments segments =
                new VisionBlock.Segments(
                        body.tensor("order"),
                        body.tensor("inverse"),
                        body.parameter("windows", Type.INTS),
                        body.parameter("frames", Type.INTS));
        Value full =
                body.flags(
                                IntStream.range(0, config.depth())
                                        .mapToObj(config.fullattBlockIndexes()::contains)
                                        .toList())
                        .named("full");
        return blocks.at(i, block -> block.apply(x, full.get(i), positions, segments));
    }

    private Value merge(Value x) {
        return merger.apply(norm.apply(x).reshape(-1, merged()));
    }

    private Value project(Value x) {
        Value y = x;
        for (int i = 0; i < projector.size(); i++) {
            y = projector.get(i).apply(i == 0 ? y : y.gelu());
        }
        return y;
    }

    private static Value unit(Value x) {
        Value length = x.call("torch.norm", 2, List.of(-1), true);
        return x.over(length.call("torch.clamp_min", SHORTEST).named("length"));
    }
}
