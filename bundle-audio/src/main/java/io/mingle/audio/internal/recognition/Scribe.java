package io.mingle.audio.internal.recognition;

import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Progress;
import io.mingle.api.event.Usage;
import io.mingle.api.transcription.Segment;
import io.mingle.api.transcription.SegmentHeard;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.TranscriptionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes down stretches of speech in their order, and tells what it writes. */
final class Scribe {

    private static final String ENGLISH = "English";

    /** How often it is told how far it is, in seconds of the recording. */
    private static final long STEP = 10;

    private final Ear ear;
    private final String name;
    private final TranscriptionOptions options;
    private final GenerationChannel<Transcript> channel;
    private final Map<Duration, Segment> done = new HashMap<>();
    private final List<Segment> segments = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private long told;
    private String last = "";

    Scribe(
            Ear ear,
            String name,
            TranscriptionOptions options,
            GenerationChannel<Transcript> channel) {
        this.ear = ear;
        this.name = name;
        this.options = options;
        this.channel = channel;
        options.done().forEach(it -> done.put(it.start(), it));
    }

    /** Writes down a stretch of speech, unless that was done before. */
    void write(Piece piece) {
        Segment before = done.remove(piece.start());
        if (before != null && before.end().equals(piece.end())) {
            new Telling().tell(before.text());
            add(segment(piece, before.language(), before.text(), before.logprob()));
        } else if (options.translate()) {
            translate(piece);
        } else {
            write(piece, Optional.empty());
        }
    }

    /**
     * Writes down a stretch of speech.
     *
     * @param known what it begins with and has been told, if something has
     */
    void write(Piece piece, Optional<Said> known) {
        Telling telling = new Telling();
        known.ifPresent(it -> telling.skip(it.text()));
        Said said = ear.hear(piece, known, telling::tell);
        warn(piece, said);
        // What was told stays, whatever comes now.
        String text =
                known.map(Said::text)
                        .filter(it -> !said.text().startsWith(it))
                        .map(
                                it ->
                                        it
                                                + said.text()
                                                        .substring(
                                                                Math.min(
                                                                        it.length(),
                                                                        said.text().length())))
                        .orElse(said.text());
        add(segment(piece, said.language(), text, said.logprob()));
    }

    private void translate(Piece piece) {
        Telling telling = new Telling();
        Said said = ear.hear(piece, Optional.empty(), text -> {});
        warn(piece, said);
        boolean isThere = said.text().isEmpty() || said.language().equals(ENGLISH);
        if (isThere) {
            telling.tell(said.text());
        }
        String text = isThere ? said.text() : ear.translate(said, telling::tell);
        add(segment(piece, said.language(), text, said.logprob()));
    }

    private void warn(Piece piece, Said said) {
        if (!said.isWhole()) {
            warnings.add(
                    "The sound '%s' has a stretch of speech, from %s s on, whose text was cut off at the limit on tokens."
                            .formatted(name, piece.start().toSeconds()));
        }
    }

    private static Segment segment(
            Piece piece, String language, String text, OptionalDouble logprob) {
        return new Segment(piece.number(), piece.start(), piece.end(), language, text, logprob);
    }

    private void add(Segment segment) {
        if (!segment.text().isEmpty()) {
            segments.add(segment);
        }
        channel.publish(new SegmentHeard(segment));
    }

    /** Begins to tell the text of the segment that comes now. */
    Telling telling() {
        return new Telling();
    }

    /**
     * Tells how far it is, from time to time.
     *
     * @param seconds that have been heard
     * @param all by what the file says; 0 if it does not
     */
    void progress(double seconds, double all) {
        long now = (long) seconds;
        if (now / STEP > told / STEP) {
            told = now;
            long of = (long) Math.ceil(all);
            channel.publish(new Progress("transcribing", now, of == 0 ? 0 : Math.max(now, of)));
        }
    }

    /** Ends the transcript. */
    Transcript finish(Duration duration, List<String> more) {
        Transcript transcript = new Transcript(duration, segments);
        Usage usage = ear.usage(duration);
        List<String> all = new ArrayList<>(more);
        all.addAll(warnings);
        channel.finished(transcript, usage, all);
        return transcript;
    }

    /** Tells the text of a segment piece by piece, apart from what was told before it. */
    final class Telling {

        private int known;
        private boolean begun;

        /** What the segment begins with was told before. */
        void skip(String text) {
            known = text.length();
            begun |= known > 0;
        }

        void tell(String text) {
            int skipped = Math.min(known, text.length());
            known -= skipped;
            String more = text.substring(skipped);
            if (!more.isEmpty()) {
                channel.delta((begun ? "" : Transcript.between(last, more)) + more);
                begun = true;
                last = more;
            }
        }
    }
}
