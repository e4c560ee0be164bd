package io.mingle.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How slow clients may be who hold a place. */
@Timeout(120)
class PaceTest {

    private static final int LONG = 16 << 20;

    private final AtomicLong clock = new AtomicLong();

    private boolean wait(Pace pace, double seconds, int bytes) {
        pace.begin();
        clock.addAndGet((long) (seconds * 1e9));
        return pace.end(bytes);
    }

    @Test
    void nobodyHasToBeFastAtFirst() {
        Pace pace = new Pace(240, clock::get);
        assertTrue(wait(pace, 10, 1));
        assertFalse(wait(pace, 0.1, 1));
    }

    @Test
    void whoIsFastEnoughOnTheWholeMayPause() {
        Pace pace = new Pace(240, clock::get);
        assertTrue(wait(pace, 1, 100_000));
        assertTrue(wait(pace, 60, 1));
    }

    @Test
    void onlyTheTimeCountsInWhichTheClientIsWaitedFor() {
        Pace pace = new Pace(240, clock::get);
        for (int i = 0; i < 100; i++) {
            clock.addAndGet(TimeUnit.HOURS.toNanos(1));
            assertTrue(wait(pace, 0.01, 10));
        }
    }

    @Test
    void aRateOfNothingLetsEverybodyTakeTheirTime() {
        assertTrue(wait(new Pace(0, clock::get), 1e6, 1));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aBodyThatComesInDripsLosesItsPlace() throws Exception {
        try (TestServer server = new TestServer(Map.of("requestsAtATime", 1), List.of());
                Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(head("Content-Length: 100000\r\nContent-Type: application/json"));
            socket.setSoTimeout(200);
            String answer = "";
            while (answer.isEmpty()) {
                out.write(' ');
                answer = received(socket.getInputStream());
            }
            assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
            assertTrue(answer.contains("\"body-too-slow\""), answer);
            assertEquals(200, server.get("/v1/models").statusCode());
        }
    }

    /** Returns what has come; empty if nothing has for a while. */
    private static String received(InputStream in) throws Exception {
        byte[] some = new byte[1 << 16];
        try {
            return new String(some, 0, in.read(some), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            return "";
        }
    }

    private static byte[] head(String more) {
        return ("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** It takes what fits the buffers between, and then a little now and then. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aClientThatHardlyReadsLosesItsPlace() throws Exception {
        Map<String, Object> settings = Map.of("requestsAtATime", 1, "leastRate", 1 << 30);
        try (TestServer server = new TestServer(settings, List.of());
                Socket socket = new Socket("127.0.0.1", server.port())) {
            server.answering("x".repeat(LONG));
            String body =
                    "{\"model\": \"nano\", \"messages\": [{\"role\": \"user\", \"content\":"
                            + " \"x\"}]}";
            OutputStream out = socket.getOutputStream();
            out.write(head("Content-Type: application/json\r\nContent-Length: " + body.length()));
            out.write(body.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            byte[] some = new byte[1 << 16];
            long taken = in.read(some);
            String begin = new String(some, 0, (int) taken, StandardCharsets.US_ASCII);
            assertTrue(begin.startsWith("HTTP/1.1 200"), begin);
            while (server.get("/v1/models").statusCode() == 429) {
                taken += in.read(some);
                Thread.sleep(200);
            }
            assertTrue(taken < LONG, "all of the answer was taken");
        }
    }
}
