package io.mingle.trainer.internal.speech;

import io.mingle.audio.encoder.AudioNetwork;
import io.mingle.audio.feature.LogMel;
import io.mingle.nn.Role;
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
import io.mingle.trainer.internal.learn.CausalMask;
import io.mingle.trainer.internal.learn.Classification;
import io.mingle.trainer.internal.learn.GuidedAttention;
import java.util.List;

/**
 * What is written down of recordings, by the encoder of sounds and the thinker. Guides ask of the
 * encoder alone which word there is at each token, and its number in order; and which words there
 * are in all, wherever they are (A. Graves and others, Connectionist Temporal Classification,
 * 2006). Another asks the middle of the thinker which number the word has that it writes.
 *
 * <p>With {@code B} recordings of {@code N} samples and {@code T} tokens, in rows of {@code S}
 * tokens, its tensors are {@code samples [B, N]}, {@code filters [mels, bins]}; {@code ids [B, S]},
 * {@code positions [3, B, S]}, {@code modality [B · S]}; {@code sounds [B · T]}, the places of the
 * sound's tokens in the flattened ids; {@code at} and {@code targets}: places and what follows
 * them, and {@code written}, the numbers of the words they belong to, from 1 on; {@code labels [B ·
 * T]}, words from 1 on, and {@code counted [B · T]}, their numbers in order; {@code words}, those
 * of all recordings behind one another, {@code word_counts [B]} and {@code token_counts [B]}; and
 * those of {@link GuidedAttention}: which tokens of the sound a word is heard in.
 */
record HearObjective() implements Objective {

    private static final double BALANCE = 0.01;

    /** Most of a recording may be silence, which would drown words. */
    private static final double SILENCE_WEIGHT = 0.4;

    @Override
    public Loss declare(Networks networks) {
        AudioNetwork hearing =
                networks.use(
                        SpeechNetworks.HEARING,
                        SpeechNetworks.butPositions(ParameterGroup.LEARNING));
        networks.use(UnderstandingNetworks.THINKER);
        int hidden = UnderstandingNetworks.decoder(networks.config()).hiddenSize();
        long labels = SpokenWord.labels() + 1L;
        return new Hearing(
                hearing,
                hidden,
                Linear.biased(networks.head("heard"), Role.HEAD, hidden, labels),
                Linear.biased(
                        networks.head("counted"), Role.HEAD, hidden, Recording.MOST_COUNTED + 1L),
                Linear.biased(networks.head("heard_in_order"), Role.HEAD, hidden, labels),
                Linear.biased(
                        networks.head("written"), Role.HEAD, hidden, Recording.MOST_COUNTED + 1L));
    }

    private record Hearing(
            AudioNetwork hearing,
            int hidden,
            Linear each,
            Linear counted,
            Linear ordered,
            Linear written)
            implements Loss {

        @Override
        public void write(Inputs inputs, Terms terms) {
            Value mel = LogMel.of(inputs.tensor("samples"), inputs.tensor("filters")).named("mel");
            Value features = hearing.encoded(mel).named("features");
            guide(features.times(Math.sqrt(hidden)).named("scaled"), inputs, terms);
            Value ids = inputs.tensor("ids");
            Value x =
                    inputs.body()
                            .call(
                                    "self.embed",
                                    ids,
                                    features.flatten(0, 1),
                                    inputs.tensor("sounds"));
            Value size = ids.size(0).named("size");
            Value width = ids.size(1).named("width");
            Value see = CausalMask.of(inputs.body(), size, width);
            List<Value> decoded = GuidedAttention.decode(inputs, x, see);
            Value rows = decoded.get(0).flatten(0, 1).indexSelect(0, inputs.tensor("at"));
            Value logits = rows.body().call("self.logits", rows).named("logits");
            Classification.loss(logits, inputs.tensor("targets"), terms);
            GuidedAttention.write(decoded.get(2), inputs, terms);
            Value middle = decoded.get(3).flatten(0, 1).indexSelect(0, inputs.tensor("at"));
            Value counts = written.apply(middle).to(DataType.FLOAT32).named("counts");
            Classification.guide("written", counts, inputs.tensor("written"), terms);
            terms.regular("balance", BALANCE, decoded.get(1));
        }

        private void guide(Value features, Inputs inputs, Terms terms) {
            label("dense", each.apply(features), inputs.tensor("labels"), terms);
            label("count", counted.apply(features), inputs.tensor("counted"), terms);
            Value chances =
                    ordered.apply(features)
                            .to(DataType.FLOAT32)
                            .call("torch.log_softmax", -1)
                            .transpose(0, 1);
            terms.guide("order", WordOrder.cost(chances, inputs, "token_counts"));
        }

        private static void label(String name, Value made, Value labels, Terms terms) {
            Value logits = made.to(DataType.FLOAT32).flatten(0, 1).named(name);
            Classification.guide(name, logits, labels, SILENCE_WEIGHT, terms);
        }
    }
}
