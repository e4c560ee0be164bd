package io.mingle.audio.talker;

import io.mingle.decode.CausalNetwork;
import io.mingle.decode.DecodeEngine;
import io.mingle.decode.KvShape;
import io.mingle.model.TalkerConfig;
import io.mingle.nn.Body;
import io.mingle.nn.Methods;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Convolution;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.Pages;
import io.mingle.nn.layer.Window;
import io.mingle.nn.qwen2.Qwen2Network;
import java.util.List;

/**
 * The talker: Qwen2 over the sum of a token of speech and one of text in each row (spec of the
 * published model, talker, sections 2 and 4.4).
 *
 * <p>The decode engine runs it; a token that it decodes has the pad of the text beside it. Besides
 * the engine's methods its program has {@code talker_prompt(audio [L], text [L], print [1, P],
 * first [1, T, Q], last [1, T, Q], thinker, voice) → [1, L, H]}: the rows of a prompt, in which the
 * sum of the thinker's states stands from the place {@code thinker} on, and the voice print at
 * {@code voice}.
 */
public final class TalkerNetwork implements CausalNetwork {

    private final Qwen2Network decoder;
    private final Linear thinker;
    private final Convolution voice;
    private final int textPad;

    /**
     * Declares the parameters.
     *
     * @param textPad the token of text that stands beside decoded ones
     * @param scope in which they are {@code model}, {@code thinker_to_talker_proj} and {@code
     *     vp_head}
     */
    public TalkerNetwork(TalkerConfig config, int textPad, Scope scope) {
        this.textPad = textPad;
        int hidden = config.decoder().hiddenSize();
        decoder = new Qwen2Network(config.decoder(), scope.at("model"));
        thinker =
                Linear.biased(
                        scope.at("thinker_to_talker_proj"), config.qaModelHiddenSize(), hidden);
        voice =
                Convolution.biased(
                        scope.at("vp_head"),
                        config.vpFeatureSize(),
                        hidden,
                        Window.of(config.vpKernelSize()));
    }

    @Override
    public KvShape kv() {
        return decoder.kv();
    }

    @Override
    public int axes() {
        return decoder.axes();
    }

    @Override
    public Value embed(Value ids) {
        Value pad = ids.body().call("torch.full", List.of(1), textPad, "dtype=4");
        return decoder.embed(ids).plus(decoder.embed(pad));
    }

    @Override
    public Value states(Value x, Value positions, Value kinds, Pages pages) {
        return decoder.states(x, positions, kinds, pages);
    }

    @Override
    public Value logits(Value states) {
        return decoder.logits(states);
    }

    /** Adds its methods to a program. */
    public void addTo(Methods methods) {
        methods.add("talker_prompt", this::prompt);
        methods.add(
                "talker_row",
                body ->
                        decoder.embed(body.tensor("audio"))
                                .plus(decoder.embed(body.tensor("text")))
                                .unsqueeze(0));
        DecodeEngine.addTo(methods, this);
    }

    private Value prompt(Body body) {
        Value audio = body.tensor("audio");
        Value text = body.tensor("text");
        Value print = body.tensor("print");
        Value first = body.tensor("first");
        Value last = body.tensor("last");
        Value from = body.integer("from_row");
        Value place = body.integer("place");
        Value rows = decoder.embed(audio).plus(decoder.embed(text)).named("rows");
        Value heard = first.plus(last).squeeze(0).named("heard");
        Value behind = from.plus(heard.size(0)).named("behind");
        Value spoken = voice.apply(print.unsqueeze(-1)).squeeze(-1);
        Value rest = place.plus(1).named("rest");
        return body.call(
                        "torch.cat",
                        List.of(
                                rows.narrow(0, 0, from),
                                thinker.apply(heard).to(body.precision().residual()),
                                rows.narrow(0, behind, place.minus(behind)),
                                spoken.to(body.precision().residual()),
                                rows.narrow(0, rest, rows.size(0).minus(rest))))
                .unsqueeze(0);
    }
}
