package io.mingle.segmentation.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.DrawnPicture;
import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Editing;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Update;
import io.mingle.api.event.Usage;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.segmentation.decode.Frame;
import io.mingle.segmentation.decode.Rgb;
import io.mingle.vision.picture.DecodedPicture;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.RgbPicture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Supplier;

/** Has a picture edited by whoever draws, and what was drawn read. */
final class Redrawing {

    /** What was drawn is read in this part of the work. */
    private static final String READ = "read";

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration FOREVER = Duration.ofDays(365);

    private final Broker broker;
    private final Preparation preparation;
    private final PictureReader reader = new PictureReader();

    Redrawing(Broker broker, Preparation preparation) {
        this.broker = broker;
        this.preparation = preparation;
    }

    /**
     * Begins. The picture is decoded on the caller's thread, what was drawn is read on one of its
     * own.
     *
     * @param picture of several pages the first
     * @param reading makes the result of what was drawn
     */
    <R> Generation<R> begin(
            Picture picture, String prompt, DrawingOptions options, Function<Scene, R> reading) {
        if (picture == null || options == null) {
            throw new InvalidRequestException(
                    "A picture was to be looked at by drawing, and the picture or the options are"
                            + " missing. DrawingOptions.USUAL will do for the latter.");
        }
        DecodedPicture decoded = reader.read(picture);
        Edit edit = new Edit(picture, prompt);
        return GenerationChannel.produce(
                "segmentation",
                channel -> {
                    Finished<Drawings> drawn = drawn(edit, options, channel);
                    channel.throwIfCancelled();
                    long begun = System.nanoTime();
                    RgbPicture original = decoded.picture();
                    String name = picture.name();
                    Scene scene = fitted(() -> scene(original, drawn.result()), original, name);
                    R result = fitted(() -> reading.apply(scene), original, name);
                    channel.finished(
                            result,
                            usage(drawn.usage(), Duration.ofNanos(System.nanoTime() - begun)),
                            warnings(decoded, drawn, scene));
                    return result;
                });
    }

    /** Returns the colours with which the model marks one thing, as far as it says. */
    List<Rgb> marks() {
        try (Lease<Editing> lease = broker.lease(Editing.class, PATIENCE)) {
            return lease.service().markColours().stream().map(Rgb::of).toList();
        } catch (SkillUnavailableException e) {
            // What was drawn is read all the same.
            return List.of();
        }
    }

    private static <R> R fitted(Supplier<R> work, RgbPicture original, String name) {
        try {
            return work.get();
        } catch (OutOfMemoryError e) {
            throw new ContentTooLargeException(
                    "What was drawn for the picture '%s' of %s pixels does not fit into memory in that size. Use a smaller picture, or give Java more memory with -Xmx."
                            .formatted(name, original.size()),
                    e);
        }
    }

    private Finished<Drawings> drawn(
            Edit edit, DrawingOptions options, GenerationChannel<?> channel) {
        Generation<Drawings> drawing;
        try {
            drawing =
                    broker.generate(Editing.class, PATIENCE, it -> it.edit(edit, asDrawn(options)));
        } catch (SkillUnavailableException e) {
            throw new SkillUnavailableException(
                    "The picture '%s' was to be looked at by drawing, and nobody draws: %s Install io.mingle.gen, and use a model with a picture generator."
                            .formatted(edit.picture().name(), e.getMessage()),
                    e);
        }
        channel.onCancel(drawing::cancel);
        drawing.subscribe(new Passing(channel));
        return drawing.join(FOREVER);
    }

    /** Leaves the size out: what is drawn would be resized to it. */
    private static DrawingOptions asDrawn(DrawingOptions options) {
        return new DrawingOptions(
                Optional.empty(),
                options.steps(),
                options.guidance(),
                options.negative(),
                options.seed(),
                options.count(),
                options.previewEvery());
    }

    /** Passes on how far it is. */
    private record Passing(GenerationChannel<?> channel) implements Flow.Subscriber<Event> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Event event) {
            if (event instanceof Update update) {
                channel.publish(update);
            }
        }

        @Override
        public void onError(Throwable error) {
            // The end of the drawing tells what happened.
        }

        @Override
        public void onComplete() {
            // The end of the drawing is waited for.
        }
    }

    private Scene scene(RgbPicture original, Drawings drawings) {
        List<RgbPicture> drawn = new ArrayList<>();
        for (DrawnPicture each : drawings.pictures()) {
            drawn.add(reader.read(each.picture()).picture());
        }
        Frame frame = preparation.frame(original.size(), drawn.get(0).size());
        return new Scene(
                original,
                frame,
                preparation.reference(original, frame),
                drawn,
                drawings.pictures().stream().map(DrawnPicture::seed).toList(),
                drawings.first().picture());
    }

    private static Usage usage(Usage drawing, Duration reading) {
        Map<String, Duration> timings = new LinkedHashMap<>(drawing.timings());
        timings.put(READ, reading);
        return new Usage(drawing.promptTokens(), drawing.completionTokens(), timings);
    }

    private static List<String> warnings(
            DecodedPicture decoded, Finished<Drawings> drawn, Scene scene) {
        List<String> warnings = new ArrayList<>(drawn.warnings());
        decoded.warnings().stream().filter(it -> !warnings.contains(it)).forEach(warnings::add);
        warnings.addAll(scene.warnings());
        return warnings;
    }
}
