package io.mingle.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.broker.Lease;
import io.mingle.broker.Provider;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** A service that is registered and cannot be had. */
class FailingProviderTest extends BrokerFixture {

    /** Far longer than a test may take: who waits so long waits in vain. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final MingleException FAULT = new InternalException("It has a fault.");

    private volatile Greeter greeter;

    private ServiceRegistration<?> register(int ranking) {
        CountingFactory factory = new CountingFactory(() -> greeter);
        return provider.getBundleContext()
                .registerService(
                        Greeter.class.getName(),
                        (ServiceFactory<?>) factory,
                        new Hashtable<>(Map.of(Constants.SERVICE_RANKING, ranking)));
    }

    private void lease(Duration wait) {
        broker.lease(Greeter.class, wait).close();
    }

    private String state() {
        return broker.providers().get(0).state();
    }

    @Test
    void itsOwnFaultIsToldToWhoeverWouldWait() {
        register(0);
        reasons = reference -> Optional.of(FAULT);

        assertSame(FAULT, assertThrows(InternalException.class, () -> lease(PATIENCE)));
        assertEquals(Provider.FAILED, state());
    }

    @Test
    void whoseFaultNobodyKnowsIsWaitedFor() throws Exception {
        register(0);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> lease(PATIENCE));
        while (broker.providers().isEmpty() || !state().equals(Provider.FAILED)) {
            Thread.sleep(1);
        }
        greeter = () -> "hello";
        waiting.get();
        assertEquals(Provider.ACTIVE, state());
    }

    @Test
    void whatIsUnavailableForNowIsWaitedForAndToldAtTheEnd() {
        register(0);
        reasons =
                reference -> Optional.of(new SkillUnavailableException("The model is not there."));

        SkillUnavailableException error =
                assertThrows(SkillUnavailableException.class, () -> lease(Duration.ofMillis(1500)));

        assertTrue(error.getMessage().startsWith("A provider of "), error.getMessage());
        assertTrue(error.getMessage().endsWith(". The model is not there."), error.getMessage());
    }

    /** Its fault may come of what is being replaced. */
    @Test
    void itIsWaitedForWhileServicesComeAndGo() throws Exception {
        register(0);
        reasons =
                reference -> {
                    framework.context().registerService(Runnable.class, () -> {}, null);
                    return Optional.of(FAULT);
                };
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> lease(PATIENCE));
        while (broker.providers().isEmpty() || !state().equals(Provider.FAILED)) {
            Thread.sleep(1);
        }
        greeter = () -> "hello";
        waiting.get();
    }

    @Test
    void anotherProviderIsLeasedInItsPlace() {
        register(1);
        register((Greeter) () -> "another");
        reasons = reference -> Optional.of(FAULT);
        for (int call = 0; call < 3; call++) {
            try (Lease<Greeter> lease = broker.lease(Greeter.class, PATIENCE)) {
                assertEquals("another", lease.service().greet());
            }
        }
    }

    @Test
    void whenItIsCorrectedItServes() {
        register(0);
        reasons = reference -> Optional.of(FAULT);
        assertThrows(InternalException.class, () -> lease(PATIENCE));
        greeter = () -> "hello";
        lease(NOT);
        assertEquals(Provider.ACTIVE, state());
    }
}
