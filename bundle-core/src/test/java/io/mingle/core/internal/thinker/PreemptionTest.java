package io.mingle.core.internal.thinker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.testkit.Heard;
import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.core.internal.runtime.Limits;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.parity.Difference;
import io.mingle.thinker.Input;
import io.mingle.thinker.PromptStates;
import io.mingle.thinker.prompt.Grid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers that fit beside one another when they begin, and do not when they have grown. */
@Timeout(120)
class PreemptionTest {

    private static final String OWNER = "thinker";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Two answers of 400 tokens do not fit into it, and their prompts do. */
    private static final long FOR_TWO_PROMPTS = 165_000;

    private static final GenerationOptions LONG = GenerationOptions.GREEDY.withMaxTokens(400);

    @TempDir static Path folder;
    private static TorchDevice device;
    private static CheckpointInUse model;

    private TorchRuntime runtime;
    private DecoderThinker thinker;
    private long heldBefore;

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
        restart(Duration.ofSeconds(60));
        heldBefore = Limits.held(device, OWNER);
    }

    private void restart(Duration queue) {
        if (thinker != null) {
            thinker.close();
        }
        thinker = new DecoderThinker(runtime, model, queue);
    }

    @AfterEach
    void stop() {
        runtime.scheduler().call(() -> null);
        assertEquals(
                heldBefore,
                Limits.held(device, OWNER),
                () -> "all is given back: " + Limits.uses(device));
        thinker.close();
        Limits.lift(device);
        runtime.close();
    }

    private static void limit(long bytes) {
        Limits.limit(device, OWNER, Limits.held(device, OWNER) + bytes);
    }

    private static List<Input> words(String text) {
        return List.of(new Input.Words(text));
    }

    /** A question with a picture, which notes how often it is encoded. */
    private List<Input> looked(AtomicInteger encoded) {
        return List.of(
                new Input.Visual(
                        new Grid(1, 1, 1),
                        () -> {
                            encoded.incrementAndGet();
                            float[] feature = new float[TinyModel.HIDDEN];
                            feature[3] = 1;
                            return runtime.of(feature, 1, TinyModel.HIDDEN);
                        }),
                new Input.Words("Look"));
    }

    /** An answer with what was told of it. */
    private record Told(Generation<Answer> generation, Heard heard) {

        static Told of(Generation<Answer> generation) {
            return new Told(generation, Heard.of(generation));
        }

        String all() {
            String answer = generation.join(PATIENCE).result().text();
            assertEquals(answer, told(), "nothing is told twice");
            return answer;
        }

        String told() {
            try {
                heard.all();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return heard.text();
        }
    }

    private Told ask(List<Input> turn, GenerationOptions options) {
        return Told.of(thinker.generate(turn, options));
    }

    /** Keeps the device busy until all have been asked, so that they are under way together. */
    private CountDownLatch hold() {
        CountDownLatch asked = new CountDownLatch(1);
        runtime.scheduler()
                .submit(
                        () -> {
                            await(asked);
                            return false;
                        });
        return asked;
    }

    @Test
    void eightAnswersInMemoryForAFewAreThoseOfEachAlone() {
        List<GenerationOptions> options = new ArrayList<>();
        List<String> alone = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            options.add(
                    i % 2 == 0
                            ? LONG.withMaxTokens(400 - 10 * i)
                            : LONG.withTemperature(1.5).withSeed(i).withRepetitionPenalty(1.1));
            alone.add(ask(words("Question " + i), options.get(i)).all());
        }
        limit(310_000);
        List<Told> together = new ArrayList<>();
        CountDownLatch asked = hold();
        for (int i = 0; i < 8; i++) {
            together.add(ask(words("Question " + i), options.get(i)));
        }
        asked.countDown();
        for (int i = 7; i >= 0; i--) {
            assertEquals(alone.get(i), together.get(i).all(), "answer " + i);
        }
    }

    @Test
    void whoGaveWayEncodesItsPictureAgainAndGoesOnWithTheSameTokens() {
        AtomicInteger encoded = new AtomicInteger();
        String first = ask(words("Hello"), LONG).all();
        String second = ask(looked(encoded), LONG.withLogprobs(2)).all();
        assertEquals(1, encoded.getAndSet(0));

        limit(FOR_TWO_PROMPTS);
        CountDownLatch asked = hold();
        Told one = ask(words("Hello"), LONG);
        Told other = ask(looked(encoded), LONG.withLogprobs(2));
        asked.countDown();
        assertEquals(second, other.all());
        assertEquals(first, one.all());
        assertTrue(encoded.get() > 1, "it was preempted");
        var result = other.generation.join(PATIENCE);
        assertEquals(400, result.result().logprobs().size());
        assertEquals(400, result.usage().completionTokens());
    }

    @Test
    void whoAsksForMoreThanThereIsMakesNobodyGiveWay() {
        limit(FOR_TWO_PROMPTS);
        AtomicInteger encoded = new AtomicInteger();
        List<Input> tooMuch = new ArrayList<>(looked(new AtomicInteger()));
        tooMuch.add(
                new Input.Visual(
                        new Grid(1, 1, 1),
                        () -> {
                            runtime.reserve("scratch", 1L << 40).close();
                            throw new AssertionError("there is not as much");
                        }));
        CountDownLatch asked = hold();
        Told older = ask(tooMuch, LONG);
        Told younger = ask(looked(encoded), LONG);
        asked.countDown();
        assertThrows(MemoryRefusedException.class, () -> older.generation.join(PATIENCE));
        assertEquals(400, younger.generation.join(PATIENCE).usage().completionTokens());
        assertEquals(1, encoded.get());
    }

    @Test
    void aReadingOfStatesBesideAnAnswerIsThatOfItAlone() throws Exception {
        String prompt = "x ".repeat(150);
        float[] alone;
        try (PromptStates states = thinker.ofConversation(words(prompt))) {
            alone = states.last().floats();
        }
        Told first = ask(words("Hello"), LONG);
        try (PromptStates states = thinker.ofConversation(words(prompt))) {
            Difference.float32(alone, states.last().floats()).require("states");
        }
        first.all();
    }

    /** Begins two answers of which the second has to give way, and does something once it has. */
    private Told[] pair(Runnable onceItWaits) {
        AtomicInteger encoded = new AtomicInteger();
        CountDownLatch asked = hold();
        Told older = ask(words("Hello"), LONG.withMaxTokens(500));
        Told younger = ask(looked(encoded), LONG);
        long number = younger.generation.number();
        runtime.scheduler()
                .submit(
                        () -> {
                            if (encoded.get() == 0 || holdsMemory(number)) {
                                return !younger.heard.hasEnded();
                            }
                            onceItWaits.run();
                            return false;
                        });
        asked.countDown();
        return new Told[] {older, younger};
    }

    private static boolean holdsMemory(long request) {
        return Limits.uses(device).stream().anyMatch(use -> use.request() == request);
    }

    @Test
    void whoGaveWayCanBeCancelled() {
        String alone = ask(looked(new AtomicInteger()), LONG).all();
        limit(FOR_TWO_PROMPTS);
        CompletableFuture<Void> waits = new CompletableFuture<>();
        Told[] pair = pair(() -> waits.complete(null));
        waits.orTimeout(60, TimeUnit.SECONDS).join();
        pair[1].generation.cancel();
        assertThrows(CancelledException.class, () -> pair[1].generation.join(PATIENCE));
        assertTrue(!pair[1].told().isEmpty() && alone.startsWith(pair[1].told()));
        assertEquals(500, pair[0].generation.join(PATIENCE).usage().completionTokens());
    }

    @Test
    void whoGaveWayAndWaitsLongerThanAllowedIsTold() {
        restart(Duration.ofMillis(1));
        limit(FOR_TWO_PROMPTS);
        Told[] pair = pair(() -> {});
        assertThrows(MemoryRefusedException.class, () -> pair[1].generation.join(PATIENCE));
        assertEquals(500, pair[0].generation.join(PATIENCE).usage().completionTokens());
    }

    @Test
    void whenTheThinkerStopsWhoGaveWayIsToldToAskAgain() throws Exception {
        limit(FOR_TWO_PROMPTS);
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        Told[] pair =
                pair(
                        () -> {
                            waits.countDown();
                            await(stopping);
                        });
        await(waits);
        Stop stop = Stop.begin(thinker);
        stopping.countDown();
        for (Told told : pair) {
            SkillUnavailableException error =
                    assertThrows(
                            SkillUnavailableException.class, () -> told.generation.join(PATIENCE));
            assertTrue(error.getMessage().contains("while it answered"), error.getMessage());
        }
        stop.join();
        Limits.lift(device);
        thinker = new DecoderThinker(runtime, model, Duration.ofSeconds(30));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aloneItIsRefusedWhatItHasNoRoomForAndNobodyElseSuffers() {
        limit(60_000);
        Told tooLong = ask(words("Hello"), LONG.withMaxTokens(900));
        Told after = ask(words("Hi"), LONG.withMaxTokens(5));
        assertThrows(MemoryRefusedException.class, () -> tooLong.generation.join(PATIENCE));
        assertTrue(tooLong.told().length() > 0, "it had begun");
        assertArrayEquals(
                new int[] {5},
                new int[] {after.generation.join(PATIENCE).usage().completionTokens()});
    }
}
