package io.mingle.http.internal.figures;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.model.MemoryReport;
import io.mingle.api.model.MemoryUse;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.swap.Swapper;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FiguresTest {

    private static final int READERS = 4;
    private static final int TIMES = 50;

    private final Figures figures =
            new Figures(
                    new FakeBroker().with(MemoryReport.class, new Held()),
                    (Swapper)
                            Proxy.newProxyInstance(
                                    FiguresTest.class.getClassLoader(),
                                    new Class<?>[] {Swapper.class},
                                    (proxy, method, arguments) -> Map.of()));

    @Test
    void whoeverReadsFindsAllRowsAlsoWhileOthersRead() throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            CountDownLatch together = new CountDownLatch(READERS);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                all.add(
                        readers.submit(
                                () -> {
                                    together.countDown();
                                    together.await();
                                    for (int k = 0; k < TIMES; k++) {
                                        check(figures.text());
                                    }
                                    return null;
                                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            readers.shutdownNow();
            figures.close();
        }
    }

    private static void check(String text) {
        for (String owner : List.of("one", "two", "three")) {
            assertTrue(text.contains("bundle=\"" + owner + "\""), text);
        }
    }

    private static final class Held implements MemoryReport {

        @Override
        public List<MemoryUse> uses() {
            return List.of(
                    new MemoryUse("one", "weights", 0, 1),
                    new MemoryUse("two", "weights", 0, 2),
                    new MemoryUse("three", "cache", 4, 3));
        }

        @Override
        public long limit() {
            return 100;
        }
    }
}
