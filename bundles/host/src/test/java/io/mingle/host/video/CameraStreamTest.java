package io.mingle.host.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.mingle.api.content.Picture;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CameraStreamTest {

    private static final byte[] PICTURE = {
        (byte) 0xff, (byte) 0xd8, 1, 2, (byte) 0xff, 0, 3, (byte) 0xff, (byte) 0xd9
    };

    private static final byte[] WITH_THUMBNAIL = {
        (byte) 0xff,
        (byte) 0xd8,
        5,
        (byte) 0xff,
        (byte) 0xd8,
        6,
        (byte) 0xff,
        (byte) 0xd9,
        7,
        (byte) 0xff,
        (byte) 0xd9
    };

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    private interface Body {
        void write(OutputStream out) throws Exception;
    }

    private URI serving(int status, String type, Body body) throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", type);
                    exchange.sendResponseHeaders(status, 0);
                    try (OutputStream out = exchange.getResponseBody()) {
                        body.write(out);
                    } catch (Exception e) {
                        // Whoever read it has gone.
                    }
                });
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/stream");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }

    private static byte[] parts(byte[]... pictures) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] picture : pictures) {
            all.write(
                    "--next\r\nContent-Type: image/jpeg\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            all.write(picture);
            all.write("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        return all.toByteArray();
    }

    @Test
    void picturesComeOneAfterTheOtherToTheEnd() throws Exception {
        URI address =
                serving(
                        200,
                        "multipart/x-mixed-replace; boundary=next",
                        out -> out.write(parts(PICTURE, WITH_THUMBNAIL)));
        try (CameraStream camera = new CameraStream(address)) {
            assertArrayEquals(PICTURE, camera.next().orElseThrow().bytes());
            assertArrayEquals(WITH_THUMBNAIL, camera.next().orElseThrow().bytes());
            assertEquals(Optional.empty(), camera.next());
        }
    }

    @Test
    void aPictureThatIsCutOffIsTold() throws Exception {
        URI address =
                serving(
                        200,
                        "multipart/x-mixed-replace; boundary=next",
                        out -> out.write(new byte[] {(byte) 0xff, (byte) 0xd8, 1}));
        try (CameraStream camera = new CameraStream(address)) {
            UnreadableContentException told =
                    assertThrows(UnreadableContentException.class, camera::next);
            assertTrue(told.getMessage().contains("broke off after 0 pictures"), told.getMessage());
        }
    }

    @Test
    void whatNeverEndsIsBounded() throws Exception {
        URI address =
                serving(
                        200,
                        "multipart/x-mixed-replace; boundary=next",
                        out -> {
                            out.write(new byte[] {(byte) 0xff, (byte) 0xd8});
                            byte[] more = new byte[1 << 16];
                            while (true) {
                                out.write(more);
                            }
                        });
        try (CameraStream camera = new CameraStream(address)) {
            assertThrows(ContentTooLargeException.class, camera::next);
        }
    }

    @Test
    void whatIsNoCameraIsTold() throws Exception {
        URI page = serving(200, "text/html", out -> out.write('x'));
        UnreadableContentException told =
                assertThrows(UnreadableContentException.class, () -> new CameraStream(page));
        assertTrue(
                told.getMessage().contains("answered with 200 and the type 'text/html'"),
                told.getMessage());
        stop();
        UnreadableContentException gone =
                assertThrows(UnreadableContentException.class, () -> new CameraStream(page));
        assertTrue(gone.getMessage().contains("cannot be reached"), gone.getMessage());
    }

    @Test
    void whoeverAcceptsAConnectionAndSaysNothingIsNotWaitedFor() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/stream");
            UnreadableContentException told =
                    assertThrows(
                            UnreadableContentException.class,
                            () -> new CameraStream(address, Duration.ofSeconds(1)));
            assertTrue(
                    told.getMessage().contains("does not answer within 1 seconds"),
                    told.getMessage());
        }
    }

    @Test
    void camerasElsewhereAreNotOpened() {
        for (String address :
                new String[] {
                    "http://192.0.2.1/stream", "https://127.0.0.1/", "file:///etc/passwd"
                }) {
            InvalidRequestException refused =
                    assertThrows(
                            InvalidRequestException.class,
                            () -> new CameraStream(URI.create(address)));
            assertTrue(
                    refused.getMessage().contains("is not on this machine"), refused.getMessage());
        }
    }

    @Test
    void closingEndsAWaitForTheNextPicture() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        URI address =
                serving(
                        200,
                        "multipart/x-mixed-replace; boundary=next",
                        out -> {
                            out.write(parts(PICTURE));
                            out.flush();
                            asked.countDown();
                            stopped.await(50, TimeUnit.SECONDS);
                        });
        CameraStream camera = new CameraStream(address);
        assertTrue(asked.await(50, TimeUnit.SECONDS));
        camera.next();
        var waiting = threads.submit(camera::next);
        camera.close();
        Optional<Picture> end = waiting.get(50, TimeUnit.SECONDS);
        stopped.countDown();
        assertEquals(Optional.empty(), end);
    }
}
