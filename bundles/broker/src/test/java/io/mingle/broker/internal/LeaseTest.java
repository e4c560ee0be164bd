package io.mingle.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.broker.Lease;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

class LeaseTest extends BrokerFixture {

    @Test
    void aLeaseNamesItsProviderAndGivesItsService() {
        Greeter greeter = () -> "hello";
        register(greeter);

        try (Lease<Greeter> lease = broker.lease(Greeter.class, NOT)) {
            assertSame(greeter, lease.service());
            assertEquals("test.provider 1.2.3", lease.provider());
        }
    }

    @Test
    void theHighestRankedProviderIsLeased() {
        provider.getBundleContext().registerService(Greeter.class, () -> "low", ranking(1));
        ServiceRegistration<Greeter> high =
                provider.getBundleContext()
                        .registerService(Greeter.class, () -> "high", ranking(5));
        assertEquals("high", greet());

        high.setProperties(ranking(0));
        assertEquals("low", greet(), "the ranking may change");
    }

    @Test
    void aFilterPicksAmongTheProviders() {
        Dictionary<String, Object> german = ranking(0);
        german.put("language", "de");
        provider.getBundleContext().registerService(Greeter.class, () -> "hallo", german);
        provider.getBundleContext().registerService(Greeter.class, () -> "hello", ranking(9));

        try (Lease<Greeter> lease = broker.lease(Greeter.class, "(language=de)", NOT)) {
            assertEquals("hallo", lease.service().greet());
        }
    }

    @Test
    void aFilterThatCannotBeReadIsTheCallersMistake() {
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> broker.lease(Greeter.class, "language=de)", NOT));
        assertTrue(error.getMessage().contains("'language=de)'"), error.getMessage());
    }

    @Test
    void aCallerWaitsForTheNextProvider() throws Exception {
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(this::greet);
        Thread.sleep(50);
        assertFalse(waiting.isDone());

        register(() -> "at last");

        assertEquals("at last", waiting.get(10, TimeUnit.SECONDS));
    }

    @Test
    void aCallerThatWaitedInVainIsToldWhatWasMissing() {
        SkillUnavailableException error =
                assertThrows(
                        SkillUnavailableException.class,
                        () -> broker.lease(Greeter.class, "(language=de)", Duration.ofMillis(30)));

        assertTrue(error.retryable());
        assertTrue(error.getMessage().contains(Greeter.class.getName()), error.getMessage());
        assertTrue(error.getMessage().contains("(language=de)"), error.getMessage());
        assertTrue(error.getMessage().contains("30 ms"), error.getMessage());
        assertTrue(error.getMessage().contains("registered: none"), error.getMessage());
    }

    @Test
    void aWaitingCallerCanBeInterrupted() {
        Thread.currentThread().interrupt();

        assertThrows(CancelledException.class, () -> broker.lease(Greeter.class, LONG));
        assertTrue(Thread.interrupted());
    }

    @Test
    void aProviderThatCannotGiveItsServiceIsPassedOver() {
        provider.getBundleContext()
                .registerService(
                        Greeter.class.getName(), new CountingFactory(() -> null), ranking(9));
        register(() -> "second best");

        assertEquals("second best", greet());
    }

    /** Callers who each wait for it would wake one another up, again and again. */
    @Test
    void aProviderThatCannotGiveItsServiceIsNotAskedAgainWheneverSomebodyElseIsServed() {
        CountingFactory failing = new CountingFactory(() -> null);
        Dictionary<String, Object> bad = ranking(-1);
        bad.put("name", "bad");
        provider.getBundleContext().registerService(Greeter.class.getName(), failing, bad);
        register(() -> "hello");
        long begun = System.nanoTime();
        CompletableFuture<Lease<Greeter>> waiting =
                CompletableFuture.supplyAsync(
                        () -> broker.lease(Greeter.class, "(name=bad)", LONG));
        while (failing.made.get() == 0) {
            Thread.onSpinWait();
        }

        for (int i = 0; i < 5_000; i++) {
            greet();
        }

        int made = failing.made.get();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertTrue(made <= 2 + millis / 50, made + " times in " + millis + " ms");
        leasing.close();
        assertThrows(ExecutionException.class, waiting::get);
    }

    @Test
    void aServiceOfAnotherTypeUnderTheSameNameIsPassedOver() {
        provider.getBundleContext()
                .registerService(
                        Greeter.class.getName(), new CountingFactory(Object::new), ranking(9));

        assertThrows(
                SkillUnavailableException.class,
                () -> broker.lease(Greeter.class, Duration.ofMillis(30)));
    }

    @Test
    void aServiceStaysInUseBetweenLeasesAndIsGivenBackWhenItGoes() {
        CountingFactory factory = new CountingFactory(() -> (Greeter) () -> "hello");
        ServiceRegistration<?> registration =
                provider.getBundleContext().registerService(Greeter.class.getName(), factory, null);
        greet();
        greet();

        assertEquals(1, factory.made.get(), "the component is not built anew for every call");
        assertEquals(0, factory.unmade.get());

        registration.unregister();
        assertEquals(1, factory.unmade.get());
    }

    @Test
    void aClosedLeaseGivesNoService() {
        register(() -> "hello");
        Lease<Greeter> lease = broker.lease(Greeter.class, NOT);
        lease.close();
        lease.close();

        assertThrows(InvalidRequestException.class, lease::service);
        assertEquals("test.provider 1.2.3", lease.provider());
        assertEquals(0, broker.providers().get(0).leases());
    }

    @Test
    void aClosedBrokerGivesNoLeaseAndReleasesItsWaiters() throws Exception {
        CompletableFuture<Throwable> waiting =
                CompletableFuture.supplyAsync(
                        () ->
                                assertThrows(
                                        SkillUnavailableException.class,
                                        () -> broker.lease(Greeter.class, LONG)));
        Thread.sleep(50);
        leasing.close();

        String message = waiting.get(20, TimeUnit.SECONDS).getMessage();
        assertTrue(message.contains("being stopped"), message);
        assertThrows(SkillUnavailableException.class, () -> broker.lease(Greeter.class, LONG));
    }

    @Test
    void aWaitThatCannotBeCountedIsNoneOrForEver() {
        Duration never = Duration.ofSeconds(Long.MIN_VALUE);
        assertThrows(SkillUnavailableException.class, () -> broker.lease(Greeter.class, never));
        register(() -> "hello");
        broker.lease(Greeter.class, Duration.ofSeconds(Long.MAX_VALUE)).close();
    }

    @Test
    void nullIsRefused() {
        assertThrows(InvalidRequestException.class, () -> broker.lease(null, NOT));
        assertThrows(InvalidRequestException.class, () -> broker.lease(Greeter.class, null));
        assertThrows(InvalidRequestException.class, () -> broker.lease(Greeter.class, null, NOT));
        assertThrows(
                InvalidRequestException.class, () -> broker.generate(Greeter.class, NOT, null));
    }

    private String greet() {
        try (Lease<Greeter> lease = broker.lease(Greeter.class, LONG)) {
            return lease.service().greet();
        }
    }

    private static Dictionary<String, Object> ranking(int value) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Constants.SERVICE_RANKING, value);
        return properties;
    }
}
