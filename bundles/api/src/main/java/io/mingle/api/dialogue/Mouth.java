package io.mingle.api.dialogue;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.End;
import io.mingle.api.event.Failed;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.Update;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.understanding.Answer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Has an answer spoken while it comes. Speech is begun with the first words: an answer that only
 * calls a tool needs nobody who speaks. It is begun on a thread of its own: whoever speaks may have
 * to be waited for until it has been replaced, and that may have to wait for the end of the answer.
 * If speech fails, the answer is ended.
 */
final class Mouth implements AutoCloseable {

    private final DialogueModel model;
    private final Optional<SpeechOptions> options;
    private final SpokenWords words;
    private final GenerationChannel<SpokenAnswer> channel;
    private final SpokenText text = new SpokenText();
    private volatile Runnable silence = () -> {};
    private volatile boolean mute;
    private volatile CompletableFuture<Source<Speech>> speech;

    /** Waits for who speaks; guarded by this. */
    private Thread waiting;

    private int room = SpokenText.MAX_CHARACTERS;

    Mouth(
            DialogueModel model,
            Optional<SpeechOptions> options,
            SpokenWords words,
            GenerationChannel<SpokenAnswer> channel) {
        this.model = model;
        this.options = options;
        this.words = words;
        this.channel = channel;
    }

    /** Says what ends the answer when it cannot be spoken. */
    void orElse(Runnable hook) {
        silence = hook;
        if (mute) {
            hook.run();
        }
    }

    /** Takes what happens to the answer, and passes it on. */
    void hear(Update update) {
        channel.publish(update);
        if (options.isPresent() && update instanceof TextDelta delta) {
            say(words.next(delta.text()));
        }
    }

    /** Ends the words, and waits for the end of their speech. */
    Optional<Speech> end(Answer answer) throws InterruptedException {
        if (options.isPresent()) {
            say(words.end(answer));
        }
        text.end();
        return speech == null ? Optional.empty() : Optional.of(begun().await().result());
    }

    private Source<Speech> begun() throws InterruptedException {
        try {
            return speech.get();
        } catch (ExecutionException e) {
            throw error(e);
        }
    }

    /** What is longer than can be spoken at a time is cut off; it would last for an hour. */
    private void say(String piece) {
        String said = piece.substring(0, Math.min(piece.length(), room));
        if (said.isEmpty() || speech == null && said.isBlank()) {
            return;
        }
        room -= said.length();
        text.add(said);
        if (speech == null) {
            begin();
        }
    }

    private void begin() {
        CompletableFuture<Source<Speech>> begun = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                begun.complete(Source.of(this::awaited, channel, channel::publish));
                            } catch (RuntimeException | Error e) {
                                begun.completeExceptionally(e);
                            }
                        },
                        "mingle-dialogue-speech");
        thread.setDaemon(true);
        synchronized (this) {
            waiting = thread;
        }
        speech = begun;
        begun.thenCompose(Source::end).whenComplete(this::ended);
        thread.start();
        channel.onCancel(this::stopWaiting);
    }

    private Generation<Speech> awaited() {
        try {
            return model.speak(text, options.orElseThrow());
        } finally {
            synchronized (this) {
                waiting = null;
                // Events may be told on this thread, and are not to be lost by it.
                Thread.interrupted();
            }
        }
    }

    private synchronized void stopWaiting() {
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    private void ended(End end, Throwable problem) {
        boolean failed = problem != null || end instanceof Failed;
        if (failed && !channel.isCancelled()) {
            channel.failed(end instanceof Failed known ? known.error() : error(problem));
            mute = true;
            silence.run();
        }
    }

    private static MingleException error(Throwable problem) {
        boolean wrapped =
                problem instanceof ExecutionException || problem instanceof CompletionException;
        Throwable cause = wrapped ? problem.getCause() : problem;
        return cause instanceof MingleException known
                ? known
                : new InternalException("An answer could not be spoken.", cause);
    }

    /** Ends speech that is still under way. */
    @Override
    public void close() {
        if (speech != null) {
            stopWaiting();
            speech.thenAccept(Source::cancel);
        }
        text.end();
    }
}
