package io.mingle.remote.internal.service;

import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.Usage;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.speech.Voice;
import io.mingle.remote.internal.pool.Attempts;
import io.mingle.remote.internal.pool.Endpoint;
import io.mingle.remote.internal.pool.EndpointPool;
import io.mingle.remote.internal.wire.Abort;
import io.mingle.remote.internal.wire.RemoteFailure;
import java.time.Duration;
import java.util.List;

/**
 * Speaks by {@code POST /audio/speech}. A text that is still being written is spoken in parts, each
 * by a request of its own that ends with a sentence.
 */
final class RemoteSynthesis implements SpeechSynthesis {

    private static final Duration VOICES_LIMIT = Duration.ofSeconds(20);
    private static final Duration VOICES_HOLD = Duration.ofSeconds(30);

    private final EndpointPool pool;
    private volatile Known known;

    /** The voices as they were told last. */
    private record Known(List<Voice> voices, long at) {}

    RemoteSynthesis(EndpointPool pool) {
        this.pool = pool;
    }

    @Override
    public Generation<Speech> speak(SpokenText text, SpeechOptions options) {
        Untold.checkThere("Speech", text, options);
        Untold.check(
                options.reference().isEmpty(),
                "The voice of a recording",
                "Name one of the model's voices.");
        WrittenParts parts = new WrittenParts(text);
        SpokenParts spoken = new SpokenParts(options);
        return Attempts.begin(
                pool,
                any -> true,
                (endpoint, outlet, abort) -> {
                    // What was taken of a text is gone: who begins again begins with that.
                    for (String part; (part = parts.current(abort)) != null; parts.next()) {
                        spoken.speak(endpoint, part, outlet, abort);
                    }
                    return new Finished<>(spoken.speech(), Usage.NONE, List.of());
                });
    }

    @Override
    public List<Voice> voices() {
        Known its = known;
        if (its == null || System.nanoTime() - its.at() > VOICES_HOLD.toNanos()) {
            Generation<List<Voice>> asked =
                    Attempts.begin(
                            pool, any -> true, (endpoint, outlet, abort) -> ask(endpoint, abort));
            its = new Known(Attempts.join(asked, VOICES_LIMIT), System.nanoTime());
            known = its;
        }
        return its.voices();
    }

    private static Finished<List<Voice>> ask(Endpoint endpoint, Abort abort) throws RemoteFailure {
        return new Finished<>(VoiceList.of(endpoint, abort), Usage.NONE, List.of());
    }
}
