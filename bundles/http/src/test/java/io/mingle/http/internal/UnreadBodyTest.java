package io.mingle.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Those who are not let in, and send bodies all the same. */
@Timeout(60)
class UnreadBodyTest {

    private static final String CHAT = "/v1/chat/completions";

    /** More than Jetty has threads. */
    private static final int MANY = 250;

    @TempDir private Path folder;

    private final List<Socket> open = new ArrayList<>();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        Path keys = Files.writeString(folder.resolve("keys.txt"), "");
        server = new TestServer(Map.of("keys", keys.toString()), List.of());
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket each : open) {
            each.close();
        }
        server.close();
    }

    private Socket begin(String headers, String body) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        open.add(socket);
        socket.getOutputStream()
                .write(
                        "POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n%s"
                                .formatted(CHAT, headers, body)
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static List<String> head(Socket socket) throws IOException {
        BufferedReader answer =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        List<String> lines = new ArrayList<>();
        for (String line = answer.readLine();
                line != null && !line.isEmpty();
                line = answer.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    @Test
    void thoseWhoNeverSendTheRestKeepNobodyOut() throws Exception {
        for (int i = 0; i < MANY; i++) {
            begin("Content-Length: 1000", "{");
        }
        assertEquals(401, server.get("/v1/models").statusCode());
    }

    @Test
    void thoseWhoAskBeforeTheySendAreToldNotTo() throws Exception {
        List<String> answer = head(begin("Content-Length: 1000\r\nExpect: 100-continue", ""));
        assertTrue(answer.get(0).startsWith("HTTP/1.1 401"), answer.toString());
        assertTrue(answer.contains("Connection: close"), answer.toString());
    }

    @Test
    void thoseWhoSendItAllReadTheAnswer() throws Exception {
        HttpResponse<String> refused =
                server.send(
                        server.request(CHAT)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1 << 19])));
        assertEquals(401, refused.statusCode());
        assertEquals("", refused.headers().firstValue("Connection").orElse(""));
    }
}
