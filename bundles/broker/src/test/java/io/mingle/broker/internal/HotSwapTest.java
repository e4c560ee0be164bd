package io.mingle.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.broker.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceRegistration;

/** The promise of the broker: the code behind a service is swapped under load and no call fails. */
class HotSwapTest extends BrokerFixture {

    private static final int SWAPS = 500;

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void fourThreadsLeaseWhileTheProviderIsReplacedHundredsOfTimes() throws Exception {
        List<Thread> callers = fourThreads(this::leaseOnce);

        for (int swap = 0; swap < SWAPS; swap++) {
            MortalGreeter greeter = new MortalGreeter();
            ServiceRegistration<Greeter> registration = register(greeter);
            awaitCallsAfter(calls.get());
            registration.unregister();
            greeter.die();
        }
        register(new MortalGreeter());
        finish(callers);

        assertEquals(List.of(), List.copyOf(failures));
        assertTrue(calls.get() > SWAPS, calls + " calls");
    }

    @Test
    void fourThreadsLeaseWhileTheNewProviderComesBeforeTheOldGoes() throws Exception {
        MortalGreeter old = new MortalGreeter();
        ServiceRegistration<Greeter> registration = register(old);
        List<Thread> callers = fourThreads(this::leaseOnce);
        awaitCallsAfter(0);

        for (int swap = 0; swap < SWAPS; swap++) {
            MortalGreeter greeter = new MortalGreeter();
            ServiceRegistration<Greeter> next = register(greeter);
            registration.unregister();
            old.die();
            old = greeter;
            registration = next;
        }
        finish(callers);

        assertEquals(List.of(), List.copyOf(failures));
        assertTrue(calls.get() > 0, calls + " calls");
    }

    @Test
    void fourThreadsLeaseWhileTheProvidingBundleIsRestarted() throws Exception {
        List<Thread> callers = fourThreads(this::leaseOnce);

        for (int swap = 0; swap < SWAPS / 2; swap++) {
            MortalGreeter greeter = new MortalGreeter();
            register(greeter);
            awaitCallsAfter(calls.get());
            provider.stop();
            greeter.die();
            provider.start();
        }
        register(new MortalGreeter());
        finish(callers);

        assertEquals(List.of(), List.copyOf(failures));
    }

    @Test
    void fourThreadsStreamWhileTheProviderIsReplaced() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(2);
        List<Thread> callers =
                fourThreads(
                        () -> {
                            Generation<String> generation =
                                    broker.generate(Greeter.class, LONG, Greeter::stream);
                            Finished<String> finished = generation.join(LONG);
                            assertEquals("hello", finished.result());
                            return null;
                        });

        for (int swap = 0; swap < SWAPS / 2; swap++) {
            MortalGreeter greeter = new MortalGreeter();
            ServiceRegistration<Greeter> registration = register(streaming(greeter, workers));
            awaitCallsAfter(calls.get());
            registration.unregister();
            greeter.die();
        }
        register(streaming(new MortalGreeter(), workers));
        finish(callers);
        workers.shutdown();

        assertEquals(List.of(), List.copyOf(failures));
    }

    /**
     * Every round has a fresh broker, whose first look falls together with the registration's end.
     */
    @Test
    void theFirstLookAtAServiceIsAirtightToo() throws Exception {
        for (int round = 0; round < SWAPS && failures.isEmpty(); round++) {
            MortalGreeter greeter = new MortalGreeter();
            ServiceRegistration<Greeter> registration = register(greeter);
            LeasingBroker fresh = broker(context);
            CountDownLatch start = new CountDownLatch(1);
            Thread caller =
                    new Thread(
                            () -> {
                                try {
                                    start.await();
                                    try (Lease<Greeter> lease =
                                            fresh.lease(0, Greeter.class, LONG)) {
                                        lease.service().greet();
                                    }
                                } catch (Throwable e) {
                                    failures.add(e);
                                }
                            });
            caller.start();
            start.countDown();
            registration.unregister();
            greeter.die();
            ServiceRegistration<Greeter> last = register(new MortalGreeter());
            caller.join();
            last.unregister();
            fresh.close();
        }

        assertEquals(List.of(), List.copyOf(failures));
    }

    private Void leaseOnce() {
        try (Lease<Greeter> lease = broker.lease(Greeter.class, LONG)) {
            assertEquals("hello", lease.service().greet());
        }
        return null;
    }

    private static Greeter streaming(MortalGreeter greeter, ExecutorService workers) {
        return new Greeter() {
            @Override
            public String greet() {
                return greeter.greet();
            }

            @Override
            public Generation<String> stream() {
                GenerationChannel<String> channel = new GenerationChannel<>();
                workers.execute(
                        () -> {
                            try {
                                channel.delta(greeter.greet());
                                greeter.greet();
                                channel.finished(channel.text(), Usage.NONE);
                            } catch (RuntimeException e) {
                                channel.failed(e);
                            }
                        });
                return channel;
            }
        };
    }

    private List<Thread> fourThreads(Callable<Void> call) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread =
                    new Thread(
                            () -> {
                                while (!over.get()) {
                                    try {
                                        call.call();
                                        calls.incrementAndGet();
                                    } catch (Throwable e) {
                                        failures.add(e);
                                        return;
                                    }
                                }
                            },
                            "caller " + i);
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    private void awaitCallsAfter(long before) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (calls.get() == before && failures.isEmpty() && System.nanoTime() < limit) {
            Thread.yield();
        }
    }

    private void finish(List<Thread> callers) throws InterruptedException {
        over.set(true);
        for (Thread caller : callers) {
            caller.join(30_000);
            assertTrue(!caller.isAlive(), caller + " still waits");
        }
    }
}
