package io.mingle.host.command;

import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.Update;
import io.mingle.api.transcription.LiveTranscription;
import io.mingle.api.transcription.PartialText;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.Transcription;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.host.input.StandardInput;
import io.mingle.host.transcript.WavPipe;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/** Writes down sound that comes through the standard input while it is recorded. */
final class LiveTranscript {

    private final Session session;
    private final TranscriptOutput output;
    private final AtomicReference<MingleException> failure = new AtomicReference<>();

    LiveTranscript(Session session, TranscriptOutput output) {
        this.session = session;
        this.output = output;
    }

    /**
     * Writes down all that comes.
     *
     * @throws MingleException if it cannot be read, or not be written down
     */
    Transcript heard(Mingle mingle, WavPipe pipe, TranscriptionOptions options) {
        try (Lease<Transcription> lease = mingle.lease(Transcription.class);
                LiveTranscription live =
                        lease.service().listen(StandardInput.NAME, pipe.rate(), options)) {
            Thread feeding = new Thread(() -> feed(pipe, live), "live-sound");
            feeding.setDaemon(true);
            feeding.start();
            Finished<Transcript> finished =
                    Receiver.await(live.transcript(), session.interruption(), this::show);
            session.live().clear();
            if (failure.get() != null) {
                throw failure.get();
            }
            session.warn(finished);
            return finished.result();
        }
    }

    /** What has come before a failure is still written down. */
    private void feed(WavPipe pipe, LiveTranscription live) {
        try {
            for (float[] next = pipe.next(); next.length > 0; next = pipe.next()) {
                live.add(next);
            }
        } catch (IOException e) {
            failure.set(
                    new UnreadableContentException(
                            "The sound from the standard input cannot be read any further (%s). What came before is printed."
                                    .formatted(e.getMessage()),
                            e));
        } finally {
            live.end();
        }
    }

    private void show(Update update) {
        if (update instanceof TextDelta delta) {
            output.tell(delta.text());
        } else if (update instanceof PartialText partial && session.isTerminal()) {
            session.live().show(OneLine.of(partial.text()));
        }
    }
}
