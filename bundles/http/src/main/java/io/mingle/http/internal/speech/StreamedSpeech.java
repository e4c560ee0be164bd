package io.mingle.http.internal.speech;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.media.SoundWriter;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.EventFeed;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Streamed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;

/** Speech that is sent as it comes. */
final class StreamedSpeech {

    private StreamedSpeech() {}

    /**
     * Sends a file as it is written. It begins with the first sound, so that a failure before has a
     * status of its own; after that, a body that ends in the middle tells of one.
     */
    static void send(Exchange exchange, EventFeed<Speech> feed, SoundWriting writing)
            throws IOException {
        SoundWriter writer = null;
        try {
            while (true) {
                EventFeed.News news = feed.next();
                if (news != null && news.event() instanceof SpeechChunk chunk) {
                    if (writer == null) {
                        int rate = chunk.rate();
                        writer = writing.open(rate, exchange.bytes(writing.mediaType(rate)));
                    }
                    writer.write(chunk.samples());
                } else if (news != null && news.event() instanceof Finished<?>) {
                    break;
                }
            }
            if (writer != null) {
                writer.close();
                writer = null;
            }
        } finally {
            if (writer != null) {
                abandon(writer);
            }
        }
    }

    /** Frees what it holds; what it still would have written goes nowhere. */
    private static void abandon(SoundWriter writer) {
        try {
            writer.close();
        } catch (IOException e) {
            // Who does not listen does not miss it.
        }
    }

    /** Returns speech as events: pieces of the file, then that it was the last. */
    static Streamed<Speech> events(Exchange exchange, SoundWriting writing) {
        return new Events(exchange, writing);
    }

    private static final class Events extends Streamed<Speech> {

        private final SoundWriting writing;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private SoundWriter writer;

        Events(Exchange exchange, SoundWriting writing) {
            super(exchange);
            this.writing = writing;
        }

        @Override
        protected void begin() {
            // The first event says all.
        }

        @Override
        protected void tell(int index, Event event) throws IOException {
            if (event instanceof SpeechChunk chunk) {
                if (writer == null) {
                    writer = writing.open(chunk.rate(), written);
                }
                writer.write(chunk.samples());
                sendWritten();
            }
        }

        private void sendWritten() throws IOException {
            if (written.size() > 0) {
                ObjectNode json = typed("speech.audio.delta");
                json.put("audio", Base64.getEncoder().encodeToString(written.toByteArray()));
                written.reset();
                stream().event("speech.audio.delta", json);
            }
        }

        private static ObjectNode typed(String type) {
            return JsonNodeFactory.instance.objectNode().put("type", type);
        }

        @Override
        protected void end(int index, Finished<Speech> finished) throws IOException {
            if (writer != null) {
                writer.close();
                sendWritten();
            }
            Speech speech = finished.result();
            ObjectNode json = typed("speech.audio.done");
            ObjectNode usage = json.putObject("usage");
            usage.put("input_tokens", 0).put("output_tokens", speech.tokens());
            usage.put("total_tokens", speech.tokens());
            json.put("seed", speech.seed());
            stream().event("speech.audio.done", json);
        }

        @Override
        protected void finish() {
            // The last event has been.
        }

        @Override
        protected void fail(ApiError error) throws IOException {
            stream().event("error", error.json().put("type", "error"));
        }
    }
}
