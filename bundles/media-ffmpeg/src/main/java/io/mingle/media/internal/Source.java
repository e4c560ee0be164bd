package io.mingle.media.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of an encoded file, which do not change while they are read. */
interface Source extends Closeable {

    /** Returns the number of bytes. */
    long size() throws IOException;

    /** Reads some bytes from a place on; returns how many, −1 at the end. */
    int read(long at, ByteBuffer into) throws IOException;

    /** An array, which is not copied. */
    static Source of(byte[] bytes) {
        return new Source() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public int read(long at, ByteBuffer into) {
                if (at >= bytes.length) {
                    return -1;
                }
                int count = Math.min(into.remaining(), bytes.length - (int) at);
                into.put(bytes, (int) at, count);
                return count;
            }

            @Override
            public void close() {
                // There is nothing to give back.
            }
        };
    }

    /** A file; closing closes it. */
    static Source of(FileChannel file) {
        return new Source() {
            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public int read(long at, ByteBuffer into) throws IOException {
                return file.read(into, at);
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }
}
