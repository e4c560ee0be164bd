package io.mingle.audio.internal.recognition;

import io.mingle.api.event.Generation;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.audio.internal.AudioEncoder;
import io.mingle.audio.sound.Waveform;
import io.mingle.thinker.Input;
import io.mingle.thinker.Thinker;
import java.util.List;

/**
 * Hears with the encoder of this bundle. It is not leased: whoever is asked through the broker has
 * it until all who asked have their answer, and a lease on a bundle that waits for them would be
 * waited for in vain.
 */
record ThinkerHearing(AudioEncoder encoder, Thinker thinker) implements Hearing {

    @Override
    public Generation<Answer> hear(
            Waveform sound, String name, String prompt, GenerationOptions options) {
        return thinker.generate(
                List.of(new Input.Words(prompt), encoder.prepare(sound, name)), options);
    }

    @Override
    public Generation<Answer> ask(String question, GenerationOptions options) {
        return thinker.generate(List.of(new Input.Words(question)), options);
    }
}
