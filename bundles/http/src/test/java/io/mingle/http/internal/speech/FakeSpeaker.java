package io.mingle.http.internal.speech;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.speech.SentenceBegun;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.speech.Voice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks two chunks of half scale for any text, and keeps what it was asked. */
final class FakeSpeaker implements SpeechSynthesis {

    static final int RATE = 24_000;

    volatile boolean withoutModel;
    final List<String> texts = new CopyOnWriteArrayList<>();
    final List<SpeechOptions> options = new CopyOnWriteArrayList<>();

    @Override
    public Generation<Speech> speak(SpokenText text, SpeechOptions how) {
        String said;
        try {
            said = text.take().orElse("");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        texts.add(said);
        options.add(how);
        if (how.voice().filter(it -> !it.equals("anna")).isPresent()) {
            throw new InvalidRequestException("There is no such voice. Choose anna.");
        }
        GenerationChannel<Speech> channel = new GenerationChannel<>();
        if (said.equals("refuse")) {
            channel.failed(new MemoryRefusedException("There is no memory.", 1, 0, Map.of()));
            return channel;
        }
        channel.publish(new SentenceBegun(0, said));
        channel.publish(new SpeechChunk(RATE, new float[] {0.5f, 0.5f}, 0));
        if (said.equals("break off")) {
            channel.failed(new MemoryRefusedException("There is no memory.", 1, 0, Map.of()));
            return channel;
        }
        channel.publish(new SpeechChunk(RATE, new float[] {-0.5f}, 0));
        channel.finished(new Speech(RATE, 3, 1, 2, 3, 7, Duration.ofMillis(1)), Usage.NONE);
        return channel;
    }

    @Override
    public List<Voice> voices() {
        if (withoutModel) {
            throw new SkillUnavailableException("The model nano cannot speak.");
        }
        return List.of(new Voice("anna", "en", "clear"));
    }
}
