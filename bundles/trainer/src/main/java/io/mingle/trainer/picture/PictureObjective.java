package io.mingle.trainer.picture;

import io.mingle.model.ConfigSection;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Linear;
import io.mingle.tensor.DataType;
import io.mingle.trainer.Inputs;
import io.mingle.trainer.Loss;
import io.mingle.trainer.Networks;
import io.mingle.trainer.Objective;
import io.mingle.trainer.Terms;
import io.mingle.trainer.UnderstandingNetworks;
import io.mingle.trainer.internal.learn.Classification;
import io.mingle.trainer.internal.learn.GuidedAttention;
import java.util.List;
import java.util.Optional;

/**
 * Answers to questions about pictures, by the vision encoder and the thinker, and dense labels:
 * what is under each patch, and where the thing under each visual token ends.
 *
 * <p>With {@code B} samples of {@code S} tokens, {@code P} patches and {@code N} visual tokens in
 * all, and {@code M} tokens to predict, its tensors are
 *
 * <ul>
 *   <li>{@code rows [P, R]}, {@code order}, {@code inverse}, {@code block_inverse}, {@code places
 *       [P, 2]}, {@code windows}, {@code frames}: the patches and their {@link
 *       io.mingle.vision.encoder.EncodingPlan};
 *   <li>{@code ids [B, S]}, {@code positions [3, B, S]}, {@code modality [B · S]}; {@code turn [B,
 *       S]}: 0 for the picture's prefix, from 1 on the question that a token belongs to; {@code
 *       visual [N]}: the places of visual tokens in the flattened ids;
 *   <li>{@code at [M]}: the places whose next token is to be predicted; {@code targets [M]}: those
 *       next tokens;
 *   <li>{@code labels [P]}: what is under each patch; {@code extents [N · 4]} and {@code boxes [N ·
 *       4]}: the edges of the thing under each visual token, as seen from the token and in the
 *       picture, in bins; {@link BoxLabels#NOTHING} where there is nothing to say;
 *   <li>where things have kinds, {@code kinds [N]}: which one each visual token shows;
 *   <li>where names are looked for, {@code spelling [N · 4]}: the first letters of the text that
 *       each visual token shows a piece of ({@link SpellingLabels});
 *   <li>those of {@link GuidedAttention}: which visual tokens show what is read off them.
 * </ul>
 */
record PictureObjective(Labelling labelling) implements Objective {

    /** Most of a picture is ground, which would drown what is drawn on it. */
    private static final double GROUND_WEIGHT = 0.3;

    private static final double BALANCE = 0.01;

    @Override
    public Loss declare(Networks networks) {
        networks.use(UnderstandingNetworks.VISION);
        networks.use(UnderstandingNetworks.THINKER);
        ConfigSection config = networks.config();
        int hidden = UnderstandingNetworks.decoder(config).hiddenSize();
        int merge = UnderstandingNetworks.vision(config).spatialMergeSize();
        Scope heads = networks.head(labelling.name());
        return new Answers(
                hidden,
                labelling.marks(),
                Linear.biased(heads, Role.HEAD, hidden, (long) labelling.marks() * merge * merge),
                Linear.biased(heads.at("extent"), Role.HEAD, hidden, 4L * BoxLabels.BINS),
                Linear.biased(heads.at("box"), Role.HEAD, hidden, 4L * BoxLabels.BINS),
                labelling.kinds() == 0
                        ? Optional.empty()
                        : Optional.of(
                                Linear.biased(
                                        heads.at("kind"), Role.HEAD, hidden, labelling.kinds())),
                labelling.names()
                        ? Optional.of(
                                Linear.biased(
                                        heads.at("spelling"),
                                        Role.HEAD,
                                        hidden,
                                        (long) labelling.marks() * SpellingLabels.LETTERS))
                        : Optional.empty());
    }

