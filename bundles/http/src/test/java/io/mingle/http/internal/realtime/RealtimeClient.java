package io.mingle.http.internal.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.http.internal.TestServer;
import io.mingle.http.internal.sound.AudioFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client that knows WebSockets and nothing of the server. */
public final class RealtimeClient implements WebSocket.Listener, AutoCloseable {

    private static final int RATE = 24_000;

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private final List<JsonNode> all = new ArrayList<>();

    /** The code with which the server has ended it. */
    public final CompletableFuture<Integer> closed = new CompletableFuture<>();

    /** What its pings were answered with. */
    public final BlockingQueue<ByteBuffer> pongs = new LinkedBlockingQueue<>();

    private WebSocket socket;

    /** Connects to a server of a test. */
    public static RealtimeClient open(TestServer server, String query, String... protocols) {
        return open(server, query, HttpClient.newHttpClient().newWebSocketBuilder(), protocols);
    }

    public static RealtimeClient open(
            TestServer server, String query, WebSocket.Builder builder, String... protocols) {
        URI address =
                URI.create(
                        "ws://%s:%s/v1/realtime%s"
                                .formatted(
                                        InetAddress.getLoopbackAddress().getHostAddress(),
                                        server.port(),
                                        query));
        if (protocols.length > 0) {
            builder.subprotocols(protocols[0], Arrays.copyOfRange(protocols, 1, protocols.length));
        }
        RealtimeClient client = new RealtimeClient();
        client.socket = builder.buildAsync(address, client).join();
        return client;
    }

    public WebSocket socket() {
        return socket;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            messages.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        pongs.add(ByteBuffer.allocate(message.remaining()).put(message).flip());
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(-1);
    }

    public void send(String event) {
        socket.sendText(event, true).join();
    }

    /** Sends sound, a tenth of a second at a time. */
    public void speak(float... samples) {
        for (int at = 0; at < samples.length; at += RATE / 10) {
            int end = Math.min(samples.length, at + RATE / 10);
            byte[] bytes = AudioFormat.PCM.encode(Arrays.copyOfRange(samples, at, end));
            send(
                    "{\"type\": \"input_audio_buffer.append\", \"audio\": \"%s\"}"
                            .formatted(Base64.getEncoder().encodeToString(bytes)));
        }
    }

    public static float[] tone(double seconds) {
        float[] samples = new float[(int) (RATE * seconds)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * 440 * i / RATE));
        }
        return samples;
    }

    public static float[] silence(double seconds) {
        return new float[(int) (RATE * seconds)];
    }

    /** Waits for the next event. */
    public JsonNode next() throws IOException, InterruptedException {
        String text = messages.poll(30, TimeUnit.SECONDS);
        assertNotNull(
                text, () -> "Nothing more came after " + types() + ", errors " + all("error"));
        JsonNode event = TestServer.json(text);
        all.add(event);
        return event;
    }

    /** Waits for the next event, which has to be of a type. */
    public JsonNode next(String type) throws IOException, InterruptedException {
        JsonNode event = next();
        assertEquals(type, event.path("type").asText(), () -> event + " after " + types());
        return event;
    }

    /** Passes over events until one of a type. */
    public JsonNode until(String type) throws IOException, InterruptedException {
        while (true) {
            JsonNode event = next();
            if (event.path("type").asText().equals(type)) {
                return event;
            }
        }
    }

    /** Returns the types of all that have come. */
    public List<String> types() {
        return all.stream().map(it -> it.path("type").asText()).toList();
    }

    /** Returns all that have come of a type. */
    public List<JsonNode> all(String type) {
        return all.stream().filter(it -> it.path("type").asText().equals(type)).toList();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
