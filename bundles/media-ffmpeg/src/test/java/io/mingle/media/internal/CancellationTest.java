package io.mingle.media.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.content.VideoSource;
import io.mingle.api.error.CancelledException;
import io.mingle.api.media.VideoFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A thread that is interrupted decodes no further. */
@Timeout(120)
class CancellationTest {

    private static final int SIDE = 256;
    private static final int FRAMES = 300;

    /** Says that a frame is shown for a tenth of a second. */
    private static final byte[] DELAY = {0x21, (byte) 0xf9, 4, 0, 10, 0, 0, 0};

    private static byte[] video;

    private final FfmpegReader reader = Reference.reader();
    private final List<Integer> taken = new ArrayList<>();

    @TempDir private Path folder;

    /** A GIF of noise, whose frames all show the same. */
    @BeforeAll
    static void write() throws IOException {
        BufferedImage noise = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_INDEXED);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < SIDE * SIDE; i++) {
            noise.getRaster().setSample(i % SIDE, i / SIDE, 0, random.nextInt(200));
        }
        ByteArrayOutputStream single = new ByteArrayOutputStream();
        ImageIO.write(noise, "gif", single);
        byte[] bytes = single.toByteArray();
        // A header of 13 bytes, a table of 256 colours, the picture, and one byte for the end.
        int header = 13 + 3 * 256;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes, 0, header);
        for (int i = 0; i < FRAMES; i++) {
            all.write(DELAY);
            all.write(bytes, header, bytes.length - header - 1);
        }
        all.write(bytes[bytes.length - 1]);
        video = all.toByteArray();
    }

    /** Where this is its first use in the JVM, it would be lost for good. */
    @BeforeAll
    static void anInterruptionDoesNotKeepFfmpegFromBeingLoaded() {
        Thread.currentThread().interrupt();
        Ffmpeg.load(Reference.cache(), "");
        assertTrue(Thread.interrupted(), "still told to stop");
    }

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    private CancelledException cancelled(Executable work) {
        CancelledException error = assertThrows(CancelledException.class, work);
        assertTrue(Thread.interrupted(), "still told to stop");
        return error;
    }

    @Test
    void decodingEndsWithinAFrameBetweenTwoThatAreWanted() throws IOException {
        Watched source = new Watched();
        try (FfmpegVideo open =
                new FfmpegVideo("The video 'long.gif'", source, FfmpegReader.MAX_PIXELS)) {
            assertEquals(FRAMES, open.frames());
            source.interruptedAfter = source.read + video.length / 2;

            CancelledException error =
                    cancelled(
                            () ->
                                    open.read(
                                            new int[] {0, FRAMES - 1},
                                            (position, width, height, rgb) -> taken.add(position)));
            assertEquals(
                    "The video 'long.gif' was being decoded when its thread was interrupted. Ask"
                            + " again if it is still wanted.",
                    error.getMessage());
        }
        assertEquals(List.of(0), taken);
        assertEquals(0, source.after, "bytes were read after the interruption");
    }

    @Test
    void countingTheFramesEndsToo() {
        Watched source = new Watched();
        source.interruptedAfter = video.length / 2;
        cancelled(() -> new FfmpegVideo("The video", source, FfmpegReader.MAX_PIXELS));
        assertEquals(0, source.after, "bytes were read after the interruption");
    }

    /** An interruption closes the file that is being read, which is no damage of it. */
    @Test
    void aFileIsNotCalledDamaged() throws IOException {
        Path file = Files.write(folder.resolve("long.gif"), video);
        endsWhereItIsInterrupted(Reference.onDisk(file));
    }

    @Test
    void neitherAreItsBytes() {
        endsWhereItIsInterrupted(new VideoSource.InMemory("long.gif", video));
    }

    private void endsWhereItIsInterrupted(VideoSource source) {
        Thread.currentThread().interrupt();
        cancelled(() -> reader.open(source));

        try (VideoFile open = reader.open(source)) {
            cancelled(
                    () ->
                            open.read(
                                    new int[] {0, FRAMES - 1},
                                    (position, width, height, rgb) -> {
                                        taken.add(position);
                                        Thread.currentThread().interrupt();
                                    }));
        }
        assertEquals(List.of(0), taken);
    }

    @Test
    void aSoundEndsToo() {
        Thread.currentThread().interrupt();
        cancelled(() -> reader.sound(Reference.sound("tone.flac"), 10));
    }

    @Test
    void noPictureIsBegun() throws IOException {
        byte[] file = Files.readAllBytes(Reference.path("lossless.jp2"));
        FfmpegPictures pictures = new FfmpegPictures(Reference.cache());
        Thread.currentThread().interrupt();
        CancelledException error =
                cancelled(() -> pictures.jpeg2000(new Picture("a", file), 1 << 20));
        assertTrue(error.getMessage().startsWith("The picture 'a' was being decoded when"));
    }

    /** The video; interrupts who reads it after some bytes, and counts what is read then. */
    private static final class Watched implements Source {
        private final Source source = Source.of(video);
        private long interruptedAfter = Long.MAX_VALUE;
        private long read;
        private long after;

        @Override
        public long size() throws IOException {
            return source.size();
        }

        @Override
        public int read(long at, ByteBuffer into) throws IOException {
            int count = source.read(at, into);
            if (Thread.currentThread().isInterrupted()) {
                after += Math.max(0, count);
            }
            read += Math.max(0, count);
            if (read >= interruptedAfter) {
                Thread.currentThread().interrupt();
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