    private record Answers(
            int hidden,
            int marks,
            Linear dense,
            Linear extent,
            Linear box,
            Optional<Linear> kind,
            Optional<Linear> spelling)
            implements Loss {

        @Override
        public void write(Inputs inputs, Terms terms) {
            List<Value> seen = through(inputs);
            Value states = seen.get(1).flatten(0, 1);
            Value rows = states.indexSelect(0, inputs.tensor("at"));
            Value logits = rows.body().call("self.logits", rows);
            Classification.loss(logits, inputs.tensor("targets"), terms);
            Value features = seen.get(0);
            Value shown = dense.apply(scaled(features)).reshape(-1, marks);
            label("dense", shown, inputs.tensor("labels"), terms);
            Value extents = extent.apply(scaled(features));
            terms.guide("extents", edges(extents, inputs.tensor("extents")));
            Value visual = states.indexSelect(0, inputs.tensor("visual"));
            terms.guide("boxes", edges(box.apply(visual), inputs.tensor("boxes")));
            kind.map(it -> it.apply(scaled(features)))
                    .ifPresent(it -> label("kinds", it, inputs.tensor("kinds"), terms));
            spelling.map(it -> it.apply(scaled(features)).reshape(-1, marks))
                    .ifPresent(it -> label("spelling", it, inputs.tensor("spelling"), terms));
            GuidedAttention.write(seen.get(3), inputs, terms);
            terms.regular("balance", BALANCE, seen.get(2));
        }

        @Override
        public Optional<Value> each(Inputs inputs) {
            Value at = inputs.tensor("at");
            Value rows = through(inputs).get(1).flatten(0, 1).indexSelect(0, at);
            Value logits = rows.body().call("self.logits", rows);
            Value each =
                    logits.call("torch.cross_entropy_loss", inputs.tensor("targets"), null, 0)
                            .to(DataType.FLOAT32);
            Value ids = inputs.tensor("ids");
            Value sample = at.call("torch.floor_divide", ids.size(1));
            return Optional.of(
                    ids.body()
                            .call("torch.zeros", List.of(ids.size(0)), "dtype=6")
                            .call("torch.index_add", 0, sample, each));
        }

        /** What the encoder and the thinker make of a batch, the balance, and where is looked. */
        private static List<Value> through(Inputs inputs) {
            return inputs.part(
                    "through",
                    List.of("features", "hidden", "balance", "scores"),
                    it -> {
                        Value features =
                                it.body()
                                        .call(
                                                "self.encode",
                                                it.tensor("rows"),
                                                it.tensor("order"),
                                                it.tensor("inverse"),
                                                it.tensor("block_inverse"),
                                                it.tensor("places"),
                                                it.integers("windows"),
                                                it.integers("frames"));
                        Value x =
                                it.body()
                                        .call(
                                                "self.embed",
                                                it.tensor("ids"),
                                                features,
                                                it.tensor("visual"));
                        Value see = visible(it.tensor("turn"));
                        List<Value> decoded = GuidedAttention.decode(it, x, see);
                        return it.body()
                                .tuple(features, decoded.get(0), decoded.get(1), decoded.get(2));
                    });
        }

        /** A row sees what comes before it in the picture's prefix (turn 0) and in its own turn. */
        private static Value visible(Value turn) {
            Value length = turn.size(1);
            Value before =
                    turn.body()
                            .call("torch.ones", List.of(length, length), "dtype=11")
                            .call("torch.tril");
            Value other = turn.unsqueeze(1);
            Value same =
                    other.call("torch.eq", 0)
                            .call("torch.logical_or", other.call("torch.eq", turn.unsqueeze(2)));
            return same.call("torch.logical_and", before).unsqueeze(1);
        }

        /** Makes vectors of length one as long as those of random values, for the heads. */
        private Value scaled(Value units) {
            return units.times(Math.sqrt(hidden));
        }

        /** Which thing each patch or visual token shows. */
        private static void label(String term, Value logits, Value labels, Terms terms) {
            Classification.guide(term, logits.to(DataType.FLOAT32), labels, GROUND_WEIGHT, terms);
        }

        private static Value edges(Value logits, Value edges) {
            Value edge = logits.reshape(-1, BoxLabels.BINS).to(DataType.FLOAT32);
            Value loss = edge.call("torch.cross_entropy_loss", edges, null, 2, BoxLabels.NOTHING);
            Value known = edges.call("torch.ge", 0).to(DataType.FLOAT32).call("torch.sum");
            return loss.over(known.call("torch.clamp_min", 1.0));
        }
    }
}
