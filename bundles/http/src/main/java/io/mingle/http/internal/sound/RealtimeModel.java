package io.mingle.http.internal.sound;

import io.mingle.api.content.Sound;
import io.mingle.api.dialogue.DialogueModel;
import io.mingle.api.event.Generation;
import io.mingle.api.transcription.Transcript;
import java.time.Duration;
import java.util.List;

/** Who answers, speaks and writes down for sessions. */
public interface RealtimeModel extends DialogueModel {

    /**
     * Begins to write down what was said.
     *
     * @param language that is spoken; empty if nobody knows
     */
    Generation<Transcript> transcribe(Sound sound, String language);

    /** Returns the names of the voices that there are now; none if nobody speaks. */
    List<String> voices();

    /** Returns how long a sound may be that the model hears at a time, as far as that is known. */
    Duration longest();
}
