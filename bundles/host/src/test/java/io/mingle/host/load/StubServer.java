package io.mingle.host.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** A server that says what a test wants to hear. */
public final class StubServer implements AutoCloseable {

    /** An answer of three tokens. */
    public static final String ANSWER =
            """
            data: {"choices": [{"delta": {"role": "assistant", "content": ""}}]}

            :

            data: {"choices": [{"delta": {"content": "ABC"}}]}

            data: {"choices": [], "usage": {"completion_tokens": 3}}

            data: [DONE]

            """;

    private final HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore room;
    private final AtomicReference<String> body = new AtomicReference<>("");
    private volatile int status = 200;
    private volatile String text = ANSWER;

    /**
     * Starts.
     *
     * @param atATime how many requests it answers at a time; it refuses one more
     */
    public StubServer(int atATime) throws IOException {
        this(atATime, "");
    }

    /**
     * Starts below a path.
     *
     * @param base what stands before {@code /v1}
     */
    public StubServer(int atATime, String base) throws IOException {
        room = new Semaphore(atATime);
        server.setExecutor(threads);
        server.createContext(
                base + "/v1/models", it -> send(it, 200, "{\"data\": [{\"id\": \"stub\"}]}"));
        server.createContext(base + "/v1/chat/completions", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (!room.tryAcquire()) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            send(exchange, 429, "{\"error\": {\"code\": \"too-many-requests\"}}");
            return;
        }
        try {
            send(exchange, status, text);
        } finally {
            room.release();
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        // It would close connections that wait, and a client could be about to use one.
        exchange.getResponseHeaders().set("Connection", "close");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Says this from now on. */
    public void say(int newStatus, String newText) {
        status = newStatus;
        text = newText;
    }

    public URI address() {
        return URI.create(
                "http://%s:%s/"
                        .formatted(
                                InetAddress.getLoopbackAddress().getHostAddress(),
                                server.getAddress().getPort()));
    }

    /** Returns what it was asked last. */
    public String asked() {
        return body.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
