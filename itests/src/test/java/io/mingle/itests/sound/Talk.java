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
import java.util.stream.Collectors;

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
     * @return what {@link #told} says of it, the same each time
     */
    public String written() {
        return told(begin());
    }

    /**
     * Waits for a transcript.
     *
     * @param transcript under way
     * @return its segments with their times and texts; how likely tokens are differs a little with
     *     what else the model computes at the same time
     */
    public static String told(Generation<Transcript> transcript) {
        return transcript.join(LIMIT).result().segments().stream()
                .map(it -> it.start() + " " + it.end() + " " + it.text())
                .collect(Collectors.joining("\n"));
    }
}
