package io.mingle.audio.detokenizer;

import io.mingle.nn.Body;
import io.mingle.nn.Method;
import io.mingle.nn.Methods;
import io.mingle.nn.Scope;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Activations;
import io.mingle.nn.layer.AttentionMask;
import io.mingle.nn.layer.Convolution;
import io.mingle.nn.layer.Embedding;
import io.mingle.nn.layer.GroupNorm;
import io.mingle.nn.layer.Layer;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.Window;
import java.util.List;
import java.util.Optional;

/**
 * Codes to mel frames by conditional flow matching (spec of the published model, audio detokenizer,
 * sections 2 to 5; Y. Lipman and others, Flow Matching for Generative Modeling, 2022).
 *
 * <p>Its methods, for one utterance at a time; {@code B} is the number of mel bands:
 *
 * <ul>
 *   <li>{@code flow_speaker(print [1, P]) → [1, B]};
 *   <li>{@code flow_encode(codes [1, N + ahead], rows N, stream) → [1, B, N]}: what frames are
 *       conditioned on; in a stream up to three codes follow that are only looked at;
 *   <li>{@code flow_stretch(codes [1, B, N], places [F]) → [1, B, F]}: in the first generation
 *       alone, one for each frame;
 *   <li>{@code flow_velocity(x [2, B, M], mu, speaker [2, B], cond, t [2], stream) → [2, B, M]};
 *   <li>{@code flow_step(x [1, B, M], mu [1, B, M], speaker [1, B], cond [1, B, M], t, length,
 *       stream) → [1, B, M]}: a step of the given length from a time on, with guidance (J. Ho, T.
 *       Salimans, Classifier-Free Diffusion Guidance, 2022).
 * </ul>
 */
public final class FlowNetwork {

    private static final double SHORTEST = 1e-12;
    private static final double EPS = 1e-5;
    private static final int STRETCHED = 4;

    private final FlowConfig config;
    private final Scope scope;
    private final Embedding embedding;
    private final Linear speaker;
    private final CodeEncoder encoder;
    private final Linear project;
    private final Optional<Layer> regulator;
    private final FlowEstimator estimator;

    /**
     * Declares the parameters.
     *
     * @param scope of the file that has them alone
     */
    public FlowNetwork(FlowConfig config, Scope scope) {
        this.config = config;
        this.scope = scope;
        embedding = new Embedding(scope.at("input_embedding"), config.codes(), config.states());
        speaker =
                Linear.biased(
                        scope.at("spk_embed_affine_layer"), config.voicePrint(), config.mels());
        encoder = new CodeEncoder(scope.at("encoder"), config);
        project = Linear.biased(scope.at("encoder_proj"), config.states(), config.mels());
        regulator =
                config.streaming()
                        ? Optional.empty()
                        : Optional.of(
                                regulator(scope.at("length_regulator").at("model"), config.mels()));
        estimator = new FlowEstimator(scope.at("decoder").at("estimator"), config);
    }

    private static Layer regulator(Scope scope, int mels) {
        Layer all = Layer.identity();
        for (int i = 0; i < STRETCHED; i++) {
            Layer convolution =
                    Convolution.biased(scope.at(3 * i), mels, mels, Window.of(3).centred());
            all =
                    all.then(convolution)
                            .then(GroupNorm.of(scope.at(3 * i + 1), 1, mels, EPS))
                            .then(Activations::mish);
        }
        return all.then(Convolution.biased(scope.at(3 * STRETCHED), mels, mels, Window.of(1)));
    }

    /**
     * Counts the floating point operations that frames take, about: two for each weight that a
     * frame passes, and those of the products within attention.
     */
    double operations(int frames) {
        double encoder = scope.at("encoder").elements();
        double encoderScores =
                6.0 * (config.layers() + config.upLayers()) * frames * config.states();
        double estimator = scope.at("decoder").elements();
        double blocks = config.transformers() * (2.0 * config.levels() + config.middleBlocks());
        double scores = 4.0 * blocks * frames * config.estimatorHeads() * config.headSize();
        double branches = 2.0 * config.steps();
        return frames * (2 * encoder + encoderScores + branches * (2 * estimator + scores));
    }

    /** Adds its methods to a program. */
    public void addTo(Methods methods) {
        Method see = methods.add("flow_sight", this::sight);
        methods.add("flow_speaker", body -> speaker(body.tensor("print")));
        methods.add(
                "flow_encode",
                body -> {
                    Value codes = body.tensor("codes");
                    Value rows = body.integer("rows");
                    Value stream = body.parameter("stream", Type.BOOL);
                    Value seen = see.call(rows, stream);
                    Value embedded = embedding.apply(codes.call("torch.clamp_min", 0));
                    Value states = encoder.apply(embedded, rows, seen);
                    return project.apply(states).transpose(1, 2).call("torch.contiguous");
                });
        regulator.ifPresent(
                it ->
                        methods.add(
                                "flow_stretch",
                                body -> {
                                    Value codes = body.tensor("codes");
                                    Value places = body.tensor("places");
                                    return it.apply(codes.indexSelect(2, places));
                                }));
        Method velocity = methods.add("flow_velocity", body -> velocity(body, see));
        methods.add("flow_step", body -> step(body, velocity));
    }

    private Value sight(Body body) {
        Value rows = body.integer("rows");
        Value stream = body.parameter("stream", Type.BOOL);
        return body.when(
                stream,
                () -> AttentionMask.chunks(rows, config.chunk()),
                () -> body.call("torch.ones", List.of(rows, rows), "dtype=11"));
    }

    private Value speaker(Value print) {
        Value length = print.call("torch.norm", 2, List.of(-1), true);
        return speaker.apply(print.over(length.call("torch.clamp_min", SHORTEST)));
    }

    private Value velocity(Body body, Method see) {
        Value x = body.tensor("x");
        Value mu = body.tensor("mu");
        Value voice = body.tensor("speaker");
        Value cond = body.tensor("cond");
        Value t = body.tensor("t");
        Value stream = body.parameter("stream", Type.BOOL);
        Value voices = voice.unsqueeze(-1).call("torch.expand", List.of(-1, -1, x.size(2)));
        Value all = body.call("torch.cat", List.of(x, mu, voices, cond), 1);
        return estimator.apply(all, t, frames -> see.call(frames, stream));
    }

    private Value step(Body body, Method velocity) {
        Value x = body.tensor("x");
        Value mu = body.tensor("mu");
        Value voice = body.tensor("speaker");
        Value cond = body.tensor("cond");
        Value t = body.parameter("t", Type.FLOAT);
        Value length = body.parameter("length", Type.FLOAT);
        Value stream = body.parameter("stream", Type.BOOL);
        Value times = body.call("torch.full", List.of(2), t, "dtype=6");
        Value both =
                velocity.call(
                        body.call("torch.cat", List.of(x, x)),
                        withNothing(mu),
                        withNothing(voice),
                        withNothing(cond),
                        times,
                        stream);
        Value with = both.narrow(0, 0, 1).times(1 + config.guidance());
        Value without = both.narrow(0, 1, 1).times(config.guidance());
        return x.plus(with.minus(without).times(length));
    }

    private static Value withNothing(Value x) {
        return x.body().call("torch.cat", List.of(x, x.call("torch.zeros_like")));
    }
}
