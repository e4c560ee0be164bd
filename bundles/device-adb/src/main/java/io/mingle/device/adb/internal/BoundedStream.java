package io.mingle.device.adb.internal;

import dadb.AdbStream;
import java.io.IOException;
import java.time.Duration;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;

/** A stream that ends with a fault where too much comes, or it takes too long. */
final class BoundedStream implements AdbStream {

    /** How long all of a stream may take. */
    static final Duration LIMIT = Duration.ofMinutes(1);

    private final AdbStream stream;
    private final BufferedSource source;

    /**
     * Bounds a stream.
     *
     * @param stream what is read; closed with this
     * @param most how many bytes may come
     */
    BoundedStream(AdbStream stream, long most) {
        this.stream = stream;
        long end = System.nanoTime() + LIMIT.toNanos();
        this.source =
                Okio.buffer(
                        new ForwardingSource(stream.getSource()) {
                            private long left = most;

                            @Override
                            public long read(Buffer sink, long count) throws IOException {
                                if (System.nanoTime() - end > 0) {
                                    throw new IOException(
                                            "it took longer than " + LIMIT.toSeconds() + " s");
                                }
                                long read = super.read(sink, Math.min(count, left + 1));
                                left -= Math.max(0, read);
                                if (left < 0) {
                                    throw new IOException("it sent more than " + most + " bytes");
                                }
                                return read;
                            }
                        });
    }

    @Override
    public BufferedSource getSource() {
        return source;
    }

    @Override
    public BufferedSink getSink() {
        return stream.getSink();
    }

    @Override
    public void close() throws Exception {
        stream.close();
    }
}
