package io.mingle.http.internal.realtime;

import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.speech.SentenceBegun;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.speech.Voice;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks a tenth of a second for each piece of text. */
public final class FakeSpeaker implements SpeechSynthesis {

    public static final int RATE = 24_000;
    public static final int CHUNK = RATE / 10;

    public final List<String> spoken = new CopyOnWriteArrayList<>();
    public final List<SpeechOptions> options = new CopyOnWriteArrayList<>();
    public final AtomicInteger cancelled = new AtomicInteger();

    /** The name of its voice. */
    public volatile String voice = "ming";

    /** How many chunks are made of each piece. */
    public volatile int chunks = 1;

    @Override
    public Generation<Speech> speak(SpokenText text, SpeechOptions how) {
        options.add(how);
        return GenerationChannel.produce("fake-speaker", channel -> speak(text, channel));
    }

    private Speech speak(SpokenText text, GenerationChannel<Speech> channel) throws Exception {
        Thread speaker = Thread.currentThread();
        channel.onCancel(
                () -> {
                    cancelled.incrementAndGet();
                    speaker.interrupt();
                });
        int sentences = 0;
        int made = 0;
        Optional<String> next = text.take();
        while (next.isPresent()) {
            spoken.add(next.get());
            channel.publish(new SentenceBegun(sentences, next.get()));
            for (int i = 0; i < chunks; i++) {
                channel.throwIfCancelled();
                float[] samples = new float[CHUNK];
                Arrays.fill(samples, 0.25f);
                channel.publish(new SpeechChunk(RATE, samples, sentences));
                made++;
            }
            sentences++;
            next = text.take();
        }
        return new Speech(RATE, (long) made * CHUNK, sentences, made, 0, 0, Duration.ZERO);
    }

    @Override
    public List<Voice> voices() {
        return List.of(new Voice(voice, "en", ""));
    }
}
