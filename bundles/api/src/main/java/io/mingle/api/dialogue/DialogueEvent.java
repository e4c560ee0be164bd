package io.mingle.api.dialogue;

import io.mingle.api.error.MingleException;
import io.mingle.api.speech.SpeechChunk;

/** What happens in a dialogue. */
public sealed interface DialogueEvent {

    /** Somebody has begun to speak. What was being played is to be silenced now. */
    record SpeechStarted(long start) implements DialogueEvent {}

    /** A turn has ended, and an answer to it begins. */
    record TurnEnded(long start, long end) implements DialogueEvent {}

    /** The answer goes on, in words. */
    record AnswerText(String text) implements DialogueEvent {}

    /** The answer goes on, in speech. */
    record AnswerSound(SpeechChunk chunk) implements DialogueEvent {}

    /** The answer is complete. */
    record AnswerEnded(SpokenAnswer answer) implements DialogueEvent {}

    /**
     * The answer was ended by new speech, or by the host; nothing more of it follows.
     *
     * @param text the words until then
     */
    record AnswerInterrupted(String text) implements DialogueEvent {}

    /** There is no answer to the last turn. The dialogue goes on. */
    record AnswerFailed(MingleException error) implements DialogueEvent {}
}
