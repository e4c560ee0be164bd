package io.mingle.core.internal.thinker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SerialEventsTest {

    @Test
    void afterTheShutdownOfThePoolWhatIsToldArrivesOnTheCallersThread() {
        ExecutorService pool = Executors.newCachedThreadPool();
        SerialEvents events = new SerialEvents(pool);
        pool.shutdown();
        List<String> told = new ArrayList<>();
        events.execute(
                () -> {
                    events.execute(() -> told.add("second"));
                    told.add("first on " + Thread.currentThread().getName());
                });
        events.execute(() -> told.add("third"));
        String here = Thread.currentThread().getName();
        assertEquals(List.of("first on " + here, "second", "third"), told);
    }
}
