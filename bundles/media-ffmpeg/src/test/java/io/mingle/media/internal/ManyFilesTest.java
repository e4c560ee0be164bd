package io.mingle.media.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.content.VideoSource;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.VideoFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(300)
class ManyFilesTest {

    /** What 600 files may add; each of them has more than 100 kB open. */
    private static final long MOST = 24L << 20;

    private final FfmpegReader reader = Reference.reader();

    @Test
    @EnabledOnOs(OS.LINUX)
    void nothingIsKeptOfFilesThatWereClosedOrRefused() throws IOException {
        Path file = Reference.path("bframes.mp4");
        List<VideoSource> video = List.of(Reference.onDisk(file), Reference.inMemory(file));
        Sound sound = Reference.sound("tone.m4a");
        Sound cut = new Sound("cut", Arrays.copyOf(sound.bytes(), 300));
        round(video, sound, cut, 200);
        long before = resident();
        round(video, sound, cut, 600);

        assertTrue(resident() - before < MOST, "grew by " + (resident() - before) / 1000 + " kB");
    }

    private void round(List<VideoSource> video, Sound sound, Sound cut, int times) {
        for (int i = 0; i < times; i++) {
            try (VideoFile open = reader.open(video.get(i % 2))) {
                open.read(new int[] {i % 24}, (position, width, height, rgb) -> {});
            }
            reader.sound(sound, 10);
            Assertions.assertThrows(UnreadableContentException.class, () -> reader.sound(cut, 10));
        }
    }

    /** Returns the memory of this process without the Java heap, whose size the build fixes. */
    private static long resident() throws IOException {
        System.gc();
        String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
        return 4096 * Long.parseLong(pages[1]) - Runtime.getRuntime().totalMemory();
    }

    @Test
    void manyThreadsDecodeAtOnce() throws Exception {
        Sound sound = Reference.sound("tone.mp3");
        float[] alone = reader.sound(sound, 10).samples();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<float[]>> found = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                found.add(threads.submit(() -> reader.sound(sound, 10).samples()));
            }
            for (Future<float[]> each : found) {
                assertArrayEquals(alone, each.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
