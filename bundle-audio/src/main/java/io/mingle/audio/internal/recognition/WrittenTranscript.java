package io.mingle.audio.internal.recognition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.transcription.Segment;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.TranscriptFormat;
import io.mingle.api.transcription.TranscriptWriting;
import io.mingle.audio.transcript.Subtitles;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;

/** Writes transcripts as text, subtitles and JSON. */
@Component
public final class WrittenTranscript implements TranscriptWriting {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MILLIS = 3;

    @Override
    public String write(Transcript transcript, TranscriptFormat format) {
        if (transcript == null || format == null) {
            throw new InvalidRequestException(
                    "A transcript was to be written and it, or the format, is null. Give both.");
        }
        return switch (format) {
            case TEXT ->
                    transcript.segments().stream()
                            .map(it -> it.text() + "\n")
                            .collect(Collectors.joining());
            case JSON -> text(json(transcript), true) + "\n";
            case SRT -> Subtitles.SRT.file(transcript.segments());
            case VTT -> Subtitles.VTT.file(transcript.segments());
        };
    }

    private static ObjectNode json(Transcript transcript) {
        ObjectNode json = JSON.createObjectNode();
        json.put("text", transcript.text()).put("language", transcript.language());
        json.put("duration", seconds(transcript.duration()));
        json.putArray("segments")
                .addAll(transcript.segments().stream().map(WrittenTranscript::json).toList());
        return json;
    }

    private static ObjectNode json(Segment segment) {
        ObjectNode json = JSON.createObjectNode().put("number", segment.number());
        json.put("start", seconds(segment.start())).put("end", seconds(segment.end()));
        json.put("language", segment.language()).put("text", segment.text());
        segment.logprob().ifPresent(it -> json.put("logprob", it));
        return json;
    }

    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), MILLIS);
    }

    private static String text(ObjectNode json, boolean lines) {
        try {
            return lines
                    ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json)
                    : JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new InternalException(
                    "A transcript could not be written as JSON (" + e.getMessage() + ").", e);
        }
    }

    @Override
    public String line(Segment segment) {
        if (segment == null) {
            throw new InvalidRequestException("A segment was to be written and is null.");
        }
        return text(json(segment), false);
    }

    @Override
    public Segment segment(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return new Segment(
                    json.path("number").intValue(),
                    time(json.path("start")),
                    time(json.path("end")),
                    json.path("language").asText(),
                    json.path("text").asText(),
                    json.path("logprob").isNumber()
                            ? OptionalDouble.of(json.path("logprob").doubleValue())
                            : OptionalDouble.empty());
        } catch (JsonProcessingException | IllegalArgumentException | ArithmeticException e) {
            throw unreadable(e);
        }
    }

    private static Duration time(JsonNode seconds) {
        if (!seconds.isNumber()) {
            throw unreadable(null);
        }
        BigDecimal millis = seconds.decimalValue().movePointRight(MILLIS);
        return Duration.ofMillis(millis.longValue());
    }

    private static InvalidRequestException unreadable(Exception cause) {
        return new InvalidRequestException(
                "A line was to be read as a segment of a transcript and is none. Give one that was"
                        + " written as such.",
                cause);
    }
}
