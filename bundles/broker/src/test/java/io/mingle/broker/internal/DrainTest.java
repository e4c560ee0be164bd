package io.mingle.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.broker.Lease;
import io.mingle.broker.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

class DrainTest extends BrokerFixture {

    @Test
    void unregisteringWaitsUntilTheLeaseIsBack() throws Exception {
        ServiceRegistration<Greeter> registration = register(() -> "hello");
        Lease<Greeter> lease = broker.lease(Greeter.class, NOT);
        CompletableFuture<Void> unregistering =
                CompletableFuture.runAsync(registration::unregister);
        awaitDraining();

        assertFalse(unregistering.isDone());
        assertEquals("hello", lease.service().greet(), "the call under way is not disturbed");
        lease.close();
        unregistering.get(10, TimeUnit.SECONDS);
        assertEquals(List.of(), broker.providers());
    }

    @Test
    void aDrainingProviderGetsNoNewLeases() throws Exception {
        ServiceRegistration<Greeter> registration = register(() -> "old");
        Lease<Greeter> lease = broker.lease(Greeter.class, NOT);
        CompletableFuture<Void> unregistering =
                CompletableFuture.runAsync(registration::unregister);
        awaitDraining();

        SkillUnavailableException error =
                assertThrows(
                        SkillUnavailableException.class, () -> broker.lease(Greeter.class, NOT));
        assertTrue(error.getMessage().contains("DRAINING"), error.getMessage());
        register(() -> "new");
        try (Lease<Greeter> next = broker.lease(Greeter.class, NOT)) {
            assertEquals("new", next.service().greet());
        }
        lease.close();
        unregistering.get(10, TimeUnit.SECONDS);
    }

    @Test
    void anInterruptDoesNotCutTheDrainShort() throws Exception {
        ServiceRegistration<Greeter> registration = register(() -> "hello");
        Lease<Greeter> lease = broker.lease(Greeter.class, NOT);
        boolean[] interrupted = new boolean[1];
        Thread stopping =
                new Thread(
                        () -> {
                            Thread.currentThread().interrupt();
                            registration.unregister();
                            interrupted[0] = Thread.interrupted();
                        });
        stopping.start();
        awaitDraining();
        stopping.join(100);
        assertTrue(stopping.isAlive());

        lease.close();
        stopping.join(10_000);
        assertFalse(stopping.isAlive());
        assertTrue(interrupted[0], "the thread still knows that it was interrupted");
    }

    @Test
    void afterTheTimeOutTheProviderStopsAllTheSameAndTheLogNamesIt() {
        leasing.configure(Settings.drainingFor(Duration.ofMillis(100)));
        ServiceRegistration<Greeter> registration = register(() -> "hello");
        Lease<Greeter> lease =
                CompletableFuture.supplyAsync(() -> broker.lease(Greeter.class, NOT)).join();

        String log = logOf(registration::unregister);

        assertTrue(log.contains("test.provider 1.2.3 stops although 1 lease(s)"), log);
        assertTrue(log.contains("were not returned within the drain time-out"), log);
        assertEquals(Map.of("test.provider", 1L), broker.lost());
        assertEquals(List.of(), broker.providers());
        lease.close();
    }

    @Test
    void aGenerationThatOutlastsTheDrainIsEndedAndItsCallerToldToAskAgain() {
        leasing.configure(Settings.drainingFor(Duration.ofMillis(100)));
        GenerationChannel<String> endless = new GenerationChannel<>();
        endless.onCancel(endless::cancelled);
        ServiceRegistration<Greeter> registration = register(streaming(endless));
        Generation<String> generation = broker.generate(Greeter.class, NOT, Greeter::stream);

        logOf(registration::unregister);

        SkillUnavailableException error =
                assertThrows(SkillUnavailableException.class, () -> generation.join(LONG));
        assertTrue(error.retryable());
        assertTrue(error.getMessage().contains("test.provider 1.2.3"), error.getMessage());
        assertTrue(endless.isCancelled(), "whoever is at work is asked to stop");
        assertEquals(List.of(), broker.calls());
    }

    @Test
    void aGenerationThatWasBeginningWhenItsProviderWentIsEndedAsWell() {
        leasing.configure(Settings.drainingFor(Duration.ofMillis(100)));
        ServiceRegistration<Greeter> registration = register(streaming(new GenerationChannel<>()));

        Generation<String> generation =
                broker.generate(
                        Greeter.class,
                        NOT,
                        greeter -> {
                            logOf(
                                    () ->
                                            CompletableFuture.runAsync(registration::unregister)
                                                    .join());
                            return greeter.stream();
                        });

        assertThrows(SkillUnavailableException.class, () -> generation.join(LONG));
    }

    @Test
    void aProviderThatUnregistersItselfWithinACallIsNotWaitedForForEver() {
        leasing.configure(Settings.drainingFor(Duration.ofMillis(100)));
        ServiceRegistration<?>[] registration = new ServiceRegistration<?>[1];
        registration[0] =
                register(
                        () -> {
                            registration[0].unregister();
                            return "gone";
                        });

        String log =
                logOf(
                        () -> {
                            try (Lease<Greeter> lease = broker.lease(Greeter.class, NOT)) {
                                assertEquals("gone", lease.service().greet());
                            }
                        });

        assertTrue(log.contains("test.provider 1.2.3 is being stopped by a thread that"), log);
        assertTrue(log.contains("waits for itself"), log);
    }

    @Test
    void closingTheBrokerWaitsForItsLeases() throws Exception {
        register(() -> "hello");
        Lease<Greeter> lease = broker.lease(Greeter.class, NOT);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(leasing::close);
        awaitDraining();
        assertFalse(closing.isDone());

        assertEquals("hello", lease.service().greet());
        lease.close();
        closing.get(10, TimeUnit.SECONDS);
    }

    /**
     * On two threads the event of a registration may overtake, or be overtaken by, that of its end.
     */
    @Test
    void aRegistrationThatIsReportedAfterItsEndIsNotBelieved() {
        ServiceReference<Greeter> reference = register(() -> "hello").getReference();
        ServicePool pool =
                new ServicePool(
                        context,
                        Greeter.class.getName(),
                        trust,
                        new Shares(),
                        new StoppingBundles(() -> LONG, () -> {}),
                        new Failures(reasons, began -> true));
        pool.serviceChanged(new ServiceEvent(ServiceEvent.UNREGISTERING, reference));
        pool.serviceChanged(new ServiceEvent(ServiceEvent.REGISTERED, reference));

        assertEquals(List.of(), pool.describe());
    }

    private void awaitDraining() throws InterruptedException {
        for (int i = 0; i < 6000; i++) {
            if (broker.providers().stream().anyMatch(each -> each.state() == Provider.DRAINING)) {
                return;
            }
            Thread.sleep(5);
        }
        throw new AssertionError("Nothing began to drain: " + broker.providers());
    }
}
