package io.mingle.audio.internal.recognition;

import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.media.MediaReader;
import io.mingle.api.media.SoundPieces;
import io.mingle.api.transcription.Transcript;
import io.mingle.audio.sound.SoundReader;
import io.mingle.audio.sound.Waveform;
import io.mingle.broker.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One recording that is decoded, cut and written down at the same time, on one thread. */
final class RecordedSpeech implements SoundPieces {

    /** Without a decoder that hands on pieces, a sound is held as a whole. */
    private static final double LONGEST_WHOLE = 600;

    private final SoundSource source;
    private final Duration longest;
    private final double longestSegment;
    private final Scribe scribe;
    private final GenerationChannel<Transcript> channel;
    private final Clipping clipping = new Clipping();
    private SpeechCutter cutter;
    private double said;
    private int pieces;

    /**
     * @param longest recording that is accepted
     * @param longestSegment in seconds
     */
    RecordedSpeech(
            SoundSource source,
            Duration longest,
            double longestSegment,
            Scribe scribe,
            GenerationChannel<Transcript> channel) {
        this.source = source;
        this.longest = longest;
        this.longestSegment = longestSegment;
        this.scribe = scribe;
        this.channel = channel;
    }

    /** Writes it down. */
    Transcript write(SoundDecoders decoders) {
        List<String> warnings = new ArrayList<>(decode(decoders));
        write(cutter.end());
        clipping.warning(source.name()).ifPresent(warnings::add);
        if (pieces == 0) {
            warnings.add(
                    "No speech was found in the sound '%s': nothing in it is louder than what lies around it. If somebody speaks in it, make it louder."
                            .formatted(source.name()));
        }
        return scribe.finish(Piece.time(cutter.samples(), cutter.rate()), warnings);
    }

    private List<String> decode(SoundDecoders decoders) {
        Optional<Lease<MediaReader>> decoder = decoders.lease(source);
        if (decoder.isPresent()) {
            try (Lease<MediaReader> lease = decoder.get()) {
                // A second more, so that it is this that notices what is too long.
                return lease.service().sound(source, longest.toSeconds() + 1.0, this);
            }
        }
        Sound sound =
                source instanceof SoundSource.InMemory memory
                        ? memory.sound()
                        : Sound.read(((SoundSource.OnDisk) source).path())
                                .withChannels(source.channels());
        Waveform whole = new SoundReader(LONGEST_WHOLE, Optional::empty).read(sound);
        begin(whole.rate(), (double) whole.samples().length / whole.rate());
        for (int at = 0; at < whole.samples().length; at += whole.rate()) {
            int end = Math.min(whole.samples().length, at + whole.rate());
            take(Arrays.copyOfRange(whole.samples(), at, end), end - at);
        }
        return whole.warnings();
    }

    @Override
    public void begin(int rate, double seconds) {
        cutter = new SpeechCutter(rate, longestSegment);
        said = seconds;
    }

    @Override
    public void take(float[] samples, int count) {
        channel.throwIfCancelled();
        clipping.add(samples, count);
        write(cutter.add(samples, count));
        if (cutter.samples() > longest.toMillis() * cutter.rate() / 1000) {
            throw new ContentTooLargeException(
                    "The sound '%s' lasts longer than %s minutes, which is the most that was to be written down. Cut it, or allow more."
                            .formatted(source.name(), longest.toMinutes()));
        }
        scribe.progress(cutter.seconds(), said);
    }

    private void write(List<Piece> ended) {
        for (Piece piece : ended) {
            channel.throwIfCancelled();
            pieces++;
            scribe.write(piece);
        }
    }
}
