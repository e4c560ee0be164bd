package io.mingle.trainer.internal.drawing;

import io.mingle.gen.network.AutoencoderConfig;
import io.mingle.gen.network.DiffusionConfig;
import io.mingle.gen.network.PositionTable;
import io.mingle.gen.sampling.FlowMatchSchedule;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.internal.drawing.DrawingExample.Source;
import io.mingle.vision.picture.RgbPicture;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Draws pictures that are to be drawn, or edited, with noise, and lays them out for the device. */
final class FlowSampler implements Sampler<FlowSampler.Noisy> {

    /** How often words, the reference, or both are left out. */
    private static final double LEFT_OUT = 0.1;

    /**
     * How many noises each example is learnt from at once: what is made of words and pictures
     * before noise comes in, which costs as much as the transformer, is made once for all of them.
     */
    static final int NOISES = 2;

    private static final int ROOM = 32;
    private static final int ROOM_BESIDE = 16;

    /**
     * A picture and what is chosen for it.
     *
     * @param noises normal, each as long as its latent
     * @param sigmas how much of each there is, 0 to 1
     * @param words whether the condition is told
     * @param picture whether the reference is shown
     */
    record Noisy(
            DrawingExample example,
            List<float[]> noises,
            float[] sigmas,
            boolean words,
            boolean picture) {}

    private final Function<SplittableRandom, DrawingExample> source;
    private final AutoencoderConfig autoencoder;
    private final DiffusionConfig transformer;
    private final FlowMatchSchedule schedule;
    private final PromptBatches prompts;

    private FlowSampler(Function<SplittableRandom, DrawingExample> source, Setup setup) {
        this.source = source;
        autoencoder = AutoencoderConfig.read(setup.configuration("vae/config.json"));
        transformer = DiffusionConfig.read(setup.configuration("transformer/config.json"));
        schedule = FlowMatchSchedule.read(setup.configuration("scheduler/scheduler_config.json"));
        prompts = new PromptBatches(setup);
    }

    /** Returns a sampler for the model of a training. */
    static FlowSampler of(Function<SplittableRandom, DrawingExample> source, Setup setup) {
        return new FlowSampler(source, setup);
    }

    @Override
    public Supplier<Noisy> examples(SplittableRandom random) {
        return () -> {
            DrawingExample example = source.apply(random);
            int places = places(example.target());
            int length = autoencoder.latentChannels() * places * places;
            List<float[]> noises =
                    Stream.generate(() -> AutoencoderSampler.noise(random, length))
                            .limit(NOISES)
                            .toList();
            double left = random.nextDouble();
            return new Noisy(
                    example,
                    noises,
                    sigmas(random),
                    left >= 2 * LEFT_OUT,
                    left < LEFT_OUT || left >= 3 * LEFT_OUT);
        };
    }

    /** Each second one is as near the end as the one before is near the beginning. */
    private float[] sigmas(SplittableRandom random) {
        float[] sigmas = new float[NOISES];
        for (int i = 0; i < NOISES; i += 2) {
            double normal = random.nextGaussian();
            sigmas[i] = sigma(normal);
            sigmas[i + 1] = sigma(-normal);
        }
        return sigmas;
    }

    /** The logistic of a normal number, as a place in the schedule's table, which begins with 1. */
    private float sigma(double normal) {
        double even = 1 / (1 + Math.exp(-normal));
        int place = (int) Math.floor(schedule.trainSteps() * even);
        return schedule.trained(Math.max(1, schedule.trainSteps() - place));
    }

    private int places(RgbPicture picture) {
        return picture.width() / autoencoder.factor();
    }

    @Override
    public int room(Noisy one) {
        return one.example().source().isPresent() ? ROOM_BESIDE : ROOM;
    }

    @Override
    public Batch batch(List<Noisy> drawn) {
        List<DrawingExample> examples = drawn.stream().map(Noisy::example).toList();
        int size = drawn.size();
        int side = examples.get(0).target().width();
        int places = places(examples.get(0).target());
        int patches = places / transformer.patchSize();
        Batch.Builder batch =
                Batch.of(size)
                        .values(
                                "target",
                                pixels(examples.stream().map(DrawingExample::target).toList()),
                                size,
                                3,
                                side,
                                side)
                        .values(
                                "noise",
                                drawn.stream().flatMap(it -> it.noises().stream()).toList(),
                                (long) size * NOISES,
                                autoencoder.latentChannels(),
                                places,
                                places)
                        .values("sigma", sigmas(drawn))
                        .numbers(
                                "labels",
                                LatentLabels.joined(examples.stream().map(DrawingExample::labels)),
                                size,
                                LatentLabels.CLASSES.size(),
                                (long) places * places);
        prompts.add(examples, drawn.stream().map(Noisy::words).toList(), batch);
        add(batch, "places", PositionTable.Of.NOISE, patches);
        if (examples.get(0).source().isEmpty()) {
            return batch.build();
        }
        add(batch, "reference_places", PositionTable.Of.REFERENCE, patches);
        List<Source> sources = examples.stream().map(it -> it.source().orElseThrow()).toList();
        batch.values(
                        "source",
                        pixels(sources.stream().map(Source::picture).toList()),
                        size,
                        3,
                        side,
                        side)
                .numbers(
                        "source_labels",
                        LatentLabels.joined(sources.stream().map(Source::labels)),
                        size,
                        LatentLabels.CLASSES.size(),
                        (long) places * places)
                .values("picture", each(drawn, it -> it.picture() ? 1f : 0f))
                .values(
                        "change",
                        examples.stream().map(DrawingExample::change).toList(),
                        size,
                        1,
                        places,
                        places);
        return batch.build();
    }

    private static List<float[]> pixels(List<RgbPicture> pictures) {
        return pictures.stream().map(DrawingExample::pixels).toList();
    }

    private static float[] sigmas(List<Noisy> drawn) {
        FloatBuffer all = FloatBuffer.allocate(drawn.size() * NOISES);
        drawn.forEach(it -> all.put(it.sigmas()));
        return all.array();
    }

    private static float[] each(List<Noisy> drawn, Function<Noisy, Float> of) {
        float[] all = new float[drawn.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = of.apply(drawn.get(i));
        }
        return all;
    }

    private void add(Batch.Builder batch, String name, PositionTable.Of of, int patches) {
        float[] table = PositionTable.computed(transformer).middle(of, patches, patches);
        batch.values(name, table, (long) patches * patches, transformer.innerDim());
    }
}
