package io.mingle.remote.internal.service;

import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.Event;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.media.WavWriter;
import io.mingle.api.transcription.LiveTranscription;
import io.mingle.api.transcription.Transcript;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Function;

/** Live sound that is gathered, and written down when it ends: the protocol takes whole files. */
final class LiveRecording implements LiveTranscription {

    private static final long MOST_BYTES = 64L << 20;

    private final String name;
    private final WavWriter wav;
    private final long most;
    private final Function<SoundSource, Generation<Transcript>> transcribe;
    private final GenerationChannel<Transcript> channel = new GenerationChannel<>();
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private boolean ended;

    /**
     * @param longest how long it may be; a recording of more than 64 MiB is refused in any case
     */
    LiveRecording(
            String name,
            int rate,
            Duration longest,
            Function<SoundSource, Generation<Transcript>> transcribe) {
        this.name = name;
        this.wav = new WavWriter(rate, WavWriter.Encoding.PCM16, "");
        this.most =
                (long)
                        Math.min(
                                MOST_BYTES,
                                longest.toSeconds() * (double) rate * wav.encoding().size());
        this.transcribe = transcribe;
        channel.onCancel(channel::cancelled);
    }

    @Override
    public Generation<Transcript> transcript() {
        return channel;
    }

    @Override
    public void add(float... samples) {
        if (samples == null) {
            throw new InvalidRequestException("Live sound was added that is null.");
        }
        byte[] bytes = wav.data(samples);
        boolean fits;
        synchronized (this) {
            if (ended) {
                return;
            }
            fits = gathered.size() + (long) bytes.length <= most;
            if (fits) {
                gathered.writeBytes(bytes);
            } else {
                ended = true;
                gathered.reset();
            }
        }
        if (!fits) {
            channel.failed(
                    new ContentTooLargeException(
                            "The live sound '%s' has more than %s bytes, which is the most that is gathered for a model on another host. End it sooner, and begin another."
                                    .formatted(name, most)));
        }
    }

    @Override
    public void end() {
        byte[] samples;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            samples = gathered.toByteArray();
            gathered.reset();
        }
        if (samples.length == 0) {
            channel.finished(new Transcript(Duration.ZERO, List.of()), Usage.NONE);
            return;
        }
        byte[] header = wav.headerOf(samples.length / wav.encoding().size());
        byte[] file = new byte[header.length + samples.length];
        System.arraycopy(header, 0, file, 0, header.length);
        System.arraycopy(samples, 0, file, header.length, samples.length);
        try {
            Generation<Transcript> heard =
                    transcribe.apply(new SoundSource.InMemory(new Sound(name + ".wav", file)));
            channel.onCancel(heard::cancel);
            heard.subscribe(new Passing());
        } catch (MingleException e) {
            channel.failed(e);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            ended = true;
            gathered.reset();
        }
        channel.cancel();
    }

    private final class Passing implements Flow.Subscriber<Event> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Event event) {
            channel.pass(event);
        }

        @Override
        public void onError(Throwable error) {
            channel.failed(error);
        }

        @Override
        public void onComplete() {
            // The end was an event.
        }
    }
}
