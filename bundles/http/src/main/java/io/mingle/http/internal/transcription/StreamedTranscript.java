package io.mingle.http.internal.transcription;

import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Progress;
import io.mingle.api.event.TextDelta;
import io.mingle.api.transcription.SegmentHeard;
import io.mingle.api.transcription.Transcript;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Streamed;
import java.io.IOException;

/** A text that is sent as it is heard; segments, too, where more than the text is wanted. */
final class StreamedTranscript extends Streamed<Transcript> {

    private final boolean segments;

    StreamedTranscript(Exchange exchange, boolean segments) {
        super(exchange);
        this.segments = segments;
    }

    @Override
    protected void begin() {
        // The first event says all.
    }

    @Override
    protected void tell(int index, Event event) throws IOException {
        if (event instanceof TextDelta delta) {
            stream().event("transcript.text.delta", TranscriptJson.delta(delta.text()));
        } else if (event instanceof SegmentHeard heard
                && segments
                && !heard.segment().text().isEmpty()) {
            stream().event("transcript.text.segment", TranscriptJson.segment(heard.segment()));
        } else if (event instanceof Progress progress) {
            stream().comment("second %s of %s".formatted(progress.step(), progress.of()));
        }
    }

    @Override
    protected void end(int index, Finished<Transcript> finished) throws IOException {
        stream().event("transcript.text.done", TranscriptJson.done(finished));
    }

    @Override
    protected void finish() throws IOException {
        stream().done();
    }

    @Override
    protected void fail(ApiError error) throws IOException {
        stream().event("error", error.json().put("type", "error"));
    }
}
