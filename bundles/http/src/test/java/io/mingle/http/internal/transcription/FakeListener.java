package io.mingle.http.internal.transcription;

import io.mingle.api.content.SoundSource;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Progress;
import io.mingle.api.event.Usage;
import io.mingle.api.transcription.LiveTranscription;
import io.mingle.api.transcription.Segment;
import io.mingle.api.transcription.SegmentHeard;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.TranscriptFormat;
import io.mingle.api.transcription.TranscriptWriting;
import io.mingle.api.transcription.Transcription;
import io.mingle.api.transcription.TranscriptionOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Hears the same two segments in everything, and keeps what it was asked. */
final class FakeListener implements Transcription, TranscriptWriting {

    static final Segment FIRST = segment(1, "Nine four one.", OptionalDouble.of(-0.25));
    static final Segment SECOND = segment(2, "Stop.", OptionalDouble.empty());

    final List<SoundSource> sounds = new CopyOnWriteArrayList<>();
    final List<TranscriptionOptions> options = new CopyOnWriteArrayList<>();
    volatile boolean deaf;
    volatile boolean translating = true;

    /** Is stopped by another version behind the first segment, once. */
    volatile boolean stopping;

    volatile boolean damaged;

    private static Segment segment(int number, String text, OptionalDouble logprob) {
        return new Segment(
                number,
                Duration.ofMillis(1500L * number),
                Duration.ofMillis(1500L * number + 1200),
                "English",
                text,
                logprob);
    }

    @Override
    public Generation<Transcript> transcribe(SoundSource sound, TranscriptionOptions how) {
        longestSeconds();
        sounds.add(sound);
        options.add(how);
        boolean stopped = stopping;
        stopping = false;
        return GenerationChannel.produce(
                "fake-listener",
                channel -> {
                    channel.delta("Nine ");
                    channel.delta("four one.");
                    channel.publish(new SegmentHeard(FIRST));
                    channel.publish(new Progress("transcribing", 3, 5));
                    if (stopped) {
                        throw new SkillUnavailableException("It was stopped.");
                    }
                    if (damaged) {
                        throw new UnreadableContentException("It is damaged.");
                    }
                    channel.delta(" Stop.");
                    channel.publish(new SegmentHeard(SECOND));
                    Transcript transcript =
                            new Transcript(Duration.ofMillis(4700), List.of(FIRST, SECOND));
                    channel.finished(transcript, new Usage(60, 8, Map.of(), transcript.duration()));
                    return transcript;
                });
    }

    @Override
    public LiveTranscription listen(String name, int rate, TranscriptionOptions how) {
        throw new AssertionError("Nothing comes live.");
    }

    @Override
    public double longestSeconds() {
        if (deaf) {
            throw new SkillUnavailableException("The model nano cannot hear.");
        }
        return 30;
    }

    @Override
    public boolean translates() {
        return translating;
    }

    @Override
    public String write(Transcript transcript, TranscriptFormat format) {
        return transcript.segments().stream()
                .map(it -> format + " " + it.number() + " " + it.text() + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public String line(Segment segment) {
        throw new AssertionError("Nothing is kept.");
    }

    @Override
    public Segment segment(String line) {
        throw new AssertionError("Nothing is kept.");
    }
}
