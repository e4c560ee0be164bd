package io.mingle.itests.sound;

import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.event.Generation;
import io.mingle.api.transcription.ContinuedTranscription;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.Transcription;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.broker.Broker;
import java.time.Duration;

/**
 * A tone that is taken for speech, and what the tiny model writes down of it: what callers do while
 * bundles are replaced.
 */
public final class Talk {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final TranscriptionOptions OPTIONS =
            TranscriptionOptions.USUAL.withGeneration(
                    TranscriptionOptions.USUAL.generation().withMaxTokens(12));

    private final Broker broker;
    private final Sound sound;

    /**
     * Makes one.
     *
     * @param broker leads to who writes down
     * @param millis how long it lasts; the model hears two seconds at a time
     */
    public Talk(Broker broker, int millis) {
        this.broker = broker;
        this.sound = Tone.of(millis, 440).wav();
    }

    /**
     * Begins to write it down.
     *
     * @return under way
     */
    public Generation<Transcript> begin() {
        return ContinuedTranscription.begin(
                OPTIONS,
                options ->
                        broker.generate(
                                Transcription.class,
                                LIMIT,
                                it -> it.transcribe(new SoundSource.InMemory(sound), options)));
    }

    /**
     * Writes it down.
     *
     * @return the transcript, the same each time
     */
    public Transcript written() {
        return begin().join(LIMIT).result();
    }
}
