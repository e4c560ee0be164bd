package io.mingle.api.dialogue;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import java.util.Optional;

/** Answers in words and, while they come, in speech. Safe to call from any thread. */
public final class SpokenAnswers {

    private SpokenAnswers() {}

    /**
     * Begins to answer. It returns at once: what the model has to read, and whoever is being
     * replaced, is waited for on a thread of the answer's own.
     *
     * @param model is asked, and speaks
     * @param conversation what has been said, the question last
     * @param thinking how to answer
     * @param speaking how to speak; empty for words alone
     * @param words what of the answer is spoken
     * @return publishes {@link io.mingle.api.event.TextDelta}s and what else the model tells of its
     *     answer, and between them {@link io.mingle.api.speech.SentenceBegun} and {@link
     *     io.mingle.api.speech.SpeechChunk}s of its speech, which begins with the first sentence.
     *     Cancelling it cancels both. Its usage is that of the words
     * @throws InvalidRequestException if an argument is null
     */
    public static Generation<SpokenAnswer> answer(
            DialogueModel model,
            Conversation conversation,
            GenerationOptions thinking,
            Optional<SpeechOptions> speaking,
            SpokenWords words) {
        if (model == null
                || conversation == null
                || thinking == null
                || speaking == null
                || words == null) {
            throw new InvalidRequestException(
                    "A spoken answer was asked for with an argument that is null. Give a model, a"
                            + " conversation, options and what is to be spoken.");
        }
        return GenerationChannel.produce(
                "mingle-dialogue",
                channel -> {
                    try (Mouth mouth = new Mouth(model, speaking, words, channel)) {
                        Source<Answer> thought =
                                Source.of(
                                        () -> model.ask(conversation, thinking),
                                        channel,
                                        mouth::hear);
                        mouth.orElse(thought::cancel);
                        Finished<Answer> finished = thought.await();
                        SpokenAnswer answer =
                                new SpokenAnswer(finished.result(), mouth.end(finished.result()));
                        channel.finished(answer, finished.usage(), finished.warnings());
                        return answer;
                    }
                });
    }
}
