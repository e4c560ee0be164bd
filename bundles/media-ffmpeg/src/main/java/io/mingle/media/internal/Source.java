package io.mingle.media.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;

/** The bytes of an encoded file, which do not change while they are read. */
interface Source extends Closeable {

    /** Returns the number of bytes. */
    long size() throws IOException;

    /** Reads some bytes from a place on; returns how many, −1 at the end. */
    int read(long at, ByteBuffer into) throws IOException;

    /** Returns the array that has all of them, if one does; else null. */
    default byte[] array() {
        return null;
    }

    /** An array, which is not copied. */
    static Source of(byte[] bytes) {
        return new Source() {
            @Override
            public byte[] array() {
                return bytes;
            }

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

    /** Parts of an array, one behind the other, none of them empty; it is not copied. */
    static Source of(byte[] bytes, List<FrameScan.Range> parts) {
        long[] ends = new long[parts.size()];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += parts.get(i).to() - parts.get(i).from();
            ends[i] = end;
        }
        long size = end;
        return new Source() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public int read(long at, ByteBuffer into) {
                if (at >= size) {
                    return -1;
                }
                int found = Arrays.binarySearch(ends, at);
                int part = found < 0 ? -found - 1 : found + 1;
                int left = (int) (ends[part] - at);
                int count = Math.min(into.remaining(), left);
                into.put(bytes, parts.get(part).to() - left, count);
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
