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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GenerationChannelTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final GenerationChannel channel = new GenerationChannel();

    @Test
    void anAnswerThatIsThereIsJoinedInSpiteOfAnInterrupt() {
        channel.delta("ready");
        channel.finished(FinishReason.STOP, Usage.NONE);
        Thread.currentThread().interrupt();
        assertEquals("ready", channel.join(Duration.ZERO).text());
        assertTrue(Thread.interrupted());
    }

    @Test
    void whatHappenedBeforeTheSubscriberCameIsKeptForIt() {
        channel.delta("Hel");
        channel.delta("lo");
        channel.finished(FinishReason.STOP, Usage.NONE);

        RecordingSubscriber subscriber = RecordingSubscriber.ofEverything();
        channel.subscribe(subscriber);

        assertEquals(
                List.of(
                        new TextDelta("Hel"),
                        new TextDelta("lo"),
                        new Finished("Hello", FinishReason.STOP, Usage.NONE)),
                subscriber.events);
        assertEquals(1, subscriber.completions.get());
    }

    @Test
    void theEndHasTheStopTextAndAllLogProbabilities() {
        ScoredToken a = new ScoredToken(7, "a", new byte[] {'a'}, -0.5);
        ScoredToken b = new ScoredToken(8, "b", new byte[] {'b'}, -1);
        TokenLogProbs first = new TokenLogProbs(a, List.of(a, b));
        TokenLogProbs second = new TokenLogProbs(b, List.of());
        channel.publish(first);
        channel.delta("a");
        channel.publish(second);
        channel.finished(FinishReason.STOP_STRING, Usage.NONE, List.of(), Optional.of("b"));

        Finished finished = channel.join(SOON);
        assertEquals(Optional.of("b"), finished.stop());
        assertEquals(List.of(first, second), finished.logprobs());
    }

    @Test
    void noMoreEventsAreDeliveredThanWereRequested() {
        RecordingSubscriber subscriber = RecordingSubscriber.ofNothingYet();
        channel.subscribe(subscriber);
        channel.delta("a");
        channel.delta("b");
        channel.finished(FinishReason.LENGTH, Usage.NONE);
        assertEquals(List.of(), subscriber.events);

        subscriber.subscription.request(2);
        assertEquals("ab", subscriber.text());
        assertEquals(2, subscriber.events.size());
        assertEquals(0, subscriber.completions.get());

        subscriber.subscription.request(1);
        assertInstanceOf(Finished.class, subscriber.events.get(2));
        assertEquals(1, subscriber.completions.get());
    }

    private record Progress(int percent) implements Event {}

    @Test
    void eventsOfOtherKindsComeInTheirPlaceAmongThePieces() {
        RecordingSubscriber subscriber = RecordingSubscriber.ofEverything();
        channel.subscribe(subscriber);
        channel.delta("a");
        channel.publish(new Progress(50));
        channel.delta("b");
        channel.finished(FinishReason.STOP, Usage.NONE);
        channel.publish(new Progress(100));

        assertEquals(
                List.of(
                        new TextDelta("a"),
                        new Progress(50),
                        new TextDelta("b"),
                        channel.join(Duration.ZERO)),
                subscriber.events);
        assertEquals("ab", channel.join(Duration.ZERO).text());
    }

    @Test
    void piecesAndEndsAreNotPublishedAsEventsOfOtherKinds() {
        for (Event event : new Event[] {null, new TextDelta("a"), new Cancelled("")}) {
            InvalidRequestException error =
                    assertThrows(InvalidRequestException.class, () -> channel.publish(event));
            assertTrue(error.getMessage().contains("finished, cancelled or failed"));
        }
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

        assertTrue(channel.finished(FinishReason.STOP, Usage.NONE));
        assertFalse(channel.cancelled());
        assertFalse(channel.failed(new InternalException("late")));
        assertFalse(channel.finished(FinishReason.LENGTH, Usage.NONE));
        channel.delta("late");

        assertEquals(1, subscriber.events.size());
        assertEquals(1, subscriber.completions.get());
    }

    @Test
    void joinReturnsTheWholeTextWithoutASubscriber() {
        channel.delta("A");
        channel.delta("B");
        CompletableFuture<Finished> joined =
                CompletableFuture.supplyAsync(() -> channel.join(SOON));
        channel.finished(FinishReason.STOP, Usage.NONE);

        assertEquals("AB", joined.join().text());
    }

    @Test
    void joinWorksBesideASubscriberThatAsksForNothing() {
        channel.subscribe(RecordingSubscriber.ofNothingYet());
        channel.delta("A");
        channel.finished(FinishReason.STOP, Usage.NONE);

        assertEquals("A", channel.join(Duration.ZERO).text());
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
        assertTrue(error.getMessage().contains("3 characters"), error.getMessage());
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
        channel.finished(FinishReason.STOP, Usage.NONE);

        assertEquals("", channel.join(Duration.ofSeconds(Long.MAX_VALUE)).text());
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
        channel.finished(FinishReason.STOP, Usage.NONE);
        channel.cancel();
        channel.onCancel(runs::incrementAndGet);

        assertEquals(0, runs.get());
        assertFalse(channel.isCancelled());
        assertEquals(FinishReason.STOP, channel.join(SOON).reason());
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
        channel.finished(FinishReason.STOP, Usage.NONE);
        channel.subscribe(subscriber);

        assertEquals(pieces + 1, subscriber.events.size(), "and the stack does not overflow");
    }

    @Test
    void producerAndRequesterOnTwoThreadsLoseNothingAndNeverOverlap() throws Exception {
        for (int round = 0; round < 200; round++) {
            GenerationChannel shared = new GenerationChannel();
            RecordingSubscriber subscriber = RecordingSubscriber.ofNothingYet();
            shared.subscribe(subscriber);
            CompletableFuture<Void> producer =
                    CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0; i < 50; i++) {
                                    shared.delta(Integer.toString(i % 10));
                                }
                                shared.finished(FinishReason.STOP, Usage.NONE);
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
            GenerationChannel shared = new GenerationChannel();
            shared.onCancel(shared::cancelled);
            RecordingSubscriber subscriber = RecordingSubscriber.ofEverything();
            shared.subscribe(subscriber);
            CompletableFuture<Void> canceller = CompletableFuture.runAsync(shared::cancel);
            shared.finished(FinishReason.STOP, Usage.NONE);
            canceller.get();

            assertTrue(subscriber.awaitEnd());
            assertEquals(1, subscriber.events.size());
            assertEquals(1, subscriber.completions.get());
        }
    }

    @Test
    void aProducerThatReturnsHasFinishedAndOneThatThrowsHasFailed() {
        Generation good = GenerationChannel.produce("good", channel -> channel.delta("done"));
        assertEquals("done", good.join(Duration.ofSeconds(20)).text());

        Generation bad =
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
        Generation endless =
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
