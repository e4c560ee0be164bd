package io.mingle.remote.internal.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.speech.SentenceBegun;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.remote.internal.pool.Endpoint;
import io.mingle.remote.internal.pool.Outlet;
import io.mingle.remote.internal.wire.Abort;
import io.mingle.remote.internal.wire.Failures;
import io.mingle.remote.internal.wire.Json;
import io.mingle.remote.internal.wire.RemoteFailure;
import io.mingle.remote.internal.wire.Reply;
import io.mingle.remote.internal.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Speech in the making: the samples of one part behind those of the other. For one thread. */
final class SpokenParts {

    /** As OpenAI's interface has it where nothing else is said. */
    private static final int USUAL_RATE = 24_000;

    private static final int LEAST_RATE = 8_000;
    private static final int MOST_RATE = 192_000;
    private static final int CHUNK = 1 << 14;
    private static final float FULL_SCALE = 32768f;
    private static final Pattern RATE = Pattern.compile("\\brate=(\\d{1,6})\\b");

    private final SpeechOptions options;
    private final long began = System.nanoTime();
    private Duration first;
    private int rate = USUAL_RATE;
    private long samples;
    private int sentences;

    SpokenParts(SpeechOptions options) {
        this.options = options;
    }

    /**
     * Returns what is known of it.
     *
     * @throws InvalidRequestException if there was nothing to speak
     */
    Speech speech() {
        if (sentences == 0) {
            throw new InvalidRequestException(
                    "Speech was asked for, and there is nothing in the text that can be said. Give"
                            + " some words.");
        }
        return new Speech(
                rate,
                samples,
                sentences,
                0,
                0,
                options.seed().orElse(0),
                first == null ? Duration.ZERO : first);
    }

    /**
     * Has a part spoken.
     *
     * @throws RemoteFailure if it is not, or not to its end
     */
    void speak(Endpoint endpoint, String part, Outlet outlet, Abort abort) throws RemoteFailure {
        ObjectNode body = Json.object().put("model", endpoint.model()).put("input", part);
        options.voice().ifPresent(it -> body.put("voice", it));
        options.seed().ifPresent(it -> body.put("seed", it));
        body.put("response_format", "pcm");
        if (options.speed() != 1) {
            body.put("speed", options.speed());
        }
        Request request = Request.post("/audio/speech", "audio/pcm", body);
        try (Reply reply = endpoint.send(request, endpoint.target().limits(), abort)) {
            read(reply, part, outlet);
        }
    }

    private void read(Reply reply, String part, Outlet outlet) throws RemoteFailure {
        if (reply.type().startsWith("application/json") || reply.type().startsWith("text/")) {
            reply.ofType("audio/pcm");
        }
        Matcher said = RATE.matcher(reply.type());
        int its = said.find() ? Integer.parseInt(said.group(1)) : USUAL_RATE;
        if (its < LEAST_RATE || its > MOST_RATE || samples > 0 && its != rate) {
            throw Failures.nonsense(
                    reply.target(), "the sound has %s samples a second".formatted(its), null);
        }
        rate = its;
        try {
            byte[] bytes = new byte[CHUNK];
            int rest = 0;
            boolean begun = false;
            for (int count; (count = reply.body().read(bytes, rest, CHUNK - rest)) >= 0; ) {
                int all = rest + count;
                if (all >= 2 && !begun) {
                    begun = true;
                    outlet.publish(new SentenceBegun(sentences, part));
                }
                publish(bytes, all / 2, outlet);
                rest = all % 2;
                bytes[0] = rest > 0 ? bytes[all - 1] : 0;
            }
            if (!begun) {
                throw Failures.nonsense(reply.target(), "there is no sound in it", null);
            }
            sentences++;
        } catch (IOException e) {
            throw Failures.brokenOff(reply.target(), e);
        }
    }

    private void publish(byte[] bytes, int count, Outlet outlet) {
        if (count == 0) {
            return;
        }
        float[] sound = new float[count];
        for (int i = 0; i < count; i++) {
            sound[i] = (short) (bytes[2 * i] & 0xFF | bytes[2 * i + 1] << 8) / FULL_SCALE;
        }
        if (first == null) {
            first = Duration.ofNanos(System.nanoTime() - began);
        }
        samples += count;
        outlet.publish(new SpeechChunk(rate, sound, sentences));
    }
}
