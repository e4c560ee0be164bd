package io.mingle.gen.network;

import io.mingle.gen.network.DiffusionConfig.Bridge;
import io.mingle.nn.Body;
import io.mingle.nn.Methods;
import io.mingle.nn.Repeated;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.JointAttention.Streams;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.Mlp;
import io.mingle.nn.layer.Modulation;
import io.mingle.nn.layer.Patches;
import io.mingle.nn.layer.SinusoidalEmbedding;
import io.mingle.nn.layer.SinusoidalEmbedding.Order;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The diffusion transformer: tells of noisy latents in which direction the noise lies (spec of the
 * published model, image generation, section 5). {@code B} is the batch, such as the branches of a
 * guidance; {@code C} the channels, {@code h} and {@code w} the sides of a latent, {@code n} its
 * patches, {@code D} the states of a token; {@code J} and {@code P} are those of a {@link
 * Condition}.
 *
 * <p>It adds to a program
 *
 * <ul>
 *   <li>{@code velocity(latent [B, C, h, w], time [B], tokens [B, T, J], pooled [B, P], places [n,
 *       D]) → [B, C, h, w]}: without a reference;
 *   <li>{@code velocity_beside(latent, reference [B, C, h, w], time, tokens, pooled, places,
 *       reference_places [n, D]) → [B, C, h, w]}: with a reference, whose latent may be zeros.
 * </ul>
 *
 * <p>Times are those of the schedule, 1000 σ, in float32. Places are what {@link PositionTable} has
 * for the size of the latent. Where there is no second embedding of patches, {@code
 * reference_places} are not looked at.
 */
public final class DiffusionTransformer {

    /** The published code takes this many sines and cosines of the time. */
    private static final int TIME_CHANNELS = 256;

    private final DiffusionConfig config;
    private final Patches patches;
    private final Patches referencePatches;
    private final Repeated<RefinerBlock> refiner;
    private final Repeated<RefinerBlock> referenceRefiner;
    private final Mlp time;
    private final Mlp pooled;
    private final Linear context;
    private final JointBlocks blocks;
    private final Modulation headModulation;
    private final Linear head;

    /**
     * Declares the parameters, all but the tables of positions.
     *
     * @param scope of the checkpoint, in which they are {@code pos_embed.proj} and so on
     * @see PositionTable#declare
     */
    public DiffusionTransformer(DiffusionConfig config, Scope scope) {
        this.config = config;
        int states = config.innerDim();
        int channels = config.inChannels();
        boolean further = config.reference() == Bridge.CHANNELS;
        patches = patches(scope.at("pos_embed"), further ? 2 * channels : channels);
        referencePatches =
                config.doublePatchify() ? patches(scope.at("ref_pos_embed"), channels) : patches;
        refiner = refiner(scope, "noise_refiner");
        // Published checkpoints hold one even where nothing ever reaches it.
        referenceRefiner = refiner(scope, "ref_image_refiner");
        Scope embedding = scope.at("time_text_embed");
        time = twoLayers(embedding.at("timestep_embedder"), TIME_CHANNELS);
        pooled = twoLayers(embedding.at("text_embedder"), config.pooledProjectionDim());
        context = Linear.biased(scope.at("context_embedder"), config.jointAttentionDim(), states);
        blocks = new JointBlocks(scope, config);
        headModulation = Modulation.zero(scope.at("norm_out"), states, 2);
        long patch = (long) config.patchSize() * config.patchSize() * config.outChannels();
        head = Linear.zero(scope.at("proj_out"), states, patch);
    }

    private Patches patches(Scope scope, int channels) {
        return Patches.of(scope.at("proj"), channels, config.innerDim(), config.patchSize());
    }

    private Repeated<RefinerBlock> refiner(Scope scope, String name) {
        return scope.repeat(name, config.refinerLayers(), it -> RefinerBlock.of(it, config));
    }

    private Mlp twoLayers(Scope scope, int inputs) {
        int states = config.innerDim();
        return new Mlp(
                Linear.biased(scope.at("linear_1"), inputs, states),
                Value::silu,
                Linear.biased(scope.at("linear_2"), states, states));
    }

    /**
     * A picture beside which another one is made.
     *
     * @param latent [B, C, h, w], of the same size as the noisy one; zeros where a branch of a
     *     guidance has none
     * @param places [n, D] from the second table of positions
     */
    public record Reference(Value latent, Value places) {}

    /**
     * Writes the velocity, ε − z₀, of noisy latents.
     *
     * @param latent [B, C, h, w]; sides are multiples of the patch's
     * @param reference a picture beside it, if there is one
     * @param sinceStart 1000 σ [B], in float32
     * @param places [n, D] from the first table of positions
     * @return [B, C, h, w], in the type of activations
     */
    public Value velocity(
            Value latent,
            Optional<Reference> reference,
            Value sinceStart,
            Condition condition,
            Value places) {
        return velocity(latent, reference, sinceStart, condition, places, stage -> {});
    }

    /**
     * Writes the same.
     *
     * @param seen gets, where they are written, what the time and the pooled condition say to all
     *     blocks [B, D], what enters the joint blocks [B, rows, D], and what leaves each of them
     */
    public Value velocity(
            Value latent,
            Optional<Reference> reference,
            Value sinceStart,
            Condition condition,
            Value places,
            Consumer<Value> seen) {
        int side = config.patchSize();
        Value rows = latent.size(2).over(side).named("rows");
        Value columns = latent.size(3).over(side).named("columns");
        Value modulating = modulating(sinceStart, condition.pooled());
        Value x = enter(latent, reference, modulating, places);
        Value y = context.apply(condition.tokens()).to(latent.body().precision().residual());
        seen.accept(modulating);
        seen.accept(x);
        return leave(blocks.apply(x, y, modulating, seen), modulating, rows, columns);
    }

