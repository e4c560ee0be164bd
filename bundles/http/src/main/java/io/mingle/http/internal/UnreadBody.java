package io.mingle.http.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What is left of a body that nobody wants. Clients that still send it read the answer only if it
 * is taken from them. Those who never send the rest must not hold the server's threads, so that few
 * requests are waited for at a time, and none for long.
 */
final class UnreadBody {

    private static final int MOST_BYTES = 1 << 20;

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** A server has more threads to spare, besides those that answer. */
    private static final int MOST_WAITING = 64;

    private static final Semaphore WAITING = new Semaphore(MOST_WAITING);

    private UnreadBody() {}

    /**
     * Reads what is left.
     *
     * @return false if that is too much, does not come, or others are being waited for: then the
     *     connection cannot be used again
     */
    static boolean take(HttpServletRequest request) {
        // Who waits to be told to send a body has not begun to.
        if (request.getHeader("Expect") != null || !WAITING.tryAcquire()) {
            return false;
        }
        try {
            return isRead(request.getInputStream());
        } catch (IOException e) {
            return false;
        } finally {
            WAITING.release();
        }
    }

    private static boolean isRead(InputStream body) throws IOException {
        long begun = System.nanoTime();
        byte[] buffer = new byte[1 << 13];
        int total = 0;
        while (total < MOST_BYTES && System.nanoTime() - begun < LONGEST_NANOS) {
            int read = body.read(buffer);
            if (read < 0) {
                return true;
            }
            total += read;
        }
        return false;
    }
}
