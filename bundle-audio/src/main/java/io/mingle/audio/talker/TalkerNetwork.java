package io.mingle.audio.talker;

import io.mingle.decode.CausalNetwork;
import io.mingle.decode.DecodeEngine;
import io.mingle.decode.KvShape;
import io.mingle.model.TalkerConfig;
import io.mingle.nn.Body;
import io.mingle.nn.Methods;
import io.mingle.nn.Scope;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.nn.layer.AttentionMask;
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
        DecodeEngine.addTo(methods, this);
    }

    private Value prompt(Body body) {
        Value audio = body.tensor("audio").unsqueeze(0);
        Value text = body.tensor("text").unsqueeze(0);
        Value print = body.tensor("print");
        Value first = body.tensor("first");
        Value last = body.tensor("last");
        Value from = body.integer("from_row");
        Value place = body.integer("place");
        return rows(audio, text, print, first.plus(last).named("heard"), from, place);
    }

    /** Writes the rows of prompts of one length, with the voice and what was heard in them. */
    private Value rows(
            Value audio, Value text, Value print, Value heard, Object from, Object place) {
        Body body = audio.body();
        Value rows = decoder.embed(audio).plus(decoder.embed(text)).named("rows");
        Value behind = heard.size(1).plus(from).named("behind");
        Value spoken = voice.apply(print.unsqueeze(-1)).transpose(1, 2);
        Value rest = body.expression(Type.INT, "%s + 1", place).named("rest");
        Value between = body.expression(Type.INT, "%s - %s", place, behind);
        return body.call(
                "torch.cat",
                List.of(
                        rows.narrow(1, 0, from),
                        thinker.apply(heard).to(body.precision().residual()),
                        rows.narrow(1, behind, between),
                        spoken.to(body.precision().residual()),
                        rows.narrow(1, rest, rows.size(1).minus(rest))),
                1);
    }

    /**
     * Writes what it makes of whole utterances of one length, prompt and speech, for training.
     *
     * @param audio tokens of speech, [B, L]
     * @param text tokens beside them, [B, L]
     * @param print of the voices, [B, P]
     * @param states of the thinker, the sum of both, [B, T, Q]; T may be 0
     * @param from the row of the first of them
     * @param place the row of the voice
     * @return [B, L, H]; {@link #logits} makes logits of it
     */
    public Value spoken(Value audio, Value text, Value print, Value states, int from, Value place) {
        Value x = rows(audio, text, print, states, from, place);
        Value length = x.size(1).named("length");
        Value turns = x.body().call("torch.arange", length);
        return decoder.stack()
                .decode(x, decoder.stack().turns(turns), AttentionMask.causal(length));
    }
}
