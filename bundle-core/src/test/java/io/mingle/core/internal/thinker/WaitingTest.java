package io.mingle.core.internal.thinker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.core.internal.runtime.Limits;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.parity.Difference;
import io.mingle.tensor.Tensor;
import io.mingle.thinker.Input;
import io.mingle.thinker.PromptStates;
import io.mingle.thinker.prompt.Grid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Answers that do not fit beside one another. The first has two pictures: while the first one is
 * encoded the others are asked, while the second one is, they have had their turn.
 */
@Timeout(120)
class WaitingTest {

    private static final String OWNER = "thinker";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration QUEUE = Duration.ofSeconds(30);

    /** Room for the features of a picture, and not for a prompt. */
    private static final long LITTLE = 1000;

    private static final Input.Words HELLO = new Input.Words("Hello");
    private static final GenerationOptions OPTIONS = GenerationOptions.GREEDY.withMaxTokens(400);

    @TempDir static Path folder;
    private static TorchDevice device;
    private static CheckpointInUse model;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch looked = new CountDownLatch(1);
    private final CompletableFuture<Void> tried = new CompletableFuture<>();
    private TorchRuntime runtime;
    private DecoderThinker thinker;

    @BeforeAll
    static void open() throws IOException {
        assertTrue(PlainEngine.start().usable());
        device = TorchDevice.standalone();
        model = new CheckpointInUse(TinyModel.write(folder));
    }

    @AfterAll
    static void close() {
        device.close();
    }

    @BeforeEach
    void start() {
        runtime = new TorchRuntime(device, OWNER);
        thinker = new DecoderThinker(runtime, model, QUEUE);
    }

    @AfterEach
    void stop() {
        thinker.close();
        Limits.lift(device);
        assertEquals(0, device.heldBy(OWNER, "promised"));
        assertEquals(0, device.heldBy(OWNER, "cache"));
        runtime.close();
    }

    /** Begins an answer beside which no other one fits. */
    private Generation<Answer> occupy() {
        Input first =
                picture(
                        () -> {
                            Limits.limit(device, OWNER, Limits.held(device, OWNER) + LITTLE);
                            await(asked);
                        });
        Input second =
                picture(
                        () -> {
                            tried.complete(null);
                            await(looked);
                        });
        return thinker.generate(List.of(first, second, HELLO), OPTIONS);
    }

