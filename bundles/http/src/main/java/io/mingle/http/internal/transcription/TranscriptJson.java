package io.mingle.http.internal.transcription;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Usage;
import io.mingle.api.transcription.Segment;
import io.mingle.api.transcription.Transcript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.Deflater;

/** Writes transcripts as OpenAI's interface does. */
final class TranscriptJson {

    private static final double MILLIS = 1e3;

    /** A frame of the spectrum is a hundredth of a second. */
    private static final long MILLIS_A_FRAME = 10;

    private TranscriptJson() {}

    /** Writes the text alone. */
    static ObjectNode plain(Finished<Transcript> end) {
        ObjectNode json = object().put("text", end.result().text());
        return json.set("usage", tokens(end.usage()));
    }

    /**
     * Writes all that is known.
     *
     * @param temperature at which tokens were chosen
     */
    static ObjectNode verbose(Finished<Transcript> end, boolean translated, double temperature) {
        Transcript transcript = end.result();
        String language = translated ? "english" : transcript.language().toLowerCase(Locale.ROOT);
        ObjectNode json =
                object().put("task", translated ? "translate" : "transcribe")
                        .put("language", language)
                        .put("duration", seconds(transcript.duration()))
                        .put("text", transcript.text());
        ArrayNode segments = json.putArray("segments");
        for (Segment segment : transcript.segments()) {
            segments.add(segment(segments.size(), segment, temperature));
        }
        json.putObject("usage")
                .put("type", "duration")
                .put("seconds", (long) Math.ceil(seconds(transcript.duration())));
        return json;
    }

    private static ObjectNode segment(int id, Segment segment, double temperature) {
        ObjectNode json =
                object().put("id", id)
                        .put("seek", segment.start().toMillis() / MILLIS_A_FRAME)
                        .put("start", seconds(segment.start()))
                        .put("end", seconds(segment.end()))
                        .put("text", segment.text());
        json.putArray("tokens");
        return json.put("temperature", temperature)
                .put("avg_logprob", segment.logprob().orElse(0))
                .put("compression_ratio", compression(segment.text()))
                .put("no_speech_prob", 0.0);
    }

    /** How many times shorter it is when compressed: more where a model repeats itself. */
    private static double compression(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            return 0;
        }
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] compressed = new byte[bytes.length + 64];
            return (double) bytes.length / deflater.deflate(compressed);
        } finally {
            deflater.end();
        }
    }

    /** Writes a segment as an event. */
    static ObjectNode segment(Segment segment) {
        return object().put("type", "transcript.text.segment")
                .put("id", "seg_" + segment.number())
                .put("start", seconds(segment.start()))
                .put("end", seconds(segment.end()))
                .put("text", segment.text())
                .put("speaker", "");
    }

    /** Writes a piece of the text as an event. */
    static ObjectNode delta(String text) {
        return object().put("type", "transcript.text.delta").put("delta", text);
    }

    /** Writes the last event. */
    static ObjectNode done(Finished<Transcript> end) {
        ObjectNode json =
                object().put("type", "transcript.text.done").put("text", end.result().text());
        return json.set("usage", tokens(end.usage()));
    }

    private static ObjectNode tokens(Usage took) {
        return object().put("type", "tokens")
                .put("input_tokens", took.promptTokens())
                .put("output_tokens", took.completionTokens())
                .put("total_tokens", took.promptTokens() + took.completionTokens());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / MILLIS;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
