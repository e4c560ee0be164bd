package io.mingle.audio.internal.recognition;

import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.transcription.PartialText;
import io.mingle.api.transcription.Segment;
import io.mingle.api.transcription.SegmentHeard;
import io.mingle.api.transcription.Transcript;
import io.mingle.broker.testkit.Heard;
import java.time.Duration;
import java.util.List;

/** What a listener of a transcription is told. */
record Told(Heard heard, Generation<Transcript> generation) {

    private static final Duration LIMIT = Duration.ofSeconds(100);

    static Told of(Generation<Transcript> generation) {
        return new Told(Heard.of(generation), generation);
    }

    Finished<Transcript> finished() {
        Finished<Transcript> finished = generation.join(LIMIT);
        try {
            heard.all();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return finished;
    }

    String text() {
        return heard.text();
    }

    List<Event> events() {
        return heard.events();
    }

    List<Segment> segments() {
        return heard.of(SegmentHeard.class).stream().map(SegmentHeard::segment).toList();
    }

    List<PartialText> partials() {
        return heard.of(PartialText.class);
    }
}
