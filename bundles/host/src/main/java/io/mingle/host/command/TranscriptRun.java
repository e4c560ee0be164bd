package io.mingle.host.command;

import io.mingle.api.content.SoundSource;
import io.mingle.api.error.CancelledException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.Progress;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.Update;
import io.mingle.api.transcription.Segment;
import io.mingle.api.transcription.SegmentHeard;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.TranscriptWriting;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.host.console.LiveLine;
import io.mingle.host.console.Units;
import io.mingle.host.input.Spool;
import io.mingle.host.transcript.KeptSegments;
import io.mingle.host.transcript.WavPipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Writes down recordings one after the other, and keeps what is done of each.
 *
 * @param model the model's folder; null for the embedded one
 * @param resume whether what an earlier run kept is taken up
 */
record TranscriptRun(
        Session session,
        Mingle mingle,
        Path model,
        TranscriptionOptions options,
        boolean resume,
        TranscriptOutput output) {

    /**
     * Writes down a recording.
     *
     * @param file as it was named
     * @param source where it is
     */
    void transcribe(Path file, SoundSource source) {
        Optional<Path> place = output.file(file);
        output.begin(file);
        if (place.isEmpty() || Spool.isNeeded(file)) {
            write(file, heard(source, options, segment -> {}));
            return;
        }
        try (Lease<TranscriptWriting> writing = mingle.lease(TranscriptWriting.class)) {
            String work = KeptSegments.work(file, model, options);
            KeptSegments kept = new KeptSegments(place.get(), work, writing.service());
            List<Segment> done = resume ? kept.segments() : List.of();
            tell(kept.segments().size());
            if (!resume) {
                kept.startAnew();
            }
            try {
                write(file, heard(source, options.withDone(done), kept::add));
            } catch (CancelledException e) {
                session.live().clear();
                session.err()
                        .println(
                                "mingle: what is done is kept. Give the same command with --resume"
                                        + " to go on behind it.");
                throw e;
            }
            kept.delete();
        }
    }

    /**
     * Writes down sound that comes live.
     *
     * @param file as it was named
     */
    void transcribe(Path file, WavPipe pipe) {
        write(file, new LiveTranscript(session, output).heard(mingle, pipe, options));
    }

    private void tell(int kept) {
        if (kept > 0 && resume) {
            session.err()
                    .println(
                            "mingle: %s heard by an earlier run, and kept."
                                    .formatted(Units.count(kept, "segment")));
        } else if (kept > 0) {
            session.err()
                    .println(
                            "mingle: an earlier run has kept %s; this one begins anew, --resume would go on."
                                    .formatted(Units.count(kept, "segment")));
        }
    }

    private void write(Path file, Transcript transcript) {
        try (Lease<TranscriptWriting> writing = mingle.lease(TranscriptWriting.class)) {
            output.write(file, transcript, writing.service().write(transcript, output.format()));
        }
    }

    private Transcript heard(
            SoundSource source, TranscriptionOptions how, Consumer<Segment> keeping) {
        Set<Duration> done = new HashSet<>();
        how.done().forEach(it -> done.add(it.start()));
        Generation<Transcript> generation =
                session.patiently("loading the model", () -> mingle.transcribe(source, how));
        Finished<Transcript> finished;
        try (ProgressBar bar = bar()) {
            finished =
                    Receiver.await(
                            generation,
                            session.interruption(),
                            update -> {
                                show(bar, update);
                                if (update instanceof SegmentHeard heard
                                        && !done.contains(heard.segment().start())) {
                                    keeping.accept(heard.segment());
                                }
                            });
        }
        session.live().clear();
        session.warn(finished);
        return finished.result();
    }

    private void show(ProgressBar bar, Update update) {
        if (update instanceof TextDelta delta) {
            output.tell(delta.text());
        } else if (update instanceof Progress progress) {
            if (progress.of() > 0) {
                bar.maxHint(progress.of());
            }
            bar.stepTo(progress.step());
        }
    }

    /** Seconds of the recording. */
    private ProgressBar bar() {
        LiveLine line = session.live();
        return new ProgressBarBuilder()
                .setTaskName("transcribe")
                .setInitialMax(-1)
                .startsFrom(0, Duration.ZERO)
                .setUpdateIntervalMillis(250)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" s", 1)
                .showSpeed()
                .setConsumer(new DelegatingProgressBarConsumer(line::show, LiveLine.WIDTH))
                .build();
    }
}
