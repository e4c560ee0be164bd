package io.mingle.http.internal;

import io.mingle.api.error.ContentTooLargeException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bounds what the bodies of all requests together take of the heap. A body is counted as its bytes
 * come, so that who only announces much keeps nobody out, until its request has been answered.
 * Thread-safe.
 */
final class BodyBudget {

    /** A body is there several times while it is read: as bytes, as text, as values, decoded. */
    private static final int PART_OF_THE_HEAP = 8;

    private long taken;

    /** What one request has taken; used by one thread. */
    final class Share {

        private final long limit;
        private long held;

        private Share(long limit) {
            this.limit = limit;
        }

        /**
         * Refuses a body that could not be read now.
         *
         * @param length of the body; less than 0 if nobody knows
         * @throws ContentTooLargeException if there would be no room even for it alone
         * @throws ApiException if there is none now
         */
        void check(long length) {
            if (length > limit) {
                throw new ContentTooLargeException(
                        "The body of the request has %s bytes, and all bodies together may have %s here. Send less at a time, or give the server more heap."
                                .formatted(length, limit));
            }
            if (length > limit - taken()) {
                throw full();
            }
        }

        /** Returns what a body comes from, counted as it is read. */
        InputStream counted(InputStream body) {
            return new Counted(body);
        }

        /** Gives back what was taken. */
        void release() {
            give(held);
            held = 0;
        }

        private void count(int bytes) {
            if (bytes > 0) {
                if (!take(bytes, limit)) {
                    throw full();
                }
                held += bytes;
            }
        }

        /** Reads no more than there is room for. */
        private final class Counted extends FilterInputStream {

            Counted(InputStream body) {
                super(body);
            }

            @Override
            public int read() throws IOException {
                int next = super.read();
                count(next < 0 ? 0 : 1);
                return next;
            }

            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                int read = super.read(into, from, most);
                count(read);
                return read;
            }
        }
    }

    /**
     * Opens the share of a request.
     *
     * @param limit for all of them together, in bytes; 0 for an eighth of the heap
     */
    Share share(long limit) {
        return new Share(limit > 0 ? limit : Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP);
    }

    private synchronized boolean take(long bytes, long limit) {
        if (bytes > limit - taken) {
            return false;
        }
        taken += bytes;
        return true;
    }

    private synchronized void give(long bytes) {
        taken -= bytes;
    }

    private synchronized long taken() {
        return taken;
    }

    private static ApiException full() {
        return new ApiException(
                ApiError.of(
                        429,
                        "too-many-bytes",
                        "The bodies of the requests that are being answered leave no room for this"
                                + " one. Try again a little later."));
    }
}
