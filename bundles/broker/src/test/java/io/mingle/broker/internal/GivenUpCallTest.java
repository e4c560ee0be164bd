package io.mingle.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWiring;

/** A call that took longer than the drain time-out is waited for once, and forgotten. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GivenUpCallTest extends BrokerFixture {

    /** Longer than a test may take: who waits for so long fails it. */
    private static final Duration TOO_LONG = Duration.ofSeconds(90);

    private void leaseAndForget(Class<?> service) {
        CompletableFuture.runAsync(() -> broker.lease(service, NOT)).join();
    }

    /** As a skill's thread would, which has the class loader of its bundle. */
    private void leaseAndForget(ClassLoader loader) throws InterruptedException {
        Thread caller = new Thread(() -> broker.lease(Greeter.class, NOT));
        caller.setContextClassLoader(loader);
        caller.start();
        caller.join();
    }

    private static ClassLoader loader(Bundle bundle) {
        return bundle.adapt(BundleWiring.class).getClassLoader();
    }

    private void drainFor(Duration limit) {
        leasing.configure(Settings.drainingFor(limit));
    }

    @Test
    void laterStopsDoNotWaitForIt() throws Exception {
        drainFor(Duration.ofMillis(50));
        register(() -> "hello");
        leaseAndForget(Greeter.class);
        provider.stop();
        drainFor(TOO_LONG);

        provider.start();
        provider.stop();

        assertEquals(Map.of("test.provider", 1L), broker.lost());
    }

    @Test
    void laterEndsOfServicesDoNotWaitForIt() {
        drainFor(Duration.ofMillis(50));
        ServiceRegistration<Greeter> registration = register(() -> "hello");
        leaseAndForget(Greeter.class);
        registration.unregister();
        drainFor(TOO_LONG);

        register(() -> "hello again").unregister();
    }

    @Test
    void theOldClassesAreNotKept() throws Exception {
        drainFor(Duration.ofMillis(50));
        register(() -> "hello");
        leaseAndForget(loader(provider));
        WeakReference<ClassLoader> old = new WeakReference<>(loader(provider));

        framework.update(provider);
        framework.refresh(provider);

        for (int i = 0; i < 1_000 && old.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertNull(old.get());
    }

    /** It was waited for when that was stopped, and nobody has been led there since. */
    @Test
    void whatStandsOnAStoppedBundleDoesNotWaitForItAgain() throws Exception {
        Bundle standing = framework.standing("test.standing", provider);
        standing.getBundleContext().registerService(Runnable.class, () -> {}, null);
        drainFor(Duration.ofMillis(50));
        leaseAndForget(Runnable.class);
        provider.stop();
        drainFor(TOO_LONG);

        standing.stop();

        assertEquals(Map.of("test.standing", 1L), broker.lost());
    }

    @Test
    void whatIsRewiredDoesNotWaitForItAgain() throws Exception {
        Bundle standing = framework.standing("test.standing", provider);
        standing.getBundleContext().registerService(Runnable.class, () -> {}, null);
        drainFor(Duration.ofMillis(50));
        leaseAndForget(Runnable.class);
        framework.update(provider);
        drainFor(TOO_LONG);

        framework.refresh(provider);

        assertEquals(Map.of("test.standing", 1L), broker.lost());
    }
}
