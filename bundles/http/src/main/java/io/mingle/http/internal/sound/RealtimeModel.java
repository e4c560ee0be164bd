package io.mingle.http.internal.sound;

import io.mingle.api.content.Sound;
import io.mingle.api.dialogue.DialogueModel;
import io.mingle.api.event.Generation;
import io.mingle.api.transcription.Transcript;
import java.time.Duration;

/** Who answers, speaks and writes down for sessions. */
public interface RealtimeModel extends DialogueModel {

    /**
     * Begins to write down what was said.
     *
     * @param language that is spoken; empty if nobody knows
     */
    Generation<Transcript> transcribe(Sound sound, String language);

    /** Tells whether somebody speaks, now. */
    boolean speaks();

    /** Returns how long a sound may be that the model hears at a time, as far as that is known. */
    Duration longest();
}
