package io.mingle.gen.internal.parity;

import io.mingle.api.drawing.Guidance.Mode;
import io.mingle.gen.network.Adapter;
import io.mingle.gen.network.Autoencoder;
import io.mingle.gen.network.AutoencoderConfig;
import io.mingle.gen.network.Condition;
import io.mingle.gen.network.DiffusionConfig;
import io.mingle.gen.network.DiffusionTransformer;
import io.mingle.gen.network.PositionTable;
import io.mingle.gen.network.PositionTable.Of;
import io.mingle.gen.sampling.Branch;
import io.mingle.gen.sampling.FlowMatchSchedule;
import io.mingle.gen.sampling.GuidanceFormula;
import io.mingle.gen.sampling.SamplingMethods;
import io.mingle.model.ConfigSection;
import io.mingle.nn.Precision;
import io.mingle.nn.Type;
import io.mingle.parity.Facts;
import io.mingle.parity.Stages;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.ArrayList;
import java.util.List;

/** A whole picture, from a condition and noise to pixels. */
final class ReferenceSampling extends ReferenceProgram {

    private final DiffusionConfig config;
    private final FlowMatchSchedule schedule;
    private final PositionTable positions;

    ReferenceSampling(TensorRuntime runtime, String name, Precision precision) {
        super(runtime, name);
        ConfigSection json = folder().config();
        config = DiffusionConfig.read(json.section("transformer"));
        AutoencoderConfig coder = AutoencoderConfig.read(json.section("vae"));
        schedule = FlowMatchSchedule.read(json.section("scheduler"));
        positions = PositionTable.of(config, index());
        load(
                precision,
                (scope, methods) -> {
                    new Autoencoder(coder, scope).addTo(methods);
                    SamplingMethods.addTo(methods, new DiffusionTransformer(config, scope));
                    Adapter adapter =
                            new Adapter(
                                    scope.at("mlp"),
                                    json.whole("hidden", 1, ConfigSection.MAX_SIZE),
                                    json.whole("adapter_size", 1, ConfigSection.MAX_SIZE),
                                    config.jointAttentionDim(),
                                    config.pooledProjectionDim());
                    methods.add(
                            "adapt",
                            body -> {
                                Condition made = adapter.apply(body.tensor("vectors"));
                                return body.tuple(made.tokens(), made.pooled());
                            });
                    methods.add(
                            "stacked",
                            body ->
                                    body.call(
                                            "torch.cat", body.parameter("parts", Type.TENSORS), 0));
                    methods.add("zeros_like", body -> body.tensor("x").call("torch.zeros_like"));
                });
    }

    static void compare(ReferenceSampling network, Stages stages) {
        Tensor latent = network.sample(stages);
        stages.compare("picture", "pixels", network.run("decode", latent).floats());
    }

    private Tensor sample(Stages stages) {
        Facts facts = inputs().get(stages.input());
        boolean beside = facts.get("ref").booleanValue();
        GuidanceFormula formula =
                GuidanceFormula.of(
                        beside,
                        facts.number("cfg", 0),
                        facts.number("image", 0),
                        Mode.values()[facts.get("mode").intValue() - 1]);
        float[] strengths = formula.scales(facts.number("cfg", 0), facts.number("image", 0));
        Tensor scales = of(strengths, strengths.length);
        Given given = given(formula, beside);
        int side = config.patchSize();
        int rows = facts.get("rows").intValue() / side;
        int columns = facts.get("columns").intValue() / side;
        long[] shape = {(long) rows * columns, config.innerDim()};
        Tensor places = of(positions.middle(Of.NOISE, rows, columns), shape);
        Tensor more = of(positions.middle(Of.REFERENCE, rows, columns), shape);
        int steps = facts.get("steps").intValue();
        float[] sigmas = schedule.sigmas(steps, rows * columns);
        Tensor latent = run("begin", given("noise.in"));
        for (int i = 0; i < steps; i++) {
            Tensor time = of(new float[] {schedule.time(sigmas[i])}, 1);
            Tensor all =
                    beside
                            ? run(
                                    "predict_beside",
                                    latent,
                                    given.reference(),
                                    time,
                                    given.tokens(),
                                    given.pooled(),
                                    places,
                                    more)
                            : run("predict", latent, time, given.tokens(), given.pooled(), places);
            Tensor velocity = run("guide", all, formula.places(), scales);
            latent = run("step", latent, velocity, (double) (sigmas[i + 1] - sigmas[i]));
            stages.compare("step " + (i + 1), "step." + i, floats(latent));
        }
        return latent;
    }

    /** What the branches of a guidance are given, one after the other. */
    private record Given(Tensor tokens, Tensor pooled, Tensor reference) {}

    private Given given(GuidanceFormula formula, boolean beside) {
        Tensor vectors = given("vectors.in");
        List<Tensor> words = runAll("adapt", vectors);
        List<Tensor> none = runAll("adapt", run("zeros_like", vectors));
        List<Tensor> tokens = new ArrayList<>();
        List<Tensor> pooled = new ArrayList<>();
        List<Tensor> references = new ArrayList<>();
        Tensor encoded = run("encode", given("pixels.in"));
        Tensor nothing = run("zeros_like", encoded);
        for (Branch branch : formula.branches()) {
            tokens.add((branch.words() ? words : none).get(0));
            pooled.add((branch.words() ? words : none).get(1));
            references.add(branch.picture() ? encoded : nothing);
        }
        return new Given(
                run("stacked", tokens),
                run("stacked", pooled),
                beside ? run("stacked", references) : encoded);
    }
}
