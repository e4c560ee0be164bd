package io.mingle.document.internal;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.TextPieces;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.document.internal.source.PlainAwt;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/**
 * The model, for one who produces a generation and is cancelled with it: each question goes to the
 * version that is there when it is asked.
 */
final class Model {

    /** How long to wait for a provider that is being replaced. */
    private static final Duration WAIT = Duration.ofMinutes(1);

    /** A part of a page takes seconds; hours mean that nobody will ever answer. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Broker broker;
    private final GenerationChannel<?> channel;
    private volatile Generation<Answer> current;

    Model(Broker broker, GenerationChannel<?> channel) {
        this.broker = broker;
        this.channel = channel;
        channel.onCancel(this::cancelCurrent);
    }

    private void cancelCurrent() {
        Generation<Answer> its = current;
        if (its != null) {
            its.cancel();
        }
    }

    /** Returns what the model in use sees and reads. */
    PageView view() {
        try (Lease<InstalledModel> model = broker.lease(InstalledModel.class, WAIT)) {
            return PageView.of(model.service());
        }
    }

    /** Asks about pictures and waits for the whole answer. */
    Answer ask(String question, List<Picture> pictures, GenerationOptions options) {
        return ask(question, pictures, options, piece -> {});
    }

    /**
     * Asks about pictures and waits for the whole answer.
     *
     * @param pieces is given the text as it comes, all of it before this returns
     */
    Answer ask(
            String question,
            List<Picture> pictures,
            GenerationOptions options,
            Consumer<String> pieces) {
        channel.throwIfCancelled();
        Conversation conversation = Conversation.of(question, pictures.toArray(Content[]::new));
        Generation<Answer> answer =
                broker.generate(Understanding.class, WAIT, it -> it.ask(conversation, options));
        current = answer;
        if (channel.isCancelled()) {
            answer.cancel();
        }
        try {
            return TextPieces.join(answer, pieces, LONGEST).result();
        } catch (CancelledException e) {
            channel.throwIfCancelled();
            throw e;
        }
    }

    /** Encodes what was drawn. */
    static Picture png(String name, BufferedImage image) {
        return PlainAwt.draw(
                () -> {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    try {
                        if (!ImageIO.write(image, "png", out)) {
                            throw new InternalException(
                                    "A part of a page could not be encoded as PNG, because this"
                                            + " Java has no encoder for it. Use a complete Java.");
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return new Picture(name, out.toByteArray());
                });
    }
}
