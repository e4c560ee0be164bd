package io.mingle.trainer.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProducerThreadsTest {

    private static final int THREADS = 4;
    private static final int SAMPLES = 60;

    @Test
    @Timeout(60)
    void severalThreadsReadTheSameFontsAndDrawWhatOneThreadDraws() throws Exception {
        assertThreadsAgree(TestFonts.read());
    }

    @Test
    @Timeout(60)
    void severalThreadsDrawTheSameScenesAsOneThread() throws Exception {
        assertThreadsAgree(new Scenes());
    }

    private static void assertThreadsAgree(PictureSource task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<List<Sample>>> drawn = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                drawn.add(threads.submit(() -> draw(task)));
            }
            List<Sample> alone = draw(task);
            for (Future<List<Sample>> one : drawn) {
                List<Sample> samples = one.get(50, TimeUnit.SECONDS);
                for (int i = 0; i < SAMPLES; i++) {
                    assertArrayEquals(alone.get(i).picture().rgb(), samples.get(i).picture().rgb());
                    assertEquals(alone.get(i).turns(), samples.get(i).turns());
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Sample> draw(PictureSource task) {
        return IntStream.range(0, SAMPLES)
                .mapToObj(seed -> task.draw(new SplittableRandom(seed), 160, 96))
                .toList();
    }
}
