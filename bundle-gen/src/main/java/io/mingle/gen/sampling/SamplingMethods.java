package io.mingle.gen.sampling;

import io.mingle.gen.network.Condition;
import io.mingle.gen.network.DiffusionTransformer;
import io.mingle.gen.network.DiffusionTransformer.Reference;
import io.mingle.nn.Body;
import io.mingle.nn.Methods;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.tensor.DataType;
import java.util.List;
import java.util.Optional;

/**
 * What a program needs for denoising step by step. {@code B} is the number of branches that
 * guidance compares; the rest is named as in {@link DiffusionTransformer}.
 *
 * <ul>
 *   <li>{@code begin(noise [1, C, h, w]) → [1, C, h, w]}: the latent before the first step;
 *   <li>{@code predict(latent [1, C, h, w], time [1], tokens [B, T, J], pooled [B, P], places) →
 *       [B, C, h, w]}: the velocity in each branch;
 *   <li>{@code predict_beside(latent, reference [B, C, h, w], time, tokens, pooled, places,
 *       reference_places) → [B, C, h, w]}: the same with a reference, zeros in branches without;
 *   <li>{@code guide(velocities [B, C, h, w], places: List[int], scales [terms]) → [1, C, h, w]}:
 *       what a {@link GuidanceFormula} makes of them, whose places and scales it is given;
 *   <li>{@code rescale(velocity [1, C, h, w], velocities, own: int, share: float)}: brings the
 *       spread of a result back to that of a branch (S. Lin and others, Common Diffusion Noise
 *       Schedules and Sample Steps are Flawed, 2023, section 3.4);
 *   <li>{@code step(latent, velocity, by: float) → [1, C, h, w]}: a step of Euler's;
 *   <li>{@code finite(x) → [1]}: 1 if all values are numbers, otherwise 0.
 * </ul>
 *
 * <p>All but times and steps is in the type of activations, each difference, product and sum
 * rounded, from left to right, as the published code has it.
 */
public final class SamplingMethods {

    private SamplingMethods() {}

    /** Adds all of them to a program. */
    public static void addTo(Methods methods, DiffusionTransformer transformer) {
        methods.add("predict", body -> predict(body, transformer, false));
        methods.add("predict_beside", body -> predict(body, transformer, true));
        addGuidance(methods);
        methods.add(
                "step",
                body -> {
                    Value latent = body.tensor("latent").to(DataType.FLOAT32);
                    Value velocity = body.tensor("velocity");
                    Value by = body.parameter("by", Type.FLOAT);
                    return activations(latent.plus(velocity.times(by)));
                });
        addFinite(methods);
    }

    /** Adds {@code begin}, {@code guide} and {@code rescale} alone. */
    public static void addGuidance(Methods methods) {
        methods.add("begin", body -> activations(body.tensor("noise")));
        methods.add("guide", SamplingMethods::guide);
        methods.add("rescale", SamplingMethods::rescale);
    }

    /** Adds {@code finite} alone. */
    public static void addFinite(Methods methods) {
        methods.add(
                "finite",
                body ->
                        body.tensor("x")
                                .call("torch.isfinite")
                                .call("torch.all")
                                .to(DataType.FLOAT32)
                                .reshape(1));
    }

    private static Value activations(Value x) {
        return x.to(x.body().precision().activations());
    }

    private static Value predict(Body body, DiffusionTransformer transformer, boolean beside) {
        Value latent = body.tensor("latent");
        Value other = beside ? body.tensor("reference") : null;
        Value time = body.tensor("time");
        Condition condition = new Condition(body.tensor("tokens"), body.tensor("pooled"));
        Value places = body.tensor("places");
        Optional<Reference> reference =
                beside
                        ? Optional.of(new Reference(other, body.tensor("reference_places")))
                        : Optional.empty();
        Value branches = condition.tokens().size(0).named("branches");
        return transformer.velocity(
                latent.call("torch.expand", List.of(branches, -1, -1, -1)),
                reference,
                time.call("torch.expand", List.of(branches)),
                condition,
                places);
    }

    private static Value guide(Body body) {
        Value velocities = body.tensor("velocities");
        Value places = body.parameter("places", Type.INTS);
        Value scales = body.tensor("scales");
        Value base = velocities.narrow(0, places.get(0), 1);
        return body.loop(
                scales.size(0),
                base,
                (i, sum) -> {
                    Value more = velocities.narrow(0, places.get(i.times(2).plus(1)), 1);
                    Value less = velocities.narrow(0, places.get(i.times(2).plus(2)), 1);
                    return sum.plus(more.minus(less).times(scales.select(0, i)));
                });
    }

    private static Value rescale(Body body) {
        Value guided = body.tensor("velocity").to(DataType.FLOAT32);
        Value velocities = body.tensor("velocities");
        Value own = velocities.narrow(0, body.integer("own"), 1).to(DataType.FLOAT32);
        Value share = body.parameter("share", Type.FLOAT);
        Value brought = guided.times(own.call("torch.std").over(guided.call("torch.std")));
        return activations(brought.times(share).plus(guided.minus(guided.times(share))));
    }
}
