package io.mingle.gen.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.DrawnPicture;
import io.mingle.api.drawing.PicturePreview;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Progress;
import io.mingle.tensor.Owned;
import io.mingle.tensor.Reservation;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.HiddenStates;
import io.mingle.vision.picture.RgbPicture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Paints the pictures of one request, on its thread; what it holds, it gives back at the end. */
final class Painter {

    private static final Logger LOGGER = LoggerFactory.getLogger(Painter.class);

    private final LoadedGenerator generator;
    private final TensorRuntime runtime;
    private final GenerationChannel<Drawings> channel;
    private final Plan plan;
    private final Optional<EditedPicture> edited;
    private final Conditioner conditioner;
    private final PixelDecoder pixels;

    /**
     * Prepares it.
     *
     * @param edited what is edited, if anything
     */
    Painter(
            LoadedGenerator generator,
            TensorRuntime runtime,
            HiddenStates thinker,
            GenerationChannel<Drawings> channel,
            Plan plan,
            Optional<EditedPicture> edited) {
        this.generator = generator;
        this.runtime = runtime;
        this.channel = channel;
        this.plan = plan;
        this.edited = edited;
        long request = channel.number();
        conditioner = new Conditioner(generator, thinker, runtime.scheduler(), request);
        pixels = new PixelDecoder(generator, runtime, request);
    }

    /**
     * Paints.
     *
     * @param instruction makes of words what the thinker reads
     */
    Drawings paint(Function<String, Instruction> instruction) {
        try (Owned owned = new Owned(runtime.scheduler())) {
            owned.add(reserved());
            Told words = told(instruction.apply(plan.words()), owned);
            Told nothing =
                    plan.negative()
                            .filter(text -> comparesWithNothing())
                            .map(text -> told(instruction.apply(text), owned))
                            .orElseGet(() -> conditioner.nothing(owned));
            Tensor known = edited.map(it -> owned.add(pixels.encode(it.drawn()))).orElse(null);
            KeptPlaces kept =
                    known == null || edited.get().mask().isEmpty()
                            ? null
                            : new KeptPlaces(known, owned.add(places(edited.get())));
            Denoiser denoiser =
                    new Denoiser(
                            generator,
                            runtime,
                            channel.number(),
                            plan,
                            words,
                            nothing,
                            known,
                            kept,
                            owned);
            List<DrawnPicture> pictures = new ArrayList<>();
            for (int i = 0; i < plan.count(); i++) {
                pictures.add(picture(denoiser, i));
            }
            return new Drawings(pictures);
        }
    }

    /** Otherwise nobody asks what should not be seen. */
    private boolean comparesWithNothing() {
        return Denoiser.formula(plan, edited.isPresent()).branches().stream()
                .anyMatch(branch -> !branch.words());
    }

    private Told told(Instruction instruction, Owned owned) {
        return instruction.read(inputs -> conditioner.told(inputs, owned));
    }

    private Reservation reserved() {
        int rows = generator.folder().rows(plan.size(), edited.isPresent());
        int branches = Denoiser.formula(plan, edited.isPresent()).branches().size();
        long bytes =
                new ScratchNeed(generator)
                        .bytes(plan.size(), rows * Denoiser.together(rows, branches));
        return runtime.scheduler().call(channel.number(), () -> runtime.reserve("scratch", bytes));
    }

    private Tensor places(EditedPicture picture) {
        int factor = generator.folder().factor();
        float[] places = picture.mask().orElseThrow().places(picture.frame(), factor);
        int rows = plan.size().height() / factor;
        return runtime.scheduler()
                .call(channel.number(), () -> runtime.of(places, 1, 1, rows, places.length / rows));
    }

    private DrawnPicture picture(Denoiser denoiser, int index) {
        long begun = System.nanoTime();
        long[] looked = {0};
        try (Owned parts = new Owned(runtime.scheduler())) {
            Tensor latent = parts.add(latent(denoiser, index, looked));
            long denoised = System.nanoTime();
            RgbPicture made = pixels.decode(latent);
            RgbPicture whole = edited.map(it -> it.finished(made)).orElse(made);
            long decoded = System.nanoTime();
            PictureSize size = new PictureSize(whole.width(), whole.height());
            Recipe recipe =
                    plan.recipe(index, edited.isPresent(), generator.folder().model().name(), size);
            return new DrawnPicture(
                    new Picture("picture.png", PngWriter.write(whole, recipe.texts())),
                    size,
                    plan.seed() + index,
                    plan.steps(),
                    Duration.ofNanos(denoised - begun - looked[0]),
                    Duration.ofNanos(decoded - denoised));
        }
    }

    /** Adds the time that previews take to what is looked. */
    private Tensor latent(Denoiser denoiser, int index, long[] looked) {
        int before = index * plan.steps();
        long all = (long) plan.count() * plan.steps();
        try (Reservation loaded = generator.transformer().hold()) {
            return denoiser.denoise(
                    plan.seed() + index,
                    (step, preview) -> {
                        channel.publish(new Progress("drawing", before + step, all));
                        if (preview != null) {
                            looked[0] += preview(index, step, preview);
                        }
                    });
        }
    }

    /** Returns the nanoseconds that it took. What there is no memory for is left out. */
    private long preview(int index, int step, Tensor latent) {
        long begun = System.nanoTime();
        try {
            byte[] file = PngWriter.write(pixels.decode(latent), Map.of());
            Picture picture = new Picture("preview.png", file);
            channel.publish(new PicturePreview(index, step, plan.steps(), picture));
        } catch (MemoryRefusedException | OutOfMemoryError e) {
            LOGGER.debug("The preview of step {} was left out.", step, e);
        }
        return System.nanoTime() - begun;
    }
}
