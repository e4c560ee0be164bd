package io.mingle.api.dialogue;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.speech.SentenceBegun;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A model that answers what a test says, and speaks a chunk for each piece of text. */
final class ScriptedModel implements DialogueModel {

    static final int RATE = 24_000;
    static final int CHUNK = RATE / 10;

    final List<Conversation> asked = new CopyOnWriteArrayList<>();
    final List<GenerationChannel<Answer>> answers = new CopyOnWriteArrayList<>();
    final List<String> spoken = new CopyOnWriteArrayList<>();
    final AtomicInteger speeches = new AtomicInteger();
    final AtomicInteger speechesCancelled = new AtomicInteger();

    /** What is answered at once; if empty, the test writes to {@link #answers}. */
    volatile List<String> pieces = List.of();

    volatile Optional<MingleException> mute = Optional.empty();

    @Override
    public Generation<Answer> ask(Conversation conversation, GenerationOptions options) {
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        channel.onCancel(channel::cancelled);
        asked.add(conversation);
        answers.add(channel);
        if (!pieces.isEmpty()) {
            pieces.forEach(channel::delta);
            end(channel);
        }
        return channel;
    }

    static void end(GenerationChannel<Answer> channel) {
        channel.finished(new Answer(channel.text(), FinishReason.STOP), new Usage(3, 2, Map.of()));
    }

    @Override
    public Generation<Speech> speak(SpokenText text, SpeechOptions options) {
        if (mute.isPresent()) {
            throw mute.get();
        }
        speeches.incrementAndGet();
        return GenerationChannel.produce("scripted-voice", channel -> speak(text, channel));
    }

    private Speech speak(SpokenText text, GenerationChannel<Speech> channel) throws Exception {
        Thread speaker = Thread.currentThread();
        channel.onCancel(
                () -> {
                    speechesCancelled.incrementAndGet();
                    speaker.interrupt();
                });
        int sentences = 0;
        Optional<String> next = text.take();
        while (next.isPresent()) {
            spoken.add(next.get());
            channel.publish(new SentenceBegun(sentences, next.get()));
            channel.publish(new SpeechChunk(RATE, new float[CHUNK], sentences++));
            next = text.take();
        }
        return new Speech(
                RATE, (long) sentences * CHUNK, sentences, sentences, 0, 0, Duration.ZERO);
    }
}
