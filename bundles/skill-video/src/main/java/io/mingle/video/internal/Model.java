package io.mingle.video.internal;

import io.mingle.api.content.Content;
import io.mingle.api.content.EncodedVideo;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.CancelledException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.TextPieces;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.understanding.Boxes;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Grounding;
import io.mingle.api.understanding.Understanding;
import io.mingle.api.video.VideoEncoding;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The model, for one who produces a generation and is cancelled with it: each question goes to the
 * version that is there when it is asked.
 */
final class Model {

    /** How long to wait for a provider that is being replaced. */
    private static final Duration WAIT = Duration.ofMinutes(1);

    /** A part of a video takes seconds; hours mean that nobody will ever answer. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Broker broker;
    private final GenerationChannel<?> channel;
    private final Set<String> warnings = new LinkedHashSet<>();
    private volatile Generation<?> current;

    Model(Broker broker, GenerationChannel<?> channel) {
        this.broker = broker;
        this.channel = channel;
        channel.onCancel(this::cancelCurrent);
    }

    private void cancelCurrent() {
        Generation<?> its = current;
        if (its != null) {
            its.cancel();
        }
    }

    /** Returns what the model in use sees and reads. */
    VideoView view() {
        try (Lease<InstalledModel> model = broker.lease(InstalledModel.class, WAIT)) {
            return VideoView.of(model.service());
        }
    }

    /** Asks and waits for the whole answer. */
    String ask(String question, List<? extends Content> content, GenerationOptions options) {
        return ask(question, content, options, piece -> {});
    }

    /** Asks, and passes the answer on while it comes. */
    String askAloud(String question, List<? extends Content> content, GenerationOptions options) {
        return ask(question, content, options, channel::delta);
    }

    private String ask(
            String question,
            List<? extends Content> content,
            GenerationOptions options,
            Consumer<String> pieces) {
        Conversation conversation = Conversation.of(question, content.toArray(Content[]::new));
        return awaited(Understanding.class, it -> it.ask(conversation, options), pieces).text();
    }

    /** Looks for a thing in a picture. */
    Boxes locate(Picture picture, String thing) {
        return awaited(Grounding.class, it -> it.locate(picture, thing), piece -> {});
    }

    /** Encodes frames. */
    EncodedVideo encode(Video video) {
        return awaited(VideoEncoding.class, it -> it.encode(video), piece -> {});
    }

    /** Notes what the result should warn of. */
    void warn(String warning) {
        warnings.add(warning);
    }

    /** Returns what was warned of so far, each once. */
    List<String> warnings() {
        return new ArrayList<>(warnings);
    }

    private <T, R> R awaited(
            Class<T> service, Function<T, Generation<R>> call, Consumer<String> pieces) {
        channel.throwIfCancelled();
        Generation<R> generation = broker.generate(service, WAIT, call);
        current = generation;
        if (channel.isCancelled()) {
            generation.cancel();
        }
        try {
            Finished<R> finished = TextPieces.join(generation, pieces, LONGEST);
            warnings.addAll(finished.warnings());
            return finished.result();
        } catch (CancelledException e) {
            channel.throwIfCancelled();
            throw e;
        }
    }
}
