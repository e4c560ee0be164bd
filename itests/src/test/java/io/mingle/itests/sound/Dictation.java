package io.mingle.itests.sound;

import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.transcription.Transcription;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.broker.Broker;
import java.time.Duration;

/** What the model in use writes down of a recording. */
public final class Dictation {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Dictation() {}

    /** Returns the text of a WAV file. */
    public static String of(Broker broker, byte[] wave) {
        SoundSource said = new SoundSource.InMemory(new Sound("said.wav", wave));
        return broker.generate(
                        Transcription.class,
                        LIMIT,
                        it -> it.transcribe(said, TranscriptionOptions.USUAL))
                .join(LIMIT)
                .result()
                .text();
    }
}
