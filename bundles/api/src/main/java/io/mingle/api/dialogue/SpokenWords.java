package io.mingle.api.dialogue;

import io.mingle.api.understanding.Answer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Chooses what of an answer is spoken, while it comes. For one answer; called from one thread at a
 * time.
 */
@ConsumerType
public interface SpokenWords {

    /** Returns what is to be spoken now that this piece of the answer has come; perhaps nothing. */
    String next(String piece);

    /** Returns what is left to be spoken when the answer is complete. */
    String end(Answer answer);

    /** Returns one that has all of it spoken. */
    static SpokenWords all() {
        return new SpokenWords() {
            @Override
            public String next(String piece) {
                return piece;
            }

            @Override
            public String end(Answer answer) {
                return "";
            }
        };
    }
}
