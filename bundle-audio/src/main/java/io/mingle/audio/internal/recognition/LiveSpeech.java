package io.mingle.audio.internal.recognition;

import io.mingle.api.event.GenerationChannel;
import io.mingle.api.transcription.PartialText;
import io.mingle.api.transcription.Transcript;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Sound that comes live, heard again and again while somebody speaks, each time with what has come
 * meanwhile. For one thread.
 */
final class LiveSpeech {

    /** What has to come before it is heard again, in seconds. */
    private static final double STEP = 1;

    private final SpeechCutter cutter;
    private final double longestSegment;
    private final boolean partial;
    private final Ear ear;
    private final Scribe scribe;
    private final GenerationChannel<Transcript> channel;
    private final Clipping clipping = new Clipping();

    private Agreement agreement = new Agreement();
    private String language = "";
    private Scribe.Telling telling;
    private long heardTo;

    /**
     * @param partial whether speech is heard before it has ended
     */
    LiveSpeech(
            SpeechCutter cutter,
            double longestSegment,
            boolean partial,
            Ear ear,
            Scribe scribe,
            GenerationChannel<Transcript> channel) {
        this.cutter = cutter;
        this.longestSegment = longestSegment;
        this.partial = partial;
        this.ear = ear;
        this.scribe = scribe;
        this.channel = channel;
        telling = scribe.telling();
    }

    /**
     * Hears what has come.
     *
     * @param isLast whether nothing more has come meanwhile: who is behind does not hear twice
     */
    void add(float[] samples, boolean isLast) {
        clipping.add(samples, samples.length);
        write(cutter.add(samples, samples.length));
        if (partial && isLast && cutter.samples() - heardTo >= STEP * cutter.rate()) {
            cutter.underWay().filter(this::hasEnoughCome).ifPresent(this::hearAgain);
        }
    }

    private boolean hasEnoughCome(Piece window) {
        return cutter.samples() - Math.max(heardTo, window.span().start()) >= STEP * cutter.rate();
    }

    private void hearAgain(Piece window) {
        heardTo = cutter.samples();
        Said said = ear.hear(window, known(), text -> {});
        language = said.language();
        String before = agreement.stable();
        // What is cut, for being too long, is cut in its second half: the words before are its own.
        if (window.seconds() < longestSegment / 2) {
            agreement.add(said.text());
        }
        telling.tell(agreement.stable().substring(before.length()));
        String stable = agreement.stable();
        String open = said.text().startsWith(stable) ? said.text().substring(stable.length()) : "";
        channel.publish(new PartialText(window.number(), window.start(), open));
    }

    private Optional<Said> known() {
        return agreement.stable().isEmpty()
                ? Optional.empty()
                : Optional.of(new Said(language, agreement.stable(), OptionalDouble.empty(), true));
    }

    private void write(List<Piece> ended) {
        for (Piece piece : ended) {
            channel.throwIfCancelled();
            if (partial) {
                scribe.write(piece, known());
            } else {
                scribe.write(piece);
            }
            agreement = new Agreement();
            telling = scribe.telling();
            heardTo = cutter.samples();
        }
    }

    /** Ends it. */
    Transcript end(String name) {
        write(cutter.end());
        return scribe.finish(
                Piece.time(cutter.samples(), cutter.rate()),
                clipping.warning(name).stream().toList());
    }
}