    /** What stands behind the tokens of the noise are those of a reference. */
    private Value leave(Value states, Value modulating, Value rows, Value columns) {
        int side = config.patchSize();
        Value x =
                config.reference() == Bridge.TOKENS
                        ? states.narrow(1, 0, rows.times(columns))
                        : states;
        List<Value> m = headModulation.parts(modulating, "scale_out", "shift_out");
        Value out = head.apply(Modulation.of(RefinerBlock.NORM.apply(x), m.get(1), m.get(0)));
        return Patches.joined(out, rows, columns, side);
    }

    private Value modulating(Value sinceStart, Value pooledCondition) {
        Value waves = new SinusoidalEmbedding(TIME_CHANNELS, Order.COSINES_FIRST).apply(sinceStart);
        return time.apply(waves).plus(pooled.apply(pooledCondition)).named("modulating");
    }

    private Value enter(
            Value latent, Optional<Reference> reference, Value modulating, Value places) {
        if (config.reference() == Bridge.CHANNELS) {
            Value other =
                    reference
                            .map(Reference::latent)
                            .orElseGet(() -> latent.call("torch.zeros_like"))
                            .to(latent.body().precision().activations());
            Value both =
                    latent.body()
                            .call(
                                    "torch.cat",
                                    List.of(
                                            latent.to(latent.body().precision().activations()),
                                            other),
                                    1);
            return refined(refiner, embedded(patches, both, places), modulating);
        }
        Value x = refined(refiner, embedded(patches, latent, places), modulating);
        if (reference.isEmpty()) {
            return x;
        }
        Value table = config.doublePatchify() ? reference.get().places() : places;
        Value other =
                refined(
                        referenceRefiner,
                        embedded(referencePatches, reference.get().latent(), table),
                        modulating);
        return config.reference() == Bridge.BLEND
                ? x.plus(other)
                : x.body().call("torch.cat", List.of(x, other), 1);
    }

    private static Value embedded(Patches patches, Value latent, Value places) {
        return patches.apply(latent)
                .plus(places.to(latent.body().precision().activations()))
                .to(latent.body().precision().residual());
    }

    private static Value refined(Repeated<RefinerBlock> refiner, Value x, Value modulating) {
        return refiner.chain(x, (block, now) -> block.apply(now, modulating));
    }

    /** Adds its methods to a program. */
    public void addTo(Methods methods) {
        methods.add("velocity", body -> velocity(body, false));
        methods.add("velocity_beside", body -> velocity(body, true));
    }

    private Value velocity(Body body, boolean beside) {
        Entering it = Entering.of(body, beside);
        return velocity(it.latent, it.reference, it.sinceStart, it.condition, it.places);
    }

    /** What a method of this network is given. */
    private record Entering(
            Value latent,
            Optional<Reference> reference,
            Value sinceStart,
            Condition condition,
            Value places) {

        static Entering of(Body body, boolean beside) {
            Value latent = body.tensor("latent");
            Value other = beside ? body.tensor("reference") : null;
            Value sinceStart = body.tensor("time");
            Condition condition = new Condition(body.tensor("tokens"), body.tensor("pooled"));
            Value places = body.tensor("places");
            Optional<Reference> reference =
                    beside
                            ? Optional.of(new Reference(other, body.tensor("reference_places")))
                            : Optional.empty();
            return new Entering(latent, reference, sinceStart, condition, places);
        }
    }

    /**
     * Adds the methods of {@link #addTo} in pieces, for those who do other work in between:
     *
     * <ul>
     *   <li>{@code enter(…) → (x, y, modulating)} and {@code enter_beside(…)}, with the parameters
     *       of {@code velocity} and {@code velocity_beside}, but a latent [1, C, h, w] and a time
     *       [1], which are those of the whole batch;
     *   <li>{@code blocks_R(x, y, modulating, first, count) → (x, y)}: some joint blocks of the run
     *       R, see {@link #blockRuns};
     *   <li>{@code leave(x, modulating, rows, columns) → [B, C, h, w]}, of so many patches.
     * </ul>
     */
    public void addStagesTo(Methods methods) {
        methods.add("enter", body -> enter(body, false));
        methods.add("enter_beside", body -> enter(body, true));
        for (int i = 0; i < blockRuns().size(); i++) {
            int run = i;
            methods.add("blocks_" + run, body -> some(body, run));
        }
        methods.add(
                "leave",
                body -> {
                    Value x = body.tensor("x");
                    Value modulating = body.tensor("modulating");
                    Value rows = body.integer("rows");
                    return leave(x, modulating, rows, body.integer("columns"));
                });
    }

    private Value enter(Body body, boolean beside) {
        Entering it = Entering.of(body, beside);
        Value branches = it.condition.tokens().size(0).named("branches");
        Value latent = it.latent.call("torch.expand", List.of(branches, -1, -1, -1));
        Value sinceStart = it.sinceStart.call("torch.expand", List.of(branches));
        Value modulating = modulating(sinceStart, it.condition.pooled());
        Value x = enter(latent, it.reference, modulating, it.places);
        Value y = context.apply(it.condition.tokens()).to(body.precision().residual());
        return body.tuple(x, y, modulating);
    }

    private Value some(Body body, int run) {
        Value x = body.tensor("x");
        Value y = body.tensor("y");
        Value modulating = body.tensor("modulating");
        Value first = body.integer("first");
        Streams made = blocks.some(run, x, y, modulating, first, body.integer("count"));
        return body.tuple(made.x(), made.y());
    }

    /** Returns how many joint blocks there are in each run of those that are alike. */
    public List<Integer> blockRuns() {
        return blocks.counts();
    }
}
