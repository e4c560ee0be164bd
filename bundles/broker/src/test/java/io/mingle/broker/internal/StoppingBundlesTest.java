package io.mingle.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.broker.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;

/** What is under way ends before a bundle stops, and before anybody takes anything down for it. */
class StoppingBundlesTest extends BrokerFixture {

    private static CompletableFuture<Void> stop(Bundle bundle) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        bundle.stop();
                    } catch (BundleException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private void awaitDraining(String bundle) throws InterruptedException {
        while (broker.providers().stream()
                .noneMatch(
                        it -> it.bundle().equals(bundle) && it.state().equals(Provider.DRAINING))) {
            Thread.sleep(1);
        }
    }

    /** Declarative Services takes components down as soon as it hears of it. */
    @Test
    void nobodyHearsThatABundleStopsBeforeItsLeasesAreBack() throws Exception {
        List<Integer> heard = new CopyOnWriteArrayList<>();
        context.addBundleListener(
                (SynchronousBundleListener)
                        event -> {
                            if (event.getBundle() == provider) {
                                heard.add(event.getType());
                            }
                        });
        register(() -> "hello");
        Lease<Greeter> lease = broker.lease(Greeter.class, NOT);
        CompletableFuture<Void> stopping = stop(provider);
        awaitDraining("test.provider");

        assertEquals(List.of(), heard);
        assertThrows(SkillUnavailableException.class, () -> broker.lease(Greeter.class, NOT));
        lease.close();
        stopping.get(10, TimeUnit.SECONDS);
        assertEquals(List.of(BundleEvent.STOPPING, BundleEvent.STOPPED), heard);
    }

    @Test
    void whatStandsOnTheBundleEndsFirstAndIsHeldUntilThatIsBack() throws Exception {
        Bundle standing = framework.standing("test.standing", provider);
        standing.getBundleContext().registerService(Greeter.class, () -> "hello", null);
        Lease<Greeter> lease = broker.lease(Greeter.class, NOT);
        CompletableFuture<Void> stopping = stop(provider);
        awaitDraining("test.standing");
        assertFalse(stopping.isDone());
        lease.close();
        stopping.get(10, TimeUnit.SECONDS);

        assertThrows(SkillUnavailableException.class, () -> broker.lease(Greeter.class, NOT));
        provider.start();
        try (Lease<Greeter> next = broker.lease(Greeter.class, NOT)) {
            assertEquals("hello", next.service().greet());
        }
    }

    /** It will be stopped to be rewired, and what it would wait for cannot come before. */
    @Test
    void whatIsWiredToOldCodeIsHeldUntilItIsRewired() throws Exception {
        Bundle standing = framework.standing("test.standing", provider);
        standing.getBundleContext().registerService(Runnable.class, () -> {}, null);
        broker.lease(Runnable.class, NOT).close();
        framework.update(provider);
        assertEquals(Bundle.ACTIVE, provider.getState());
        assertThrows(SkillUnavailableException.class, () -> broker.lease(Runnable.class, NOT));
        register(() -> "new");
        try (Lease<Greeter> lease = broker.lease(Greeter.class, NOT)) {
            assertEquals("new", lease.service().greet(), "the new code itself serves");
        }

        framework.refresh(provider);

        standing.getBundleContext().registerService(Runnable.class, () -> {}, null);
        broker.lease(Runnable.class, NOT).close();
    }

    /** Whoever is uninstalled does not come back, but another one may have come in its place. */
    @Test
    void whatIsRewiredToAnotherIsNotHeldForTheOneThatWent() throws Exception {
        Bundle standing = framework.standing("test.standing", provider);
        standing.getBundleContext().registerService(Runnable.class, () -> {}, null);
        provider.uninstall();
        Bundle other = framework.bundle("test.provider");
        assertThrows(SkillUnavailableException.class, () -> broker.lease(Runnable.class, NOT));

        framework.refresh(provider);

        assertEquals(Bundle.ACTIVE, other.getState());
        standing.getBundleContext().registerService(Runnable.class, () -> {}, null);
        broker.lease(Runnable.class, NOT).close();
    }

    @Test
    void aServiceThatGoesLaterIsWaitedForAnew() throws Exception {
        framework.standing("test.standing", provider);
        leasing.configure(Settings.drainingFor(Duration.ZERO));
        framework.update(provider);
        leasing.configure(Settings.drainingFor(LONG));
        ServiceRegistration<Greeter> registration = register(() -> "hello");
        Lease<Greeter> lease = broker.lease(Greeter.class, NOT);
        CompletableFuture<Void> going = CompletableFuture.runAsync(registration::unregister);
        awaitDraining("test.provider");

        assertThrows(TimeoutException.class, () -> going.get(50, TimeUnit.MILLISECONDS));
        lease.close();
        going.get(10, TimeUnit.SECONDS);
        assertEquals(Map.of(), broker.lost());
    }

    /** Who is wired to a bundle and calls it would otherwise wait until both have been lost. */
    @Test
    void aCallThatHasToEndIsLetThrough() throws Exception {
        Bundle standing = framework.standing("test.standing", provider);
        standing.getBundleContext().registerService(Runnable.class, () -> {}, null);
        register(() -> "hello");
        Lease<Runnable> outer = broker.lease(Runnable.class, NOT);
        Broker inside = new ClientBroker(leasing, standing.getBundleId());
        CompletableFuture<Void> stopping = stop(provider);
        awaitDraining("test.standing");

        try (Lease<Greeter> inner = inside.lease(Greeter.class, NOT)) {
            assertEquals("hello", inner.service().greet());
        }
        outer.close();
        stopping.get(10, TimeUnit.SECONDS);
        assertThrows(SkillUnavailableException.class, () -> inside.lease(Greeter.class, NOT));
    }

    /** Who is asked in between is not being stopped itself, and calls for one who is. */
    @Test
    void aCallThatHasToEndIsLetThroughByWayOfOthers() throws Exception {
        Bundle standing = framework.standing("test.standing", provider);
        Bundle between = framework.bundle("test.between");
        standing.getBundleContext().registerService(Runnable.class, () -> {}, null);
        register(() -> "hello");
        Lease<Runnable> outer = broker.lease(Runnable.class, NOT);
        Broker inside = new ClientBroker(leasing, standing.getBundleId());
        Broker further = new ClientBroker(leasing, between.getBundleId());
        between.getBundleContext()
                .registerService(
                        Callable.class,
                        () -> {
                            try (Lease<Greeter> inner = further.lease(Greeter.class, NOT)) {
                                return inner.service().greet();
                            }
                        },
                        null);
        CompletableFuture<Void> stopping = stop(provider);
        awaitDraining("test.standing");

        assertThrows(SkillUnavailableException.class, () -> further.lease(Greeter.class, NOT));
        assertEquals("hello", ask(inside).join(LONG).result());
        outer.close();
        stopping.get(10, TimeUnit.SECONDS);
    }

    private static Generation<Object> ask(Broker broker) {
        return broker.generate(
                Callable.class,
                NOT,
                it -> {
                    GenerationChannel<Object> channel = new GenerationChannel<>();
                    try {
                        channel.finished(it.call(), Usage.NONE);
                    } catch (Exception e) {
                        channel.failed(e);
                    }
                    return channel;
                });
    }

    /** A thread that is to be woken may be late; what comes is claimed for it by who brings it. */
    @Test
    void whoWaitsHasWhatComesHoweverSoonItIsStoppedAgain() throws Exception {
        CompletableFuture<String> caller =
                CompletableFuture.supplyAsync(
                        () -> {
                            try (Lease<Greeter> lease = broker.lease(Greeter.class, LONG)) {
                                return lease.service().greet();
                            }
                        });
        for (int round = 0; !caller.isDone() && round < 1_000_000; round++) {
            MortalGreeter greeter = new MortalGreeter();
            ServiceRegistration<Greeter> registration = register(greeter);
            registration.unregister();
            greeter.die();
        }

        assertEquals("hello", caller.get(10, TimeUnit.SECONDS));
    }

    @Test
    void aThreadThatStopsWhatItCallsDoesNotWaitForItselfTwice() throws Exception {
        leasing.configure(Settings.drainingFor(Duration.ofMillis(100)));
        register(() -> "hello");
        try (Lease<Greeter> lease = broker.lease(Greeter.class, NOT)) {
            provider.stop();
            assertEquals(Map.of("test.provider", 1L), broker.lost());
        }
    }
}
