package io.mingle.http.internal.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.http.internal.ApiException;
import io.mingle.trust.AllowedHost;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that take all the time there is, in ways in which each single byte is in time. */
@Timeout(60)
class RemoteMediaTimeTest {

    private static final String TYPE = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Says nothing.
                "",
                // Never comes to the end of its headers.
                TYPE + "X: ",
                // Never comes to the end of its content.
                TYPE + "Content-Length: 999999\r\n\r\n",
                TYPE + "\r\n",
                // Speaks, and never of what was asked.
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n",
            })
    void aSlowHostIsBrokenOff(String begin) throws Exception {
        for (String scheme : List.of("http", "https")) {
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Thread slow = new Thread(() -> trickle(server, begin));
                slow.start();
                String literal = "127.0.0.1:" + server.getLocalPort();
                RemoteMedia media =
                        new RemoteMedia(
                                new Remote(
                                        List.of(AllowedHost.parse(literal)),
                                        InetAddress::getAllByName,
                                        () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                                        Duration.ofSeconds(1)),
                                it -> it,
                                it -> {},
                                1 << 20);
                ApiException error =
                        assertThrows(
                                ApiException.class,
                                () ->
                                        media.fetch(
                                                "input",
                                                scheme + "://" + literal + "/a.png",
                                                RemoteMedia.ANY));
                assertEquals("remote-url-failed", error.error().code());
                boolean late = error.getMessage().contains("within 1 s, which is the most");
                // A handshake that makes no sense ends at once.
                assertTrue(late || scheme.equals("https"), error.getMessage());
                slow.join();
            }
        }
    }

    /** Goes on until it is broken off. */
    private static void trickle(ServerSocket server, String begin) {
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write(begin.getBytes(StandardCharsets.US_ASCII));
            while (socket.isConnected()) {
                if (begin.isEmpty()) {
                    if (socket.getInputStream().read() < 0) {
                        return;
                    }
                } else {
                    out.write(begin.startsWith(TYPE) ? 'a' : begin.charAt(0));
                    out.flush();
                    Thread.sleep(5);
                }
            }
        } catch (IOException | InterruptedException e) {
            // The other side has gone.
        }
    }
}
