package io.mingle.http.internal.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A host on this machine that has media, and remembers what it was asked. */
public final class MediaHost implements AutoCloseable {

    /** Of the picture at {@code /a.png}. */
    static final byte[] BYTES = {1, 2, 3, 4};

    /** Answers one request. */
    interface Page {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** The headers and the address of a request, one line each. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public MediaHost() throws IOException {
        this(HttpServer.create(anyPort(), 0));
    }

    MediaHost(SSLContext context) throws IOException {
        this(secure(context));
    }

    private MediaHost(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        with("/a.png", "image/png", BYTES);
        server.start();
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static HttpServer secure(SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }

    /** Answers at a path. */
    MediaHost with(String path, Page page) {
        server.createContext(
                path,
                exchange -> {
                    asked.add(
                            "%s %s %s"
                                    .formatted(
                                            exchange.getRequestMethod(),
                                            exchange.getRequestURI(),
                                            new TreeMap<>(exchange.getRequestHeaders())));
                    try (exchange) {
                        page.answer(exchange);
                    }
                });
        return this;
    }

    /** Has a file. */
    public MediaHost with(String path, String type, byte[] bytes) {
        return with(
                path,
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", type);
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                });
    }

    /** Leads elsewhere. */
    MediaHost leading(String path, String to) {
        return with(
                path,
                exchange -> {
                    exchange.getResponseHeaders().set("Location", to);
                    exchange.getResponseHeaders().set("Set-Cookie", "taste=sweet");
                    exchange.sendResponseHeaders(302, -1);
                });
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Returns its own address with its port. */
    public String literal() {
        return "127.0.0.1:" + port();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
