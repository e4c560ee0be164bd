package io.mingle.http.internal.transcription;

import io.mingle.api.event.Finished;
import io.mingle.api.transcription.Segment;
import io.mingle.api.transcription.SegmentHeard;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.TranscriptFormat;
import io.mingle.http.internal.EventFeed;
import io.mingle.http.internal.Exchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * A text or subtitles, which are sent while they are made, every few seconds: a client that has
 * gone is noticed, and one that waits is not kept waiting by silence.
 */
final class PlainTranscript {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(5);

    private final Exchange exchange;
    private final String type;
    private final TranscriptFormat format;
    private final BiFunction<Transcript, TranscriptFormat, String> writing;
    private final List<Segment> segments = new ArrayList<>();
    private int sent;
    private long when = System.nanoTime();

    /**
     * @param writing writes a transcript; of more segments it makes a longer text that begins with
     *     that of fewer
     */
    PlainTranscript(
            Exchange exchange,
            AnswerKind kind,
            BiFunction<Transcript, TranscriptFormat, String> writing) {
        this.exchange = exchange;
        this.type = kind.type();
        this.format = kind.format().orElseThrow();
        this.writing = writing;
    }

    /** Sends all of it. */
    void send(EventFeed<Transcript> feed) throws IOException {
        while (true) {
            EventFeed.News news = feed.next();
            if (news != null && news.event() instanceof Finished<?> finished) {
                send(feed.own(finished).result(), true);
                return;
            }
            if (news != null
                    && news.event() instanceof SegmentHeard heard
                    && !heard.segment().text().isEmpty()) {
                segments.add(heard.segment());
            }
            if (!segments.isEmpty() && System.nanoTime() - when >= PAUSE) {
                send(new Transcript(Duration.ZERO, segments), false);
                when = System.nanoTime();
            }
        }
    }

    private void send(Transcript transcript, boolean isWhole) throws IOException {
        String text = writing.apply(transcript, format);
        if (isWhole || text.length() > sent) {
            String more = text.substring(Math.min(sent, text.length()));
            sent = text.length();
            exchange.send(type, more.getBytes(StandardCharsets.UTF_8));
        }
    }
}
