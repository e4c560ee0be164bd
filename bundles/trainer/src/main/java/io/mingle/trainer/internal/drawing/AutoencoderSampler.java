package io.mingle.trainer.internal.drawing;

import io.mingle.gen.network.AutoencoderConfig;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Sampler;
import io.mingle.vision.picture.RgbPicture;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Draws pictures of all that is drawn and edited here, and noise for their latents. */
record AutoencoderSampler(AutoencoderConfig config) implements Sampler<AutoencoderSampler.Noisy> {

    private static final int ROOM = 16;

    /**
     * A picture.
     *
     * @param noise normal, as long as its latent
     */
    record Noisy(RgbPicture picture, float[] noise) {}

    @Override
    public Supplier<Noisy> examples(SplittableRandom random) {
        return () -> {
            RgbPicture picture = picture(random);
            return new Noisy(picture, noise(random, latent(picture.width())));
        };
    }

    private static RgbPicture picture(SplittableRandom random) {
        int sort = random.nextInt(10);
        if (sort < 4) {
            return DrawingExample.drawn(random).target();
        }
        DrawingExample example =
                sort < 6 ? DrawingExample.edited(random) : DrawingExample.seen(random);
        return random.nextInt(4) == 0 ? example.source().orElseThrow() : example.target();
    }

    static float[] noise(SplittableRandom random, int count) {
        float[] noise = new float[count];
        for (int i = 0; i < count; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    private int latent(int side) {
        int places = side / config.factor();
        return config.latentChannels() * places * places;
    }

    @Override
    public int room(Noisy example) {
        return ROOM;
    }

    @Override
    public Batch batch(List<Noisy> examples) {
        int side = examples.get(0).picture().width();
        int places = side / config.factor();
        List<float[]> pixels =
                examples.stream().map(it -> DrawingExample.pixels(it.picture())).toList();
        return Batch.of(examples.size())
                .values("pixels", pixels, examples.size(), 3, side, side)
                .values(
                        "noise",
                        examples.stream().map(Noisy::noise).toList(),
                        examples.size(),
                        config.latentChannels(),
                        places,
                        places)
                .build();
    }
}
