package io.mingle.api.dialogue;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.event.Generation;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whom a dialogue asks, and who speaks for it: {@link io.mingle.api.understanding.Understanding}
 * and {@link io.mingle.api.speech.SpeechSynthesis}, each call through a lease of its own. Hosts
 * implement it with {@code Broker.generate}; any thread calls it, and may wait.
 */
@ConsumerType
public interface DialogueModel {

    /** Begins to answer, as {@code Understanding.ask} does. */
    Generation<Answer> ask(Conversation conversation, GenerationOptions options);

    /** Begins to speak, as {@code SpeechSynthesis.speak} does. */
    Generation<Speech> speak(SpokenText text, SpeechOptions options);
}
