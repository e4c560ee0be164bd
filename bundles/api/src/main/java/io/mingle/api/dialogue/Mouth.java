package io.mingle.api.dialogue;

import io.mingle.api.event.Failed;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.Update;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.understanding.Answer;
import java.util.Optional;

/**
 * Has an answer spoken while it comes. Speech is begun with the first words: an answer that only
 * calls a tool needs nobody who speaks. If speech fails, the answer is ended.
 */
final class Mouth implements AutoCloseable {

    private final DialogueModel model;
    private final Optional<SpeechOptions> options;
    private final SpokenWords words;
    private final GenerationChannel<SpokenAnswer> channel;
    private final SpokenText text = new SpokenText();
    private volatile Runnable silence = () -> {};
    private volatile boolean mute;
    private Source<Speech> speech;
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
        return speech == null ? Optional.empty() : Optional.of(speech.await().result());
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
            speech = Source.of(() -> model.speak(text, options.get()), channel, channel::publish);
            speech.end()
                    .thenAccept(
                            end -> {
                                if (end instanceof Failed failed && !channel.isCancelled()) {
                                    channel.failed(failed.error());
                                    mute = true;
                                    silence.run();
                                }
                            });
        }
    }

    /** Ends speech that is still under way. */
    @Override
    public void close() {
        if (speech != null) {
            speech.cancel();
        }
        text.end();
    }
}
