package io.mingle.media.internal;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * What FFmpeg reads a {@link Source} through: its only way to any bytes.
 *
 * <p>JavaCPP has few slots for callbacks, so all sources share two, which tell them by number.
 */
final class SourceIo implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    /** The low byte says where a seek counts from; flags lie above. */
    private static final int ORIGIN = 0xff;

    private static final Map<Long, SourceIo> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final Read READ = new Read();
    private static final Seek SEEK = new Seek();

    private final Source source;
    private final long number = NUMBERS.incrementAndGet();
    private final AVIOContext context;
    private long position;

    SourceIo(Source source) {
        this.source = source;
        OPEN.put(number, this);
        context =
                avformat.avio_alloc_context(
                        new BytePointer(avutil.av_malloc(BUFFER)),
                        BUFFER,
                        0,
                        new Number(number),
                        READ,
                        null,
                        SEEK);
    }

    AVIOContext context() {
        return context;
    }

    /** Gives a thread that is interrupted nothing more: FFmpeg reads for long in a single call. */
    private int read(BytePointer into, int size) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            return avutil.AVERROR_EXIT();
        }
        int count = source.read(position, into.capacity(size).asByteBuffer());
        if (count <= 0) {
            return avutil.AVERROR_EOF();
        }
        position += count;
        return count;
    }

    private long seek(long offset, int whence) throws IOException {
        if ((whence & avformat.AVSEEK_SIZE) != 0) {
            return source.size();
        }
        long origin =
                switch (whence & ORIGIN) {
                    case 0 -> 0;
                    case 1 -> position;
                    default -> source.size();
                };
        if (origin + offset < 0) {
            return avutil.AVERROR_EINVAL();
        }
        position = origin + offset;
        return position;
    }

    @Override
    public void close() {
        OPEN.remove(number);
        // FFmpeg may have put another buffer in the place of the first.
        avutil.av_free(context.buffer());
        avformat.avio_context_free(context);
    }

    /** A number where FFmpeg keeps a pointer that it hands back and never follows. */
    private static final class Number extends Pointer {

        Number(long number) {
            address = number;
        }
    }

    private static final class Read extends Read_packet_Pointer_BytePointer_int {

        @Override
        public int call(Pointer number, BytePointer into, int size) {
            try {
                return OPEN.get(number.address()).read(into, size);
            } catch (IOException | RuntimeException e) {
                return avutil.AVERROR_EIO();
            }
        }
    }

    private static final class Seek extends Seek_Pointer_long_int {

        @Override
        public long call(Pointer number, long offset, int whence) {
            try {
                return OPEN.get(number.address()).seek(offset, whence);
            } catch (IOException | RuntimeException e) {
                return avutil.AVERROR_EIO();
            }
        }
    }
}
