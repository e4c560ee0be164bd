package io.mingle.remote.internal.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Usage;
import io.mingle.api.transcription.Segment;
import io.mingle.api.transcription.SegmentHeard;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.remote.internal.pool.Outlet;
import io.mingle.remote.internal.wire.Failures;
import io.mingle.remote.internal.wire.RemoteFailure;
import io.mingle.remote.internal.wire.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Reads a transcript with its segments ({@code verbose_json}), and tells it piece by piece. */
final class TranscriptAnswer {

    private static final double MILLIS = 1e3;

    private TranscriptAnswer() {}

    /**
     * Reads an answer.
     *
     * @throws RemoteFailure if it is none
     */
    static Finished<Transcript> read(Target target, JsonNode body, Outlet outlet)
            throws RemoteFailure {
        if (!body.path("text").isTextual()) {
            throw Failures.nonsense(target, "there is no text in its transcript", null);
        }
        Duration duration = time(target, body.path("duration"));
        String language = language(body.path("language").asText(""));
        List<Segment> segments = segments(target, body, duration, language);
        StringBuilder text = new StringBuilder();
        for (Segment segment : segments) {
            String piece = Transcript.between(text, segment.text()) + segment.text();
            text.append(piece);
            outlet.delta(piece);
            outlet.publish(new SegmentHeard(segment));
        }
        JsonNode took = body.path("usage");
        Usage usage =
                new Usage(
                        Math.max(0, took.path("input_tokens").asInt()),
                        Math.max(0, took.path("output_tokens").asInt()),
                        Map.of(),
                        duration);
        return new Finished<>(new Transcript(duration, segments), usage, List.of());
    }

    /** An endpoint that does not tell segments has heard one. */
    private static List<Segment> segments(
            Target target, JsonNode body, Duration duration, String language) throws RemoteFailure {
        List<Segment> segments = new ArrayList<>();
        for (JsonNode each : body.path("segments")) {
            String text = each.path("text").asText("").strip();
            Duration start = time(target, each.path("start"));
            Duration end = time(target, each.path("end"));
            if (!text.isEmpty()) {
                segments.add(
                        new Segment(
                                segments.size() + 1,
                                start,
                                end.compareTo(start) < 0 ? start : end,
                                language,
                                text,
                                logprob(each.path("avg_logprob"))));
            }
        }
        String all = body.path("text").asText().strip();
        if (segments.isEmpty() && !all.isEmpty()) {
            segments.add(
                    new Segment(1, Duration.ZERO, duration, language, all, OptionalDouble.empty()));
        }
        return segments;
    }

    private static OptionalDouble logprob(JsonNode value) {
        return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
    }

    private static Duration time(Target target, JsonNode seconds) throws RemoteFailure {
        double value = seconds.asDouble(0);
        if (!(value >= 0 && value <= TranscriptionOptions.MOST.toSeconds())) {
            throw Failures.nonsense(target, "a time in its transcript is out of range", null);
        }
        return Duration.ofMillis(Math.round(value * MILLIS));
    }

    /** Labels begin with a capital here. */
    private static String language(String name) {
        String line = name.strip();
        return line.isEmpty() || line.length() > 40
                ? ""
                : line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
    }
}
