package io.mingle.document.internal.source;

import io.mingle.api.error.ContentTooLargeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Looks how large the compressed streams of a PDF are before anybody expands one in memory: each is
 * inflated and only counted, and what comes out compressed is inflated once more.
 */
final class StreamSizes {

    private static final byte[] STREAM = {'s', 't', 'r', 'e', 'a', 'm'};

    /** Streams within streams; a bomb has some, a document hardly two. */
    private static final int DEEPEST = 4;

    /** How many times a single stream's limit all of them may have together. */
    private static final long TOGETHER = 64;

    private final String name;
    private final byte[] file;
    private final long limit;
    private final Runnable cancellation;
    private long total;

    private StreamSizes(String name, byte[] file, long limit, Runnable cancellation) {
        this.name = name;
        this.file = file;
        this.limit = limit;
        this.cancellation = cancellation;
    }

    /**
     * Checks all streams of a file.
     *
     * @param limit of a stream's bytes
     * @throws ContentTooLargeException if one has more, or all have more than 64 times as many
     */
    static void check(String name, byte[] file, long limit, Runnable cancellation) {
        new StreamSizes(name, file, limit, cancellation).all();
    }

    private void all() {
        for (int at = 0; at + STREAM.length + 4 < file.length; at++) {
            if (file[at] == 's' && isStream(at)) {
                int begin = at + STREAM.length;
                begin += file[begin] == '\r' ? 1 : 0;
                begin += file[begin] == '\n' ? 1 : 0;
                if (isDeflated(file[begin], file[begin + 1])) {
                    cancellation.run();
                    count(new ByteArrayInputStream(file, begin, file.length - begin), 1);
                }
                at = begin - 1;
            }
        }
    }

    private boolean isStream(int at) {
        for (int i = 0; i < STREAM.length; i++) {
            if (file[at + i] != STREAM[i]) {
                return false;
            }
        }
        return at < 3 || file[at - 1] != 'd';
    }

    private static boolean isDeflated(int method, int flags) {
        int first = method & 0xff;
        return (first & 0x0f) == 8 && (first * 256 + (flags & 0xff)) % 31 == 0;
    }

    private void count(InputStream deflated, int depth) {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (InflaterInputStream inflated = new InflaterInputStream(deflated)) {
            byte[] head = inflated.readNBytes(2);
            size = head.length;
            if (depth < DEEPEST && head.length == 2 && isDeflated(head[0], head[1])) {
                count(new SequenceInputStream(new ByteArrayInputStream(head), inflated), depth + 1);
                return;
            }
            for (int read = 0; read >= 0; read = inflated.read(buffer)) {
                size += read;
                total += read;
                if (size > limit || total > TOGETHER * limit) {
                    throw new ContentTooLargeException(
                            "A part of the document '%s' expands to more than %s MiB, the limit. It is damaged or made to fill memory; save it anew from the program that made it."
                                    .formatted(name, limit >> 20));
                }
            }
        } catch (IOException e) {
            // It is not deflated after all, or damaged: what came of it so far was counted.
        }
    }
}