    private Input picture(Runnable meanwhile) {
        Supplier<Tensor> encoder =
                () -> {
                    meanwhile.run();
                    return runtime.of(new float[TinyModel.HIDDEN], 1, TinyModel.HIDDEN);
                };
        return new Input.Visual(new Grid(1, 1, 1), encoder);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Generation<Answer> hello() {
        return thinker.generate(List.of(HELLO), OPTIONS);
    }

    /** Lets those that were asked have their turn. */
    private void tryThem() {
        asked.countDown();
        tried.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** A reading that does not fit beside the answer that {@link #occupy} begins; it waits. */
    private Reader read() throws InterruptedException {
        Reader reader = new Reader(thinker);
        while (reader.thread.getState() != Thread.State.TIMED_WAITING) {
            assertTrue(reader.thread.isAlive());
            Thread.sleep(1);
        }
        return reader;
    }

    /** Reads the states of a prompt on a thread of its own. */
    private static final class Reader {

        private final CompletableFuture<float[]> states = new CompletableFuture<>();
        private final Thread thread;

        Reader(DecoderThinker thinker) {
            thread = new Thread(() -> read(thinker));
            thread.start();
        }

        private void read(DecoderThinker thinker) {
            float[] last;
            try (PromptStates read =
                    thinker.ofConversation(List.of(new Input.Words("x ".repeat(40))))) {
                last = read.last().floats();
            } catch (RuntimeException e) {
                states.completeExceptionally(e);
                return;
            }
            states.complete(last);
        }

        float[] join() {
            try {
                return states.orTimeout(60, TimeUnit.SECONDS).join();
            } catch (CompletionException e) {
                throw (RuntimeException) e.getCause();
            }
        }
    }

    private static boolean holdsOnly(Generation<Answer> generation) {
        return Limits.uses(device).stream()
                .allMatch(u -> u.request() == generation.number() || u.request() == 0);
    }

    private static boolean holdsMemory(Generation<Answer> generation) {
        return Limits.uses(device).stream().anyMatch(u -> u.request() == generation.number());
    }

    @Test
    void whoDoesNotFitWaitsWithoutHoldingAnythingAndThenAnswers() {
        String alone = hello().join(PATIENCE).result().text();
        Generation<Answer> first = occupy();
        Generation<Answer> second = hello();
        Generation<Answer> third = hello();
        tryThem();

        assertTrue(holdsMemory(first));
        assertFalse(holdsMemory(second));
        assertFalse(holdsMemory(third));
        looked.countDown();

        assertEquals(400, first.join(PATIENCE).usage().completionTokens());
        assertEquals(alone, second.join(PATIENCE).result().text());
        assertEquals(alone, third.join(PATIENCE).result().text());
    }

    @Test
    void withoutAQueueItIsRefusedAndToldWhoHoldsTheMemory() {
        thinker.close();
        thinker = new DecoderThinker(runtime, model, Duration.ZERO);
        Generation<Answer> first = occupy();
        Generation<Answer> second = hello();
        tryThem();
        MemoryRefusedException refused =
                assertThrows(MemoryRefusedException.class, () -> second.join(PATIENCE));
        looked.countDown();

        assertTrue(refused.getMessage().contains("request " + second.number()));
        assertTrue(refused.getMessage().contains("queueSeconds"), refused.getMessage());
        assertTrue(refused.holders().get(OWNER) > refused.available());
        first.join(PATIENCE);
    }

    @Test
    void whatWouldNotFitAloneIsRefusedAtOnce() {
        Limits.limit(device, OWNER, 1000);
        MemoryRefusedException refused =
                assertThrows(MemoryRefusedException.class, () -> hello().join(PATIENCE));
        assertTrue(refused.needed() > 1000);
        assertFalse(refused.getMessage().contains("queueSeconds"), refused.getMessage());
    }

    @Test
    void whoIsBehindOneThatNeverFitsGetsItsTurnAfterIt() {
        Generation<Answer> first = occupy();
        Input tooLarge = picture(() -> runtime.reserve("scratch", 1L << 40).close());
        Generation<Answer> never = thinker.generate(List.of(tooLarge, HELLO), OPTIONS);
        Generation<Answer> third = hello();
        tryThem();
        looked.countDown();
        first.join(PATIENCE);
        assertThrows(MemoryRefusedException.class, () -> never.join(PATIENCE));
        assertEquals(400, third.join(PATIENCE).usage().completionTokens());
    }

    @Test
    void whoWaitsCanBeCancelled() {
        Generation<Answer> first = occupy();
        Generation<Answer> second = hello();
        tryThem();
        second.cancel();
        looked.countDown();
        assertThrows(CancelledException.class, () -> second.join(PATIENCE));
        first.join(PATIENCE);
    }

    @Test
    void whoWaitsLongerThanAllowedIsTold() {
        thinker.close();
        thinker = new DecoderThinker(runtime, model, Duration.ofMillis(1));
        Generation<Answer> first = occupy();
        Generation<Answer> second = hello();
        tryThem();
        looked.countDown();
        assertThrows(MemoryRefusedException.class, () -> second.join(PATIENCE));
        first.join(PATIENCE);
    }

    @Test
    void whenTheThinkerStopsWhoWaitsIsToldToAskAgain() throws Exception {
        occupy();
        Generation<Answer> second = hello();
        tryThem();
        Stop stop = Stop.begin(thinker);
        looked.countDown();
        assertThrows(SkillUnavailableException.class, () -> second.join(PATIENCE));
        stop.join();
        thinker = new DecoderThinker(runtime, model, QUEUE);
    }

    @Test
    void aReadingOfStatesWaitsWithoutHoldingAnythingAndThenGoesOn() throws Exception {
        float[] alone = new Reader(thinker).join();
        Generation<Answer> first = occupy();
        Reader reader = read();
        tryThem();

        assertTrue(holdsOnly(first), Limits.uses(device).toString());
        assertFalse(reader.states.isDone());
        looked.countDown();

        Difference.float32(alone, reader.join()).require("states");
        first.join(PATIENCE);
    }

    @Test
    void aReadingOfStatesThatWouldNotFitAloneIsRefusedAtOnce() {
        Limits.limit(device, OWNER, 1000);
        MemoryRefusedException refused =
                assertThrows(
                        MemoryRefusedException.class,
                        () -> thinker.ofConversation(List.of(HELLO)).close());
        assertTrue(refused.needed() > 1000);
        assertFalse(refused.getMessage().contains("queueSeconds"), refused.getMessage());
    }

    @Test
    void aReadingOfStatesThatWaitsIsCancelledByAnInterrupt() throws Exception {
        Generation<Answer> first = occupy();
        Reader reader = read();
        tryThem();
        reader.thread.interrupt();
        assertThrows(CancelledException.class, reader::join);
        looked.countDown();
        first.join(PATIENCE);
    }

    @Test
    void whenTheThinkerStopsAReadingOfStatesThatWaitsIsToldToAskAgain() throws Exception {
        occupy();
        Reader reader = read();
        tryThem();
        Stop stop = Stop.begin(thinker);
        looked.countDown();
        assertThrows(SkillUnavailableException.class, reader::join);
        stop.join();
        thinker = new DecoderThinker(runtime, model, QUEUE);
    }
}
