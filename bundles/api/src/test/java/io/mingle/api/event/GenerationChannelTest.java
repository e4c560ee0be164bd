package io.mingle.api.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GenerationChannelTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final GenerationChannel<String> channel = new GenerationChannel<>();

    @Test
    void anAnswerThatIsThereIsJoinedInSpiteOfAnInterrupt() {
        channel.delta("ready");
        channel.finished(channel.text(), Usage.NONE);
        Thread.currentThread().interrupt();
        assertEquals("ready", channel.join(Duration.ZERO).result());
        assertTrue(Thread.interrupted());
    }

    @Test
    void whatHappenedBeforeTheSubscriberCameIsKeptForIt() {
        channel.delta("Hel");
        channel.delta("lo");
        channel.finished(channel.text(), Usage.NONE);

        RecordingSubscriber subscriber = RecordingSubscriber.ofEverything();
        channel.subscribe(subscriber);

        assertEquals(
                List.of(
                        new TextDelta("Hel"),
                        new TextDelta("lo"),
                        new Finished<>("Hello", Usage.NONE, List.of())),
                subscriber.events);
        assertEquals(1, subscriber.completions.get());
    }

    @Test
    void noMoreEventsAreDeliveredThanWereRequested() {
        RecordingSubscriber subscriber = RecordingSubscriber.ofNothingYet();
        channel.subscribe(subscriber);
        channel.delta("a");
        channel.delta("b");
        channel.finished(channel.text(), Usage.NONE);
        assertEquals(List.of(), subscriber.events);

        subscriber.subscription.request(2);
        assertEquals("ab", subscriber.text());
        assertEquals(2, subscriber.events.size());
        assertEquals(0, subscriber.completions.get());

        subscriber.subscription.request(1);
        assertInstanceOf(Finished.class, subscriber.events.get(2));
        assertEquals(1, subscriber.completions.get());
    }

    private record Preview(int percent) implements Update {}

    @Test
    void eventsOfOtherKindsComeInTheirPlaceAmongThePieces() {
        RecordingSubscriber subscriber = RecordingSubscriber.ofEverything();
        channel.subscribe(subscriber);
        channel.delta("a");
        channel.publish(new Preview(50));
        channel.delta("b");
        channel.finished(channel.text(), Usage.NONE);
        channel.publish(new Preview(100));

        assertEquals(
                List.of(
                        new TextDelta("a"),
                        new Preview(50),
                        new TextDelta("b"),
                        channel.join(Duration.ZERO)),
                subscriber.events);
        assertEquals("ab", channel.join(Duration.ZERO).result());
    }

    @Test
    void aPublishedPieceBelongsToTheText() {
        channel.publish(new TextDelta("a"));
        channel.delta("b");
        assertEquals("ab", channel.text());
        assertThrows(InvalidRequestException.class, () -> channel.publish(null));
    }

    @Test
    void aMappedGenerationHasTheSameUpdatesAndNumberAndAnotherResult() {
        RecordingSubscriber subscriber = RecordingSubscriber.ofEverything();
        Generation<Integer> mapped = channel.map(String::length);
        mapped.subscribe(subscriber);
        channel.delta("four");
        channel.publish(new Preview(1));
        channel.finished("four", Usage.NONE, List.of("cut off"));

        assertEquals(channel.number(), mapped.number());
        assertEquals(
                List.of(
                        new TextDelta("four"),
                        new Preview(1),
                        new Finished<>(4, Usage.NONE, List.of("cut off"))),
                subscriber.events);
    }

    @Test
    void cancellingAMappedGenerationCancelsItsSource() {
        Generation<Integer> mapped = channel.map(String::length);
        mapped.cancel();
        assertTrue(channel.isCancelled());
        channel.cancelled();
        assertThrows(CancelledException.class, () -> mapped.join(SOON));
    }

    @Test
    void aMapThatThrowsFailsTheGeneration() {
        Generation<Integer> mapped = channel.map(Integer::valueOf);
        channel.finished("four", Usage.NONE);
        InternalException error = assertThrows(InternalException.class, () -> mapped.join(SOON));
        assertInstanceOf(NumberFormatException.class, error.getCause());
    }

    @Test
    void eventsComeOnTheThreadThatProducesThem() {
        Thread[] seen = new Thread[1];
        channel.subscribe(new ForwardingSubscriber(event -> seen[0] = Thread.currentThread()));

        channel.delta("a");

        assertSame(Thread.currentThread(), seen[0]);
    }

    @Test
    void onlyTheFirstEndCounts() {
        RecordingSubscriber subscriber = RecordingSubscriber.ofEverything();
        channel.subscribe(subscriber);

        assertTrue(channel.finished(channel.text(), Usage.NONE));
        assertFalse(channel.cancelled());
        assertFalse(channel.failed(new InternalException("late")));
        assertFalse(channel.finished(channel.text(), Usage.NONE));
        channel.delta("late");

        assertEquals(1, subscriber.events.size());
        assertEquals(1, subscriber.completions.get());
    }

    @Test
    void joinReturnsTheWholeTextWithoutASubscriber() {
        channel.delta("A");
        channel.delta("B");
        CompletableFuture<Finished<String>> joined =
                CompletableFuture.supplyAsync(() -> channel.join(SOON));
        channel.finished(channel.text(), Usage.NONE);

        assertEquals("AB", joined.join().result());
    }

    @Test
    void joinWorksBesideASubscriberThatAsksForNothing() {
        channel.subscribe(RecordingSubscriber.ofNothingYet());
        channel.delta("A");
        channel.finished(channel.text(), Usage.NONE);

        assertEquals("A", channel.join(Duration.ZERO).result());
    }

    @Test
    void joinThrowsTheErrorOfAFailedGeneration() {
        BrokenModelException error = new BrokenModelException("no tensor");
        channel.failed(error);

        assertSame(error, assertThrows(BrokenModelException.class, () -> channel.join(SOON)));
    }

    @Test
    void aStrangeFailureIsReportedAsInternalWithItsCause() {
        IllegalStateException strange = new IllegalStateException("boom");
        channel.failed(strange);

        InternalException error = assertThrows(InternalException.class, () -> channel.join(SOON));
        assertSame(strange, error.getCause());
        assertTrue(error.getMessage().contains("boom"), error.getMessage());
    }

    @Test
    void joinThrowsCancelledOnceTheProducerStopped() {
        channel.delta("abc");
        channel.onCancel(channel::cancelled);
        channel.cancel();

        CancelledException error = assertThrows(CancelledException.class, () -> channel.join(SOON));
        assertTrue(error.retryable());
    }

    @Test
    void joinCancelsWhenItsLimitPasses() {
        CancelledException error =
                assertThrows(CancelledException.class, () -> channel.join(Duration.ofMillis(20)));

        assertTrue(channel.isCancelled());
        assertTrue(error.getMessage().contains("20 ms"), error.getMessage());
    }

    @Test
    void joinCancelsWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThrows(CancelledException.class, () -> channel.join(SOON));
        assertTrue(Thread.interrupted());
        assertTrue(channel.isCancelled());
    }

    @Test
    void joinTakesEvenTheLongestLimit() {
        channel.finished(channel.text(), Usage.NONE);

        assertEquals("", channel.join(Duration.ofSeconds(Long.MAX_VALUE)).result());
        assertThrows(InvalidRequestException.class, () -> channel.join(null));
    }

    @Test
    void cancelHooksRunAtMostOnce() {
        AtomicInteger runs = new AtomicInteger();
        channel.onCancel(runs::incrementAndGet);
        channel.cancel();
        channel.cancel();
        assertEquals(1, runs.get());

        channel.onCancel(runs::incrementAndGet);
        assertEquals(2, runs.get(), "a hook that comes after the cancellation runs at once");
    }

    @Test
    void cancellingAfterTheEndDoesNothing() {
        AtomicInteger runs = new AtomicInteger();
        channel.onCancel(runs::incrementAndGet);
        channel.finished(channel.text(), Usage.NONE);
        channel.cancel();
        channel.onCancel(runs::incrementAndGet);

        assertEquals(0, runs.get());
        assertFalse(channel.isCancelled());
        assertEquals("", channel.join(SOON).result());
    }

    /** Else who waits for the end would find a hook at work on what it has taken down. */
    @Test
    void anEndThatComesWhileAHookRunsIsMadeKnownWhenTheHookHasReturned() throws Exception {
        RecordingSubscriber subscriber = RecordingSubscriber.ofEverything();
        channel.subscribe(subscriber);
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayReturn = new CountDownLatch(1);
        Runnable hook =
                () -> {
                    running.countDown();
                    awaitQuietly(mayReturn);
                };
        channel.cancel();
        CompletableFuture<Void> told = CompletableFuture.runAsync(() -> channel.onCancel(hook));
        running.await();

        assertTrue(channel.finished("done", Usage.NONE), "it counts");
        channel.delta("more");
        assertEquals(0, subscriber.events.size());
        assertThrows(CancelledException.class, () -> channel.join(Duration.ZERO));
        AtomicInteger late = new AtomicInteger();
        channel.onCancel(late::incrementAndGet);
        mayReturn.countDown();
        told.get();

        assertEquals("done", channel.join(SOON).result());
        assertEquals(1, subscriber.events.size());
        assertEquals(1, subscriber.completions.get());
        assertEquals(0, late.get(), "what comes after the end is not told");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aLimitThatCannotBeCountedHasPassed() {
        assertThrows(
                CancelledException.class, () -> channel.join(Duration.ofSeconds(Long.MIN_VALUE)));
        assertTrue(channel.isCancelled());
    }

    @Test
    void aHookThatThrowsFailsTheGeneration() {
        AtomicInteger runs = new AtomicInteger();
        channel.onCancel(
                () -> {
                    throw new IllegalStateException("hook");
                });
        channel.onCancel(
                () -> {
                    throw new NoClassDefFoundError("hook");
                });
        channel.onCancel(runs::incrementAndGet);
        channel.cancel();

        assertEquals(1, runs.get(), "the other hooks run all the same");
        assertThrows(InternalException.class, () -> channel.join(SOON));
    }

    @Test
    void cancellingTheSubscriptionCancelsTheGenerationAndEndsTheSignals() {
        RecordingSubscriber subscriber = RecordingSubscriber.ofEverything();
        channel.subscribe(subscriber);
        channel.delta("a");
        subscriber.subscription.cancel();
        channel.delta("b");
        channel.cancelled();

        assertTrue(channel.isCancelled());
        assertEquals(1, subscriber.events.size());
        assertEquals(0, subscriber.completions.get());
        assertThrows(CancelledException.class, () -> channel.join(SOON));
    }

    @Test
    void aFailureByCancellationEndsAsCancelled() {
        RecordingSubscriber subscriber = RecordingSubscriber.ofEverything();
        channel.subscribe(subscriber);
        channel.delta("a");
        channel.failed(new CancelledException("stopped"));

        assertEquals(List.of(new TextDelta("a"), new Cancelled("a")), subscriber.events);
    }

    @Test
    void askingForNoEventsIsAnErrorAndCancels() {
        RecordingSubscriber subscriber = RecordingSubscriber.ofNothingYet();
        channel.subscribe(subscriber);
        channel.delta("a");
        subscriber.subscription.request(0);

        assertInstanceOf(IllegalArgumentException.class, subscriber.errors.get(0));
        assertEquals(List.of(), subscriber.events);
        assertTrue(channel.isCancelled());
    }

    @Test
    void aSubscriberThatThrowsIsToldSoAndDoesNotHurtTheProducer() {
        RuntimeException own = new IllegalStateException("mine");
        ForwardingSubscriber subscriber =
                new ForwardingSubscriber(
                        event -> {
                            throw own;
                        });
        channel.subscribe(subscriber);
        channel.delta("a");
        channel.delta("b");

        assertSame(own, subscriber.error);
        assertEquals(1, subscriber.count);
        assertTrue(channel.isCancelled());
    }

    @Test
    void aSecondSubscriberIsRefused() {
        RecordingSubscriber first = RecordingSubscriber.ofEverything();
        RecordingSubscriber second = RecordingSubscriber.ofEverything();
        channel.subscribe(first);
        channel.subscribe(second);
        channel.delta("a");

        assertInstanceOf(IllegalStateException.class, second.errors.get(0));
        assertEquals(List.of(), second.events);
        assertEquals("a", first.text());
        assertFalse(channel.isCancelled());
    }

    @Test
    void aSubscriberMayAskForTheNextEventFromWithinTheLast() {
        RecordingSubscriber subscriber = new RecordingSubscriber(1, 1);
        int pieces = 100_000;
        for (int i = 0; i < pieces; i++) {
            channel.delta("x");
        }
        channel.finished(channel.text(), Usage.NONE);
        channel.subscribe(subscriber);

        assertEquals(pieces + 1, subscriber.events.size(), "and the stack does not overflow");
    }

    @Test
    void producerAndRequesterOnTwoThreadsLoseNothingAndNeverOverlap() throws Exception {
        for (int round = 0; round < 200; round++) {
            GenerationChannel<String> shared = new GenerationChannel<>();
            RecordingSubscriber subscriber = RecordingSubscriber.ofNothingYet();
            shared.subscribe(subscriber);
            CompletableFuture<Void> producer =
                    CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0; i < 50; i++) {
                                    shared.delta(Integer.toString(i % 10));
                                }
                                shared.finished("done", Usage.NONE);
                            });
            for (int i = 0; i < 51; i++) {
                subscriber.subscription.request(1);
            }
            producer.get();

            assertTrue(subscriber.awaitEnd());
            assertEquals("0123456789".repeat(5), subscriber.text());
            assertEquals(1, subscriber.completions.get());
            assertEquals(0, subscriber.overlaps.get());
        }
    }

    @Test
    void cancellingAndFinishingAtOnceEndsExactlyOnce() throws Exception {
        for (int round = 0; round < 500; round++) {
            GenerationChannel<String> shared = new GenerationChannel<>();
            shared.onCancel(shared::cancelled);
            RecordingSubscriber subscriber = RecordingSubscriber.ofEverything();
            shared.subscribe(subscriber);
            CompletableFuture<Void> canceller = CompletableFuture.runAsync(shared::cancel);
            shared.finished("done", Usage.NONE);
            canceller.get();

            assertTrue(subscriber.awaitEnd());
            assertEquals(1, subscriber.events.size());
            assertEquals(1, subscriber.completions.get());
        }
    }

    @Test
    void aProducerThatReturnsHasFinishedAndOneThatThrowsHasFailed() {
        Generation<String> good = GenerationChannel.produce("good", channel -> "done");
        assertEquals("done", good.join(Duration.ofSeconds(20)).result());

        Generation<String> bad =
                GenerationChannel.produce(
                        "bad",
                        channel -> {
                            throw new IOException("no such folder");
                        });
        InternalException error =
                assertThrows(InternalException.class, () -> bad.join(Duration.ofSeconds(20)));
        assertEquals("no such folder", error.getCause().getMessage());
    }

    @Test
    void aProducerThatIsCancelledEndsWhenItLooks() {
        Generation<String> endless =
                GenerationChannel.produce(
                        "endless",
                        channel -> {
                            while (true) {
                                channel.throwIfCancelled();
                                Thread.sleep(1);
                            }
                        });
        endless.cancel();
        assertThrows(CancelledException.class, () -> endless.join(Duration.ofSeconds(20)));
    }
}
