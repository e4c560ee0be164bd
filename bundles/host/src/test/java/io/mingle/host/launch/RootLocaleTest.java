package io.mingle.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.BundleException;

@Timeout(60)
class RootLocaleTest {

    private static final Locale EGYPT = Locale.forLanguageTag("ar-EG");

    private final Locale before = Locale.getDefault(Locale.Category.FORMAT);

    @BeforeEach
    void set() {
        Locale.setDefault(Locale.Category.FORMAT, EGYPT);
    }

    @AfterEach
    void setBack() {
        Locale.setDefault(Locale.Category.FORMAT, before);
    }

    /** The second begins in the midst of the first, as far as it can, and ends after it. */
    @Test
    void twoStartsAtOnceLeaveTheLocaleThatWasSet() throws Exception {
        CountDownLatch firstIsOver = new CountDownLatch(1);
        CountDownLatch secondIsIn = new CountDownLatch(1);
        FutureTask<Void> second =
                new FutureTask<>(
                        () -> {
                            RootLocale.during(
                                    () -> {
                                        secondIsIn.countDown();
                                        await(firstIsOver);
                                    });
                            return null;
                        });
        Thread thread = new Thread(second, "second");
        RootLocale.during(
                () -> {
                    assertEquals(Locale.ROOT, Locale.getDefault(Locale.Category.FORMAT));
                    thread.start();
                    while (secondIsIn.getCount() > 0 && thread.getState() != Thread.State.BLOCKED) {
                        Thread.onSpinWait();
                    }
                });
        firstIsOver.countDown();
        second.get();
        assertEquals(EGYPT, Locale.getDefault(Locale.Category.FORMAT));
    }

    @Test
    void itIsSetBackWhenTheStartFails() {
        assertThrows(
                BundleException.class,
                () ->
                        RootLocale.during(
                                () -> {
                                    throw new BundleException("no");
                                }));
        assertEquals(EGYPT, Locale.getDefault(Locale.Category.FORMAT));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
