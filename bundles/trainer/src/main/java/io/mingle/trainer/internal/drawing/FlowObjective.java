package io.mingle.trainer.internal.drawing;

import io.mingle.gen.network.Autoencoder;
import io.mingle.gen.network.Condition;
import io.mingle.gen.network.DiffusionConfig;
import io.mingle.gen.network.DiffusionTransformer;
import io.mingle.gen.network.DiffusionTransformer.Reference;
import io.mingle.nn.Value;
import io.mingle.tensor.DataType;
import io.mingle.trainer.Inputs;
import io.mingle.trainer.Loss;
import io.mingle.trainer.Networks;
import io.mingle.trainer.Objective;
import io.mingle.trainer.ParameterGroup;
import io.mingle.trainer.Terms;
import java.util.List;
import java.util.Optional;

/**
 * Flow matching (Y. Lipman and others, 2023; spec of the published model, image generation, section
 * 9): of a latent with noise in it, in which direction the noise lies. The thinker, the vision
 * encoder and the autoencoder stay as they are; query tokens learn through the thinker.
 *
 * <p>Its tensors are those of {@link PromptBatches}, {@code target [B, 3, H, W]} from -1 to 1,
 * {@code noise [B · N, C, h, w]} and {@code sigma [B · N]} with the noises of each example one
 * after the other, {@code labels [B, 3, n · 4]}, those of {@link LatentLabels}, and {@code places
 * [n, D]}. Beside a reference there are also {@code source [B, 3, H, W]}, {@code picture [B]}, 0
 * where the reference is left out, {@code change [B, 1, h, w]}, 1 where the picture may change,
 * {@code reference_places [n, D]}, and {@code source_labels [B, 3, n · 4]}.
 *
 * @param reference whether pictures are edited
 */
record FlowObjective(boolean reference) implements Objective {

    private static final int TIMES = 1000;

    /**
     * How much more than all else the part counts that changes; a picture counts as much as others,
     * however large that part is.
     */
    private static final double CHANGED = 3;

    /** How much what changes is bound to the reference, where all else is by 1. */
    private static final double LOOSE = 0.05;

    /** How much what lies where counts, where other guides count 1. */
    private static final double PLACES = 10;

    /** How much it counts what may lie where, as the condition has it. */
    private static final double LAYOUT = 20;

    /** Before the blocks, what the time says and what enters them are seen. */
    private static final int BEFORE = 2;

    /** How much what the prompt says counts. */
    private static final double SAID = 2;

    /** How much it counts beside a picture, whose shapes distract from those that are named. */
    private static final double SAID_BESIDE = 8;

    /** How much the likeness to the reference counts, where the loss counts 1. */
    private static final double SCENE = 0.25;

    @Override
    public Loss declare(Networks networks) {
        String who = reference ? "_beside" : "";
        Conditioning conditioning =
                Conditioning.of(networks, reference, who, ParameterGroup.FROZEN);
        DiffusionConfig transformer = DrawingNetworks.transformer(networks.config());
        return new Flow(
                conditioning,
                networks.use(DrawingNetworks.AUTOENCODER, ParameterGroup.FROZEN),
                networks.use(DrawingNetworks.DIFFUSION, Conditioning.LEARNING),
                PlaceGuide.of(networks, "places" + who, transformer.innerDim()),
                transformer.numLayers() / 2);
    }

    private record Flow(
            Conditioning conditioning,
            Autoencoder autoencoder,
            DiffusionTransformer transformer,
            PlaceGuide places,
            int middle)
            implements Loss {

        @Override
        public void write(Inputs inputs, Terms terms) {
            Value clean = each(latent(inputs.tensor("target"))).named("clean");
            Value noise = inputs.tensor("noise");
            Value sigma = inputs.tensor("sigma");
            Value share = broad(sigma);
            Value noisy = clean.plus(noise.minus(clean).times(share)).named("noisy");
            Condition told = conditioning.write(inputs);
            boolean reference = conditioning.reference();
            terms.guide(
                    "said", reference ? SAID_BESIDE : SAID, conditioning.said(told, inputs, terms));
            terms.guide("layout", LAYOUT, conditioning.planned(told, inputs));
            Condition condition = new Condition(each(told.tokens()), each(told.pooled()));
            Optional<Value> source =
                    reference
                            ? Optional.of(latent(inputs.tensor("source")).named("original"))
                            : Optional.empty();
            Value seen = inputs.body().list().named("seen");
            Value velocity =
                    transformer
                            .velocity(
                                    noisy,
                                    source.map(it -> beside(inputs, it)),
                                    sigma.times(TIMES),
                                    condition,
                                    inputs.tensor("places"),
                                    seen::append)
                            .to(DataType.FLOAT32)
                            .named("velocity");
            terms.guide("places", PLACES, placed(inputs, seen));
            Value off = velocity.minus(noise.minus(clean)).named("off");
            Value squares = off.times(off).named("squares");
            if (source.isEmpty()) {
                terms.loss(squares.call("torch.mean"));
                return;
            }
            Value change = each(inputs.tensor("change"));
            Value weight = change.times(CHANGED).plus(1);
            Value whole = weight.call("torch.mean", List.of(2, 3), true);
            terms.loss(squares.times(weight.over(whole)).call("torch.mean"));
            Value made = noisy.minus(velocity.times(share));
            Value unlike = made.minus(each(source.get()));
            Value bound = change.times(LOOSE - 1).plus(1);
            Value shown = broad(each(inputs.tensor("picture")));
            Value counted = share.times(-1).plus(1).times(shown).times(bound);
            terms.regular("scene", SCENE, unlike.times(unlike).times(counted).call("torch.mean"));
        }

        /** What lies where can be read from the middle of the transformer. */
        private Value placed(Inputs inputs, Value seen) {
            Value states = seen.get(BEFORE + middle).named("middle");
            Value labels = each(inputs.tensor("labels")).named("labels");
            Value patches = PlaceGuide.tokens(labels);
            Value drawn = places.cost(states.narrow(1, 0, patches), labels);
            if (!conditioning.reference()) {
                return drawn.call("torch.mean");
            }
            Value given =
                    places.cost(
                                    states.narrow(1, patches, patches),
                                    each(inputs.tensor("source_labels")))
                            .times(each(inputs.tensor("picture")));
            return drawn.plus(given).call("torch.mean");
        }

        private Value latent(Value pixels) {
            return autoencoder.scaled(autoencoder.moments(pixels).mean()).to(DataType.FLOAT32);
        }

        /** Repeats what there is of each example for each of its noises. */
        private static Value each(Value x) {
            return x.call("torch.repeat_interleave", FlowSampler.NOISES, 0);
        }

        /** Stretches what there is one of for each latent over it. */
        private static Value broad(Value one) {
            return one.reshape(-1, 1, 1, 1);
        }

        private static Reference beside(Inputs inputs, Value source) {
            return new Reference(
                    each(source.times(broad(inputs.tensor("picture")))),
                    inputs.tensor("reference_places"));
        }
    }
}
