package io.mingle.remote.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server of the loopback that answers as it is told, well or badly; one request a connection,
 * unless an answer keeps it.
 */
final class ScriptedServer implements AutoCloseable {

    static final String MODELS = "{\"object\": \"list\", \"data\": [{\"id\": \"remote-model\"}]}";

    /**
     * What was asked.
     *
     * @param client the port of the connection at its other end
     */
    record Asked(
            String method,
            String path,
            Map<String, String> headers,
            byte[] body,
            long at,
            int client) {
        String text() {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
    }

    /** How a request is answered. */
    interface Script {
        void answer(Line line) throws Exception;
    }

    private final ServerSocket socket;
    private final Map<String, Queue<Script>> scripts = new TreeMap<>();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Script models = line -> line.json(200, MODELS);

    ScriptedServer() throws IOException {
        this(0);
    }

    ScriptedServer(int port) throws IOException {
        socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        start("accepts", this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    /** Says how it tells its models from now on. */
    ScriptedServer models(Script script) {
        models = script;
        return this;
    }

    /** Says how it answers requests of a path, in turn, and all further ones as the last. */
    ScriptedServer on(String path, Script... answers) {
        synchronized (scripts) {
            scripts.put("/v1" + path, new ArrayDeque<>(List.of(answers)));
        }
        return this;
    }

    /** Returns what was asked of a path. */
    List<Asked> asked(String path) {
        return asked.stream().filter(it -> it.path().equals("/v1" + path)).toList();
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, "scripted-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                open.add(client);
                start("answers", () -> serve(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            Line line;
            do {
                Asked request = read(in, client.getPort());
                asked.add(request);
                line = new Line(client, in);
                script(request.path()).answer(line);
                client.getOutputStream().flush();
            } while (line.kept);
        } catch (Exception e) {
            // The client sees it.
        } finally {
            open.remove(client);
        }
    }

    private Script script(String path) {
        if (path.equals("/v1/models")) {
            return models;
        }
        synchronized (scripts) {
            Queue<Script> its = scripts.get(path);
            if (its == null) {
                return line -> line.json(404, "{\"error\": {\"message\": \"No such path.\"}}");
            }
            return its.size() > 1 ? its.remove() : its.peek();
        }
    }

    private static Asked read(InputStream in, int client) throws IOException {
        String[] first = line(in).split(" ");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line; !(line = line(in)).isEmpty(); ) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        byte[] body;
        if ("chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int size; (size = Integer.parseInt(line(in), 16)) > 0; line(in)) {
                all.writeBytes(in.readNBytes(size));
            }
            line(in);
            body = all.toByteArray();
        } else {
            body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        }
        return new Asked(first[0], first[1], headers, body, System.nanoTime(), client);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next; (next = in.read()) != '\n'; ) {
            if (next < 0) {
                throw new IOException("The client has gone");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** Stops listening, and ends all connections at once. */
    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket each : open) {
            each.close();
        }
    }

    /** The connection of a request that is answered. */
    static final class Line {

        private final Socket client;
        private final InputStream in;
        private boolean kept;

        Line(Socket client, InputStream in) {
            this.client = client;
            this.in = in;
        }

        void raw(byte[] bytes) throws IOException {
            OutputStream out = client.getOutputStream();
            out.write(bytes);
            out.flush();
        }

        void raw(String text) throws IOException {
            raw(text.getBytes(StandardCharsets.UTF_8));
        }

        void head(int status, String type, String... more) throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
            head.append("Content-Type: ").append(type).append("\r\n");
            head.append(kept ? "" : "Connection: close\r\n");
            for (String each : more) {
                head.append(each).append("\r\n");
            }
            raw(head + "\r\n");
        }

        void json(int status, String body, String... more) throws IOException {
            head(status, "application/json", more);
            raw(body);
        }

        /** Lets the connection serve again. */
        Line kept() {
            kept = true;
            return this;
        }

        /** Begins a stream of events. */
        Line events() throws IOException {
            head(200, "text/event-stream", "Transfer-Encoding: chunked");
            return this;
        }

        Line chunk(String text) throws IOException {
            return chunk(text.getBytes(StandardCharsets.UTF_8));
        }

        Line chunk(byte[] bytes) throws IOException {
            raw(Integer.toHexString(bytes.length) + "\r\n");
            raw(bytes);
            raw("\r\n");
            return this;
        }

        Line event(String data) throws IOException {
            return chunk("data: " + data + "\n\n");
        }

        Line say(String words) throws IOException {
            return event(
                    "{\"choices\": [{\"index\": 0, \"delta\": {\"content\": \"" + words + "\"}}]}");
        }

        /** Ends an answer as it should end. */
        void end() throws IOException {
            done();
            last();
        }

        /** Says that an answer has ended. */
        void done() throws IOException {
            event("{\"choices\": [{\"index\": 0, \"delta\": {}, \"finish_reason\": \"stop\"}]}");
            event(
                    "{\"choices\": [], \"usage\": {\"prompt_tokens\": 7, \"completion_tokens\":"
                            + " 2}}");
            event("[DONE]");
        }

        /** Ends a body of chunks. */
        void last() throws IOException {
            raw("0\r\n\r\n");
        }

        /** Waits until the client has gone. */
        void awaitGone() throws IOException {
            while (in.read() >= 0) {
                // What else it sends is passed over.
            }
        }
    }
}
