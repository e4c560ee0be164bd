package io.mingle.trainer.internal.drawing;

import io.mingle.gen.network.Autoencoder;
import io.mingle.gen.network.Autoencoder.Moments;
import io.mingle.nn.Value;
import io.mingle.tensor.DataType;
import io.mingle.trainer.Inputs;
import io.mingle.trainer.Loss;
import io.mingle.trainer.Networks;
import io.mingle.trainer.Objective;
import io.mingle.trainer.ParameterGroup;
import io.mingle.trainer.Terms;

/**
 * Pictures that come out of their latents as they went in (D. Kingma, M. Welling, Auto-Encoding
 * Variational Bayes, 2014): the distance of pixels, that of their differences to the right and
 * down, on which edges depend, and a little divergence of the latents from normal ones.
 *
 * <p>Its tensors are {@code pixels [B, 3, H, W]} from -1 to 1 and {@code noise [B, C, h, w]},
 * normal.
 */
record AutoencoderObjective() implements Objective {

    /** What the trial tells besides, from which shift and scale of latents follow. */
    static final String MEAN = "latent mean";

    static final String SQUARE = "latent square";

    private static final double RATE = 2.5;
    private static final double AVERAGE = 0.998;
    private static final double SQUARES = 2;
    private static final double EDGES = 1;
    private static final double DIVERGENCE = 5e-4;

    @Override
    public Loss declare(Networks networks) {
        Autoencoder autoencoder =
                networks.use(
                        DrawingNetworks.AUTOENCODER,
                        ParameterGroup.LEARNING.withRate(RATE).withAverage(AVERAGE));
        return (inputs, terms) -> write(autoencoder, inputs, terms);
    }

    private static void write(Autoencoder autoencoder, Inputs inputs, Terms terms) {
        Value pixels = inputs.tensor("pixels");
        Moments moments = autoencoder.moments(pixels);
        Value mean = moments.mean().to(DataType.FLOAT32).named("mean");
        Value log =
                moments.logVariance()
                        .to(DataType.FLOAT32)
                        .call("torch.clamp", -30.0, 20.0)
                        .named("log_variance");
        Value spread = log.times(0.5).call("torch.exp");
        Value latent = mean.plus(spread.times(inputs.tensor("noise"))).named("latent");
        Value made = autoencoder.decoded(latent).to(DataType.FLOAT32).named("made");
        Value off = made.minus(pixels).named("off");
        Value squares = off.times(off).call("torch.mean");
        terms.loss(off.call("torch.abs").call("torch.mean").plus(squares.times(SQUARES)));
        terms.regular("edges", EDGES, differences(off, 2).plus(differences(off, 3)));
        Value divergence =
                mean.times(mean).plus(log.call("torch.exp")).minus(log).minus(1).times(0.5);
        terms.regular("divergence", DIVERGENCE, divergence.call("torch.mean"));
        terms.regular("squares", 0, squares);
        terms.regular(MEAN, 0, mean.call("torch.mean"));
        terms.regular(SQUARE, 0, mean.times(mean).call("torch.mean"));
    }

    /**
     * The mean difference of neighbours along an axis; of two pictures' distance, that of edges.
     */
    private static Value differences(Value off, int axis) {
        Value count = off.size(axis).minus(1);
        return off.narrow(axis, 1, count)
                .minus(off.narrow(axis, 0, count))
                .call("torch.abs")
                .call("torch.mean");
    }
}
