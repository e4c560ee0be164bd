package io.mingle.http.internal.realtime;

import io.mingle.api.content.SoundSource;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.transcription.LiveTranscription;
import io.mingle.api.transcription.Segment;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.Transcription;
import io.mingle.api.transcription.TranscriptionOptions;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** Writes down the same, whatever is said. */
record FakeScribe(String text) implements Transcription {

    @Override
    public Generation<Transcript> transcribe(SoundSource sound, TranscriptionOptions options) {
        GenerationChannel<Transcript> channel = new GenerationChannel<>();
        channel.delta(text);
        Duration second = Duration.ofSeconds(1);
        channel.finished(
                new Transcript(
                        second,
                        List.of(
                                new Segment(
                                        1,
                                        Duration.ZERO,
                                        second,
                                        "English",
                                        text,
                                        OptionalDouble.empty()))),
                Usage.NONE);
        return channel;
    }

    @Override
    public LiveTranscription listen(String name, int rate, TranscriptionOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public double longestSeconds() {
        return 30;
    }

    @Override
    public boolean translates() {
        return false;
    }
}
