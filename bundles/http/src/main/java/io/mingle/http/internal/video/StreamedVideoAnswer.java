package io.mingle.http.internal.video;

import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.TextDelta;
import io.mingle.api.video.LiveAnswer;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Streamed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An answer about a stream of video that is sent as the model writes it. */
final class StreamedVideoAnswer extends Streamed<LiveAnswer> {

    private final VideoStream video;
    private final List<String> warnings;

    StreamedVideoAnswer(Exchange exchange, VideoStream video, List<String> warnings) {
        super(exchange);
        this.video = video;
        this.warnings = warnings;
    }

    @Override
    protected void begin() {
        // The first event says all.
    }

    @Override
    protected void tell(int index, Event event) throws IOException {
        if (event instanceof TextDelta delta) {
            stream().event("video.answer.delta", VideoStreamJson.delta(delta.text()));
        }
    }

    @Override
    protected void end(int index, Finished<LiveAnswer> finished) throws IOException {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(finished.warnings());
        stream()
                .event(
                        "video.answer.done",
                        VideoStreamJson.of(video, finished.result(), all)
                                .put("type", "video.answer.done"));
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
