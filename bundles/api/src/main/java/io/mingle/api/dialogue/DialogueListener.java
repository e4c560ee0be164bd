package io.mingle.api.dialogue;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told what happens in a dialogue. */
@ConsumerType
@FunctionalInterface
public interface DialogueListener {

    /**
     * Takes an event. Called for one after the other, in their order, by whichever thread made it
     * or delivers those before it; may call the dialogue. Whoever takes sound more slowly than it
     * is made has some of it waiting, and loses the answer when that is too much ({@link
     * SpokenDialogue#MOST_WAITING}). One that throws loses an answer under way as well, and is told
     * that it has failed.
     */
    void on(DialogueEvent event);
}
