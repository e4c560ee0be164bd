package io.mingle.http.internal.sound;

import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.Generation;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.Transcription;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import java.time.Duration;

/** Asks whoever is there, each time anew: any bundle may be replaced within a session. */
public final class LeasedModel implements RealtimeModel {

    /** As long as most models hear at a time. */
    private static final Duration USUAL = Duration.ofSeconds(30);

    private final Broker broker;
    private final Duration patience;

    /**
     * @param patience how long a bundle that is being replaced is waited for
     */
    public LeasedModel(Broker broker, Duration patience) {
        this.broker = broker;
        this.patience = patience;
    }

    @Override
    public Generation<Answer> ask(Conversation conversation, GenerationOptions options) {
        return broker.generate(Understanding.class, patience, it -> it.ask(conversation, options));
    }

    @Override
    public Generation<Speech> speak(SpokenText text, SpeechOptions options) {
        return broker.generate(SpeechSynthesis.class, patience, it -> it.speak(text, options));
    }

    @Override
    public Generation<Transcript> transcribe(Sound sound, String language) {
        TranscriptionOptions options =
                TranscriptionOptions.USUAL.withLanguage(language.isBlank() ? null : language);
        return broker.generate(
                Transcription.class,
                Duration.ZERO,
                it -> it.transcribe(new SoundSource.InMemory(sound), options));
    }

    @Override
    public boolean speaks() {
        try (Lease<SpeechSynthesis> lease = broker.lease(SpeechSynthesis.class, Duration.ZERO)) {
            lease.service().voices();
            return true;
        } catch (MingleException e) {
            return false;
        }
    }

    @Override
    public Duration longest() {
        try (Lease<Transcription> lease = broker.lease(Transcription.class, Duration.ZERO)) {
            return Duration.ofMillis((long) (1000 * lease.service().longestSeconds()));
        } catch (MingleException e) {
            return USUAL;
        }
    }
}
