package io.mingle.http.internal.video;

import io.mingle.api.content.Picture;
import io.mingle.api.video.LiveFrame;
import io.mingle.api.video.LiveOptions;
import io.mingle.api.video.Moment;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.ask.ContentReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads what clients want of a stream of video. */
final class VideoRequests {

    private static final int MOST_TOKENS = 1 << 16;
    private static final int MOST_FRAMES = 64;
    private static final int LONGEST_IDLE = 3600;
    private static final double LONGEST_PART = 60;

    /** A file of a frame has at most so many bytes. */
    private static final int MOST_BYTES = 8 << 20;

    /** A year. */
    private static final double LAST_SECOND = 31_536_000;

    private VideoRequests() {}

    /**
     * What is asked about a stream.
     *
     * @param options the stream's, with what the question has of its own
     * @param stream whether the answer is sent as it comes
     */
    record Question(String text, Moment moment, LiveOptions options, boolean stream) {}

    static VideoStream begin(Exchange exchange, String owner) throws IOException {
        Fields fields = new Fields(exchange.body());
        LiveOptions options =
                LiveOptions.USUAL.withMaxTokens(
                        (int)
                                fields.whole("memory_tokens", 1, MOST_TOKENS)
                                        .orElse(LiveOptions.USUAL.maxTokens()));
        double part = fields.number("part_seconds", 0, LONGEST_PART).orElse(4);
        long idle = fields.whole("idle_seconds", 1, LONGEST_IDLE).orElse(300);
        fields.end(exchange.lenient());
        return new VideoStream(owner, options, part, Duration.ofSeconds(idle));
    }

    /** Reads one frame, or several as {@code frames}. */
    static List<LiveFrame> frames(Exchange exchange) throws IOException {
        Fields fields = new Fields(exchange.body());
        ContentReader reader = new ContentReader(exchange.lenient(), exchange.media());
        if (fields.any("frames").isEmpty()) {
            return List.of(frame(fields, reader));
        }
        List<Fields> all = fields.objects("frames");
        fields.end(exchange.lenient());
        if (all.isEmpty() || all.size() > MOST_FRAMES) {
            throw ApiException.invalid(
                    "frames",
                    "'frames' has %s frames; push 1 to %s at a time."
                            .formatted(all.size(), MOST_FRAMES));
        }
        List<LiveFrame> frames = new ArrayList<>();
        all.forEach(it -> frames.add(frame(it, reader)));
        long bytes = VideoStream.bytes(frames);
        if (bytes > VideoStream.MOST_BYTES_LEFT) {
            throw ApiException.invalid(
                    "frames",
                    "'frames' has %s bytes; a push has at most %s. Push fewer at a time."
                            .formatted(bytes, VideoStream.MOST_BYTES_LEFT));
        }
        return frames;
    }

    private static LiveFrame frame(Fields fields, ContentReader reader) {
        double seconds =
                fields.number("seconds", 0, LAST_SECOND)
                        .orElseThrow(
                                () ->
                                        ApiException.invalid(
                                                fields.path("seconds"),
                                                "'%s' is missing: when the frame was taken, from the beginning of the stream."
                                                        .formatted(fields.path("seconds"))));
        Picture picture = reader.picture(fields);
        if (picture.bytes().length > MOST_BYTES) {
            throw ApiException.invalid(
                    fields.path("image_url"),
                    "'%s' has %s bytes; a frame has at most %s. Push it smaller, or as a JPEG."
                            .formatted(
                                    fields.path("image_url"), picture.bytes().length, MOST_BYTES));
        }
        return new LiveFrame(seconds, picture);
    }

    static Question question(Exchange exchange, LiveOptions usual) throws IOException {
        Fields fields = new Fields(exchange.body());
        String text = fields.required("question");
        Moment moment =
                switch (fields.text("moment").orElse("past")) {
                    case "past" -> Moment.PAST;
                    case "now" -> Moment.NOW;
                    case "future" -> Moment.FUTURE;
                    default ->
                            throw ApiException.invalid(
                                    "moment", "'moment' has to be 'past', 'now' or 'future'.");
                };
        int tokens =
                (int)
                        fields.whole("max_tokens", 1, MOST_TOKENS)
                                .orElse(usual.generation().maxTokens());
        boolean stream = fields.flag("stream");
        fields.end(exchange.lenient());
        return new Question(
                text,
                moment,
                usual.withGeneration(usual.generation().withMaxTokens(tokens)),
                stream);
    }
}
