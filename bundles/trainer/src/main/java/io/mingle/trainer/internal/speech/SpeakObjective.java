package io.mingle.trainer.internal.speech;

import io.mingle.audio.feature.LogMel;
import io.mingle.audio.talker.TalkerNetwork;
import io.mingle.nn.Body;
import io.mingle.nn.Role;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Linear;
import io.mingle.tensor.DataType;
import io.mingle.trainer.Inputs;
import io.mingle.trainer.Loss;
import io.mingle.trainer.Networks;
import io.mingle.trainer.Objective;
import io.mingle.trainer.ParameterGroup;
import io.mingle.trainer.Terms;
import io.mingle.trainer.UnderstandingNetworks;
import io.mingle.trainer.internal.learn.Classification;
import io.mingle.trainer.internal.learn.DecodedBatch;
import java.util.List;

/**
 * What is said next, code by code, after a prompt (spec of the published model, talker, sections
 * 4.4 and 9). Thinker and tokenizer of speech stay as they are. Guides, whose heads are not part of
 * the model, ask which word a code is of that is said next, and which in order that is.
 *
 * <p>With {@code M} codes and prompts of {@code R} rows its tensors are those of {@link
 * SpokenClips}, {@code read [B, R]}, the tokens of speech of the prompts, {@code text [B, R + M]},
 * what stands beside all of them, {@code known [B, M + 1]}, 1 where something is to be said, {@code
 * ends [B, M + 1]}, 1 where that is the token {@code end [1]}, and {@code voice [1]}, the row of
 * the voice print; {@code words [B · (M + 1)]} and {@code numbers [B · (M + 1)]} from 1 on, 0 at
 * the end and -100 behind it; {@code ids [B, T]}, {@code positions [3, B, T]} and {@code modality
 * [B · T]} are what the thinker has heard, perhaps nothing.
 */
record SpeakObjective() implements Objective {

    private static final double RATE = 2;
    private static final double AVERAGE = 0.998;

    /** The states of the thinker begin behind three tokens. */
    private static final int STATES = 3;

    /**
     * As the published model is served, a code is drawn by its likelihood, and one that is far off
     * brings the next ones off their way. With that many times the logits those are drawn less.
     */
    private static final double SHARPNESS = 2;

    /** Each clip has one end, and many codes. */
    private static final double END_WEIGHT = 1;

    @Override
    public Loss declare(Networks networks) {
        networks.use(UnderstandingNetworks.THINKER, ParameterGroup.FROZEN);
        CodeNetwork codes = networks.use(SpeechNetworks.CODES, ParameterGroup.FROZEN);
        TalkerNetwork talker =
                networks.use(
                        SpeechNetworks.TALKER,
                        ParameterGroup.LEARNING.withRate(RATE).withAverage(AVERAGE));
        int first = SpeechConfigs.firstCode(networks.config());
        int hidden = UnderstandingNetworks.decoder(networks.config()).hiddenSize();
        int states = SpeechConfigs.talker(networks.config()).decoder().hiddenSize();
        return new Speaking(
                codes,
                talker,
                first,
                hidden,
                Linear.biased(
                        networks.head("spoken_word"), Role.HEAD, states, SpokenWord.labels() + 1L),
                Linear.biased(
                        networks.head("spoken_number"),
                        Role.HEAD,
                        states,
                        SpokenClips.LONGEST + 1L));
    }

    private record Speaking(
            CodeNetwork codes,
            TalkerNetwork talker,
            int first,
            int hidden,
            Linear word,
            Linear number)
            implements Loss {

        @Override
        public void write(Inputs inputs, Terms terms) {
            Body body = inputs.body();
            Value features = LogMel.of(inputs.tensor("heard"), inputs.tensor("feature_filters"));
            Value said = codes.codes(features).plus(first).named("said");
            Value read = inputs.tensor("read");
            Value audio = body.call("torch.cat", List.of(read, said), 1).named("audio");
            Value states =
                    talker.spoken(
                            audio,
                            inputs.tensor("text"),
                            inputs.tensor("print"),
                            heard(inputs),
                            STATES,
                            inputs.integers("voice").get(0));
            Value count = said.size(1).plus(1).named("count");
            Value rows = states.narrow(1, read.size(1).minus(1), count).named("spoken");
            guide("words", word.apply(rows), inputs, terms);
            guide("numbers", number.apply(rows), inputs, terms);
            Value logits = talker.logits(rows).flatten(0, 1).named("logits");
            Value ends = inputs.tensor("ends");
            Value following =
                    said.call("torch.constant_pad_nd", List.of(0, 1))
                            .times(ends.times(-1).plus(1))
                            .plus(ends.times(inputs.tensor("end")))
                            .flatten(0, 1)
                            .named("following");
            Value known = inputs.tensor("known").flatten(0, 1);
            Value all = known.call("torch.sum");
            Value each =
                    logits.over(SHARPNESS).call("torch.cross_entropy_loss", following, null, 0);
            terms.loss(each.times(known).call("torch.sum").over(all));
            Value hits =
                    logits.call("torch.argmax", -1)
                            .call("torch.eq", following)
                            .to(DataType.FLOAT32);
            terms.share("", hits.times(known).call("torch.sum").over(all));
        }

        private static void guide(String name, Value made, Inputs inputs, Terms terms) {
            Value logits = made.to(DataType.FLOAT32).flatten(0, 1).named(name + "_made");
            Classification.guide(name, logits, inputs.tensor(name), END_WEIGHT, terms);
        }

        /** What entered the thinker and what left it, added up, [B, T, Q]. */
        private Value heard(Inputs inputs) {
            Body body = inputs.body();
            Value ids = inputs.tensor("ids");
            Value size = ids.size(0).named("size");
            Value length = ids.size(1).named("length");
            return body.when(
                    body.expression(Type.BOOL, "%s == 0", length),
                    () -> body.call("torch.zeros", List.of(size, 0, hidden), "dtype=6"),
                    () -> {
                        Value none = body.call("torch.zeros", List.of(0), "dtype=4");
                        Value x = body.call("self.embed", ids, none, none).named("entered");
                        Value left = DecodedBatch.of(inputs, x, size, length).hidden();
                        return x.plus(left).to(DataType.FLOAT32);
                    });
        }
    }
}
