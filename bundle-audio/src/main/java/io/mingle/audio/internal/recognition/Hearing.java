package io.mingle.audio.internal.recognition;

import io.mingle.api.event.Generation;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.audio.sound.Waveform;

/** The model, as far as recognition needs it. */
interface Hearing {

    /**
     * Asks about a sound.
     *
     * @param name of the sound, for messages
     * @param prompt the words before it
     */
    Generation<Answer> hear(Waveform sound, String name, String prompt, GenerationOptions options);

    /** Asks about words. */
    Generation<Answer> ask(String question, GenerationOptions options);
}
