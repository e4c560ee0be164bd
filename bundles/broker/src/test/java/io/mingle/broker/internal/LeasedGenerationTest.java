package io.mingle.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.api.event.Event;
import io.mingle.api.event.FinishReason;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeasedGenerationTest extends BrokerFixture {

    private final GenerationChannel source = new GenerationChannel();

    @BeforeEach
    void provide() {
        register(streaming(source));
    }

    @Test
    void theLeaseComesBackWhenTheGenerationFinishes() {
        Generation generation = generate();
        source.delta("hello");
        assertEquals(1, leases());

        source.finished(
                FinishReason.STOP_STRING, Usage.NONE, List.of("cut off"), Optional.of("world"));

        assertEquals(0, leases(), "although nobody subscribed or joined");
        assertEquals(
                new Finished(
                        "hello",
                        FinishReason.STOP_STRING,
                        Usage.NONE,
                        List.of("cut off"),
                        Optional.of("world"),
                        List.of()),
                generation.join(LONG));
    }

    private record Progress(int percent) implements Event {}

    @Test
    void anEventOfTheProvidersOwnKindIsPassedOnAndTheLeaseStaysUntilTheEnd() {
        List<Event> passed = new ArrayList<>();
        List<Integer> leases = new ArrayList<>();
        Generation generation = generate();
        generation.subscribe(
                new ForEach(
                        event -> {
                            passed.add(event);
                            leases.add(leases());
                        }));
        source.delta("hello");
        source.publish(new Progress(50));
        source.delta(" again");
        source.finished(FinishReason.STOP, Usage.NONE);

        assertEquals(
                List.of(
                        new TextDelta("hello"),
                        new Progress(50),
                        new TextDelta(" again"),
                        generation.join(LONG)),
                passed);
        assertEquals(List.of(1, 1, 1, 0), leases);
    }

    @Test
    void theLeaseComesBackWhenTheGenerationFails() {
        Generation generation = generate();
        BrokenModelException error = new BrokenModelException("no tensor");
        source.failed(error);

        assertEquals(0, leases());
        assertSame(error, assertThrows(BrokenModelException.class, () -> generation.join(LONG)));
    }

    @Test
    void theLeaseComesBackWhenTheGenerationIsCancelledAndTheProducerHasStopped() {
        Generation generation = generate();
        generation.cancel();
        assertTrue(source.isCancelled(), "the producer is told");
        assertEquals(1, leases(), "it is still at work");

        source.cancelled();

        assertEquals(0, leases());
        assertThrows(CancelledException.class, () -> generation.join(LONG));
    }

    @Test
    void theLeaseComesBackBeforeTheTerminalEventIsPassedOn() {
        AtomicInteger seen = new AtomicInteger(-1);
        generate().subscribe(new ForEach(event -> seen.set(leases())));
        source.finished(FinishReason.STOP, Usage.NONE);

        assertEquals(0, seen.get());
    }

    @Test
    void aGenerationThatIsOverOnReturnIsPassedOnWhole() {
        source.delta("quick");
        source.finished(FinishReason.STOP, Usage.NONE);

        assertEquals("quick", generate().join(Duration.ZERO).text());
        assertEquals(0, leases());
    }

    @Test
    void theLeaseComesBackWhenTheCallThrows() {
        BrokenModelException error = new BrokenModelException("no tensor");

        assertSame(
                error,
                assertThrows(
                        BrokenModelException.class,
                        () ->
                                broker.generate(
                                        Greeter.class,
                                        NOT,
                                        greeter -> {
                                            throw error;
                                        })));
        assertEquals(0, leases());
    }

    @Test
    void aProviderThatReturnsNoGenerationIsNamed() {
        InternalException error =
                assertThrows(
                        InternalException.class,
                        () -> broker.generate(Greeter.class, NOT, greeter -> null));

        assertTrue(error.getMessage().contains("test.provider 1.2.3"), error.getMessage());
        assertEquals(0, leases());
    }

    @Test
    void aProviderThatCompletesWithoutAnEndIsAtFault() {
        Generation generation =
                broker.generate(Greeter.class, NOT, greeter -> new EndlessGeneration(null));

        assertThrows(InternalException.class, () -> generation.join(LONG));
        assertEquals(0, leases());
    }

    @Test
    void aProviderThatSignalsAnErrorFailsTheGeneration() {
        IllegalStateException strange = new IllegalStateException("boom");
        Generation generation =
                broker.generate(Greeter.class, NOT, greeter -> new EndlessGeneration(strange));

        InternalException error =
                assertThrows(InternalException.class, () -> generation.join(LONG));
        assertSame(strange, error.getCause());
        assertEquals(0, leases());
    }

    private Generation generate() {
        return broker.generate(Greeter.class, NOT, Greeter::stream);
    }

    private int leases() {
        return broker.providers().get(0).leases();
    }

    private record ForEach(Consumer<Event> action) implements Flow.Subscriber<Event> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Event event) {
            action.accept(event);
        }

        @Override
        public void onError(Throwable error) {
            throw new AssertionError(error);
        }

        @Override
        public void onComplete() {
            // The terminal event has been seen.
        }
    }

    /** Breaks the contract: completes, or signals an error, without a terminal event. */
    private record EndlessGeneration(Throwable error) implements Generation {

        @Override
        public long number() {
            return 1;
        }

        @Override
        public void cancel() {
            // It never did anything.
        }

        @Override
        public Finished join(Duration limit) {
            throw new UnsupportedOperationException("It never ends");
        }

        @Override
        public void subscribe(Flow.Subscriber<? super Event> subscriber) {
            subscriber.onSubscribe(
                    new Flow.Subscription() {
                        @Override
                        public void request(long n) {
                            // Nothing comes.
                        }

                        @Override
                        public void cancel() {
                            // Nothing to cancel.
                        }
                    });
            if (error == null) {
                subscriber.onComplete();
            } else {
                subscriber.onError(error);
            }
        }
    }
}
