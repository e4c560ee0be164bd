package io.mingle.broker.absence;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.broker.internal.EmbeddedFramework;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;

@Timeout(120)
class UnrestTest {

    @TempDir private Path storage;

    private final AtomicLong now = new AtomicLong();
    private EmbeddedFramework framework;
    private BundleContext context;

    @BeforeEach
    void start() throws Exception {
        framework = new EmbeddedFramework(storage);
        context = framework.context();
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void whatFailsRightAfterTheStartFailsForGood() {
        assertTrue(Unrest.watch(context, now::get).isOver());
    }

    @Test
    void aServiceThatComesOrGoesIsUnrestForASecond() {
        Unrest unrest = Unrest.watch(context, now::get);
        ServiceRegistration<?> service = context.registerService(Runnable.class, () -> {}, null);
        assertFalse(unrest.isOver());
        pass(Duration.ofMillis(999));
        assertFalse(unrest.isOver());
        pass(Duration.ofMillis(1));
        assertTrue(unrest.isOver());

        service.unregister();
        assertFalse(unrest.isOver());
        pass(Duration.ofSeconds(1));
        assertTrue(unrest.isOver());
    }

    @Test
    void aBundleThatIsBeingStoppedIsUnrestUntilItIsKnownToBeStuck() throws Exception {
        Bundle bundle = framework.bundle("stuck");
        CountDownLatch stopping = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Unrest unrest = Unrest.watch(context, now::get);
        context.addBundleListener(
                (SynchronousBundleListener)
                        event -> {
                            if (event.getType() == BundleEvent.STOPPING) {
                                stopping.countDown();
                                await(end);
                            }
                        });
        Thread stops = new Thread(() -> stop(bundle));
        stops.start();
        await(stopping);
        assertFalse(unrest.isOver());
        pass(Duration.ofSeconds(59));
        assertFalse(unrest.isOver());
        pass(Duration.ofSeconds(1));
        assertTrue(unrest.isOver());

        end.countDown();
        stops.join();
        assertTrue(unrest.isOver());
    }

    private static void stop(Bundle bundle) {
        try {
            bundle.stop();
        } catch (BundleException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
