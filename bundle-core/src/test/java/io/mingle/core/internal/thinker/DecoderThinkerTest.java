package io.mingle.core.internal.thinker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.ConversationTooLongException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.ScoredToken;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.TokenLogProbs;
import io.mingle.api.model.MemoryUse;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.testkit.Heard;
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
import io.mingle.thinker.tokenizer.StreamingDecoder;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DecoderThinkerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Input> HELLO = List.of(new Input.Words("Hello"));
    private static final List<Input> OTHER = List.of(new Input.Words("What is 1 + 1?"));

    @TempDir static Path folder;
    private static TorchDevice device;
    private static CheckpointInUse model;

    private static Tokenizer vocabulary;

    private TorchRuntime runtime;
    private DecoderThinker thinker;

    @BeforeAll
    static void openDevice() throws IOException {
        assertTrue(PlainEngine.start().usable());
        device = TorchDevice.standalone();
        model = new CheckpointInUse(TinyModel.write(folder));
        vocabulary = Tokenizer.open(model.folder().tokenizerFile());
    }

    @AfterAll
    static void closeDevice() {
        vocabulary.close();
        device.close();
    }

    @BeforeEach
    void start() {
        runtime = new TorchRuntime(device, "thinker");
        thinker = new DecoderThinker(runtime, model, Duration.ofSeconds(30));
    }

    @AfterEach
    void stop() {
        thinker.close();
        runtime.close();
    }

    private static GenerationOptions tokens(int count) {
        return GenerationOptions.GREEDY.withMaxTokens(count);
    }

    @Test
    void thePiecesThatAreStreamedMakeUpTheAnswer() throws Exception {
        List<Event> events = Heard.of(thinker.generate(HELLO, tokens(40))).all();
        StringBuilder pieces = new StringBuilder();
        for (Event event : events.subList(0, events.size() - 1)) {
            pieces.append(((TextDelta) event).text());
        }
        Answer answer = (Answer) ((Finished<?>) events.get(events.size() - 1)).result();
        assertFalse(answer.text().isEmpty());
        assertEquals(answer.text(), pieces.toString());
    }

    @Test
    void anAnswerEndsAtItsLimitAndCountsItsTokens() {
        Finished<Answer> finished = thinker.generate(HELLO, tokens(7)).join(PATIENCE);
        assertEquals(FinishReason.LENGTH, finished.result().reason());
        assertEquals(7, finished.usage().completionTokens());
    }

    @Test
    void anAnswerEndsBeforeAStopTextThatLiesAcrossTokens() throws Exception {
        String whole = thinker.generate(HELLO, tokens(40)).join(PATIENCE).result().text();
        int from = whole.offsetByCodePoints(0, 5);
        String stop = whole.substring(from, whole.offsetByCodePoints(from, 4));
        List<Event> events =
                Heard.of(
                                thinker.generate(
                                        HELLO, tokens(40).withStop(List.of("no such text", stop))))
                        .all();
        Finished<Answer> finished = end(events);
        assertEquals(FinishReason.STOP_STRING, finished.result().reason());
        assertEquals(Optional.of(stop), finished.result().stop());
        assertEquals(whole.substring(0, whole.indexOf(stop)), finished.result().text());
        assertEquals(finished.result().text(), pieces(events));
        assertTrue(finished.usage().completionTokens() < 40);
    }

    @Test
    void whatCouldHaveBecomeAStopTextIsPartOfAnAnswerThatEndsBeforeItDid() {
        String whole = thinker.generate(HELLO, tokens(12)).join(PATIENCE).result().text();
        String stop = whole.substring(whole.length() / 2) + "!no such text";
        Finished<Answer> finished =
                thinker.generate(HELLO, tokens(12).withStop(List.of(stop))).join(PATIENCE);
        assertEquals(whole, finished.result().text());
        assertEquals(FinishReason.LENGTH, finished.result().reason());
    }

    @Test
    void logProbabilitiesComeWithEachTokenBeforeItsTextAndAllOfThemAtTheEnd() throws Exception {
        GenerationOptions hot = tokens(30).withTemperature(2).withRepetitionPenalty(1.3);
        List<Event> events = Heard.of(thinker.generate(HELLO, hot.withLogprobs(3))).all();
        Finished<Answer> finished = end(events);
        assertEquals(
                thinker.generate(HELLO, hot).join(PATIENCE).result().text(),
                finished.result().text());
        List<TokenLogProbs> told =
                events.stream()
                        .filter(TokenLogProbs.class::isInstance)
                        .map(TokenLogProbs.class::cast)
                        .toList();
        assertEquals(finished.usage().completionTokens(), told.size());
        assertEquals(told, finished.result().logprobs());
        StringBuilder text = new StringBuilder();
        StreamingDecoder decoder = vocabulary.stream();
        for (Event event : events) {
            if (event instanceof TokenLogProbs token) {
                text.append(decoder.push(token.token().id()));
            } else if (event instanceof TextDelta delta) {
                // The last piece may be what the end makes of half a character.
                text.append(text.isEmpty() ? decoder.finish() : "");
                assertEquals(delta.text(), text.toString());
                text.setLength(0);
            }
        }
        for (TokenLogProbs token : told) {
            List<Double> likeliest =
                    token.likeliest().stream().map(ScoredToken::logProbability).toList();
            assertEquals(3, likeliest.size());
            assertTrue(
                    likeliest.get(0) >= likeliest.get(1) && likeliest.get(1) >= likeliest.get(2));
            assertTrue(likeliest.get(0) <= 0);
            assertTrue(token.token().logProbability() <= likeliest.get(0));
        }
    }

    @Test
    void withoutBeingAskedForNoLogProbabilitiesAreTold() {
        assertTrue(thinker.generate(HELLO, tokens(5)).join(PATIENCE).result().logprobs().isEmpty());
    }

    @SuppressWarnings("unchecked") // The thinker answers.
    private static Finished<Answer> end(List<Event> events) {
        return (Finished<Answer>) events.get(events.size() - 1);
    }

    private static String pieces(List<Event> events) {
        return events.stream()
                .filter(TextDelta.class::isInstance)
                .map(event -> ((TextDelta) event).text())
                .collect(Collectors.joining());
    }

    @Test
    void answersUnderWayTogetherAreThoseOfEachAlone() {
        String hello = thinker.generate(HELLO, tokens(400)).join(PATIENCE).result().text();
        String other = thinker.generate(OTHER, tokens(400)).join(PATIENCE).result().text();
        Generation<Answer> first = thinker.generate(HELLO, tokens(400));
        Generation<Answer> second = thinker.generate(OTHER, tokens(400));
        assertEquals(other, second.join(PATIENCE).result().text());
        assertEquals(hello, first.join(PATIENCE).result().text());
    }

    @Test
    void theSameSeedSamplesTheSameAnswer() {
        GenerationOptions sampled =
                GenerationOptions.GREEDY
                        .withMaxTokens(30)
                        .withTemperature(1.0)
                        .withTopK(50)
                        .withTopP(0.95)
                        .withSeed(11);
        String once = thinker.generate(HELLO, sampled).join(PATIENCE).result().text();
        assertEquals(once, thinker.generate(HELLO, sampled).join(PATIENCE).result().text());
    }

    @Test
    void aCancelledAnswerStopsBetweenTwoStepsAndGivesItsMemoryBack() throws Exception {
        Generation<Answer> generation = thinker.generate(HELLO, tokens(900));
        generation.cancel();
        assertThrows(CancelledException.class, () -> generation.join(PATIENCE));
        runtime.scheduler().call(() -> null);
        assertEquals(0, device.heldBy("thinker", "cache"));
    }

    @Test
    void stoppingTheThinkerFailsWhatRunsWithAnErrorThatSaysRetry() throws Exception {
        CountDownLatch encoding = new CountDownLatch(1);
        Input slow =
                new Input.Visual(
                        new Grid(1, 1, 1),
                        () -> {
                            await(encoding);
                            return runtime.of(new float[TinyModel.HIDDEN], 1, TinyModel.HIDDEN);
                        });
        Generation<Answer> generation = thinker.generate(List.of(slow), tokens(900));
        Stop stop = Stop.begin(thinker);
        encoding.countDown();
        MingleException error =
                assertThrows(MingleException.class, () -> generation.join(PATIENCE));
        stop.join();
        assertTrue(error instanceof SkillUnavailableException, error.toString());
        assertTrue(error.retryable());
        thinker = new DecoderThinker(runtime, model, Duration.ofSeconds(30));
    }

    @Test
    void whoAsksAfterTheStopIsToldToAskAgain() {
        thinker.close();
        assertStopped(() -> thinker.generate(HELLO, tokens(3)));
        assertStopped(() -> thinker.ofConversation(HELLO));
        try (Tensor query = runtime.of(new float[TinyModel.HIDDEN], 1, TinyModel.HIDDEN)) {
            assertStopped(() -> thinker.ofQueries(HELLO, List.of(query)));
        }
    }

    private static void assertStopped(Executable asked) {
        assertEquals(
                "The thinker was asked after it had been stopped. Ask again; another version"
                        + " takes over.",
                assertThrows(SkillUnavailableException.class, asked).getMessage());
    }

    @Test
    void aThinkerWhoseThreadIsInterruptedClosesAllTheSame() {
        assertEquals(Set.of("thinker"), owners());
        Thread.currentThread().interrupt();
        thinker.close();
        assertTrue(Thread.interrupted());
        assertEquals(Set.of(), owners());
    }

    private static Set<String> owners() {
        return Limits.uses(device).stream().map(MemoryUse::owner).collect(Collectors.toSet());
    }

    @Test
    void anAnswerAsLongAsANumberGoesIsRefusedWhereItHasFilledTheMemory(@TempDir Path endless)
            throws IOException {
        File config = TinyModel.write(endless).resolve("config.json").toFile();
        JsonMapper json = JsonMapper.builder().build();
        ObjectNode root = (ObjectNode) json.readTree(config);
        root.withObject("/llm_config").put("max_position_embeddings", Integer.MAX_VALUE);
        json.writeValue(config, root);
        try (DecoderThinker longest =
                new DecoderThinker(runtime, new CheckpointInUse(endless), Duration.ZERO)) {
            long held = Limits.uses(device).stream().mapToLong(MemoryUse::bytes).sum();
            Limits.limit(device, "thinker", held + 200_000);
            Generation<Answer> generation = longest.generate(HELLO, tokens(Integer.MAX_VALUE));
            assertThrows(MemoryRefusedException.class, () -> generation.join(PATIENCE));
        } finally {
            Limits.lift(device);
        }
    }

    @Test
    void aPictureIsEncodedOnceOnTheDeviceAndItsFeaturesAreFreed() {
        List<String> threads = new ArrayList<>();
        List<Tensor> made = new ArrayList<>();
        Input picture =
                new Input.Visual(
                        new Grid(1, 2, 2),
                        () -> {
                            threads.add(Thread.currentThread().getName());
                            made.add(
                                    runtime.of(
                                            new float[4 * TinyModel.HIDDEN], 4, TinyModel.HIDDEN));
                            return made.get(0);
                        });
        Finished<Answer> finished =
                thinker.generate(List.of(picture, HELLO.get(0)), tokens(3)).join(PATIENCE);
        assertEquals(List.of("mingle-device-cpu"), threads);
        runtime.scheduler().call(() -> null);
        assertThrows(IllegalStateException.class, made.get(0)::floats);
        assertTrue(finished.usage().promptTokens() > 4);
    }

    @Test
    void soundsAndPicturesOfAQuestionAreEncodedInTheirOrder() {
        List<String> order = new ArrayList<>();
        List<Input> turn =
                List.of(
                        new Input.Audio(3, () -> features(order, "first", 3)),
                        new Input.Visual(new Grid(1, 1, 2), () -> features(order, "seen", 2)),
                        new Input.Audio(1, () -> features(order, "second", 1)),
                        HELLO.get(0));
        int words = thinker.generate(HELLO, tokens(3)).join(PATIENCE).usage().promptTokens();
        Finished<Answer> finished = thinker.generate(turn, tokens(3)).join(PATIENCE);
        assertEquals(List.of("first", "seen", "second"), order);
        // Six features, three pairs of tokens around them, and the line break after the picture.
        assertEquals(words + 6 + 6 + 1, finished.usage().promptTokens());
    }

    @Test
    void whatOfTheInputsIsNotRegardedStandsInTheWarningsOfTheAnswer() {
        assertEquals(List.of("half of it", "too long"), generate(tokens(1)).warnings());
    }

    @Test
    void theUsageTellsHowLongTheSoundsLast() {
        assertEquals(Duration.ofMillis(3500), generate(tokens(1)).usage().heard());
    }

    @Test
    void aStrictAnswerIsRefusedWithTheWarnings() {
        UnreadableContentException refusal =
                assertThrows(
                        UnreadableContentException.class,
                        () -> generate(tokens(1).withStrict(true)));
        assertEquals(
                "The answer was to be strict, and not all that was sent can be regarded: half of"
                        + " it too long",
                refusal.getMessage());
    }

    private Finished<Answer> generate(GenerationOptions options) {
        List<String> order = new ArrayList<>();
        List<Input> turn =
                List.of(
                        new Input.Audio(
                                1,
                                Duration.ofMillis(1500),
                                () -> features(order, "heard", 1),
                                List.of("half of it")),
                        new Input.Audio(
                                1,
                                Duration.ofSeconds(2),
                                () -> features(order, "heard too", 1),
                                List.of()),
                        new Input.Visual(
                                new Grid(1, 1, 1),
                                () -> features(order, "seen", 1),
                                List.of("too long")),
                        HELLO.get(0));
        return thinker.generate(turn, options).join(PATIENCE);
    }

    @Test
    void aVideoIsEncodedInStepsBetweenWhichOthersGetTheirTurn() {
        List<String> order = new ArrayList<>();
        Input video =
                new Input.Video(
                        new Grid(2, 1, 2),
                        List.of(
                                () -> {
                                    runtime.scheduler()
                                            .submit(
                                                    () -> {
                                                        order.add("other");
                                                        return false;
                                                    });
                                    return features(order, "first", 2);
                                },
                                () -> features(order, "second", 2)));
        Input picture = new Input.Visual(new Grid(1, 1, 1), () -> features(order, "picture", 1));
        int words = thinker.generate(HELLO, tokens(3)).join(PATIENCE).usage().promptTokens();
        Finished<Answer> finished =
                thinker.generate(List.of(video, picture, HELLO.get(0)), tokens(3)).join(PATIENCE);
        assertEquals(List.of("first", "other", "second", "picture"), order);
        // Five features, two pairs of tokens and two line breaks.
        assertEquals(words + 5 + 4 + 2, finished.usage().promptTokens());
    }

    private Tensor features(List<String> order, String name, int tokens) {
        order.add(name);
        return runtime.of(new float[tokens * TinyModel.HIDDEN], tokens, TinyModel.HIDDEN);
    }

    @Test
    void aFailingEncoderFailsTheAnswerAlone() {
        Input broken =
                new Input.Visual(
                        new Grid(1, 1, 1),
                        () -> {
                            throw new IllegalStateException("no such picture");
                        });
        Generation<Answer> generation = thinker.generate(List.of(broken), tokens(3));
        MingleException error =
                assertThrows(MingleException.class, () -> generation.join(PATIENCE));
        assertTrue(error.getMessage().contains("no such picture"));
        assertEquals(
                3, thinker.generate(HELLO, tokens(3)).join(PATIENCE).usage().completionTokens());
    }

    @Test
    void aPromptLongerThanTheContextIsRefusedWithItsLength() {
        List<Input> endless = List.of(new Input.Words("x ".repeat(2000)));
        ConversationTooLongException error =
                assertThrows(
                        ConversationTooLongException.class,
                        () -> thinker.generate(endless, tokens(3)));
        assertTrue(error.getMessage().contains("at most 1023"), error.getMessage());
        assertEquals(1023, error.limit());
        assertTrue(error.tokens() > 1023, error.getMessage());
    }

    @Test
    void statesOfATurnAreThoseOfEveryTokenAndBelongToTheCaller() {
        int tokens = thinker.generate(HELLO, tokens(1)).join(PATIENCE).usage().promptTokens();
        long[] shape = {1, tokens, TinyModel.HIDDEN};
        try (PromptStates states = thinker.ofConversation(HELLO)) {
            assertArrayEquals(shape, states.embedding().shape());
            assertArrayEquals(shape, states.last().shape());
            try (PromptStates again = thinker.ofConversation(HELLO)) {
                assertArrayEquals(states.last().floats(), again.last().floats());
            }
        }
        runtime.scheduler().call(() -> null);
        assertEquals(0, device.heldBy("thinker", "scratch"));
        assertEquals(0, device.heldBy("thinker", "cache"));
    }

    @Test
    void anInterruptedReadingEndsAndFreesWhatWasBeingEncoded() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch encoding = new CountDownLatch(1);
        List<Tensor> made = new ArrayList<>();
        Input slow =
                new Input.Visual(
                        new Grid(1, 1, 1),
                        () -> {
                            begun.countDown();
                            await(encoding);
                            made.add(runtime.of(new float[TinyModel.HIDDEN], 1, TinyModel.HIDDEN));
                            return made.get(0);
                        });
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread reader =
                new Thread(
                        () -> {
                            try {
                                thinker.ofConversation(List.of(slow)).close();
                                failure.complete(null);
                            } catch (RuntimeException e) {
                                failure.complete(e);
                            }
                        });
        reader.start();
        await(begun);
        reader.interrupt();
        assertTrue(failure.get(30, TimeUnit.SECONDS) instanceof CancelledException);
        encoding.countDown();
        thinker.close();
        assertEquals(1, made.size());
        assertThrows(IllegalStateException.class, made.get(0)::floats);
        assertEquals(0, device.heldBy("thinker", "scratch"));
    }

    @Test
    void statesOfQueriesAreThoseOfTheirTokensAlone() {
        float[] values = new float[5 * TinyModel.HIDDEN];
        values[3] = 1;
        try (Tensor first = runtime.of(values, 5, TinyModel.HIDDEN);
                Tensor second = runtime.of(new float[TinyModel.HIDDEN], 1, TinyModel.HIDDEN)) {
            try (Tensor states = thinker.ofQueries(HELLO, List.of(first, second));
                    Tensor alone = thinker.ofQueries(HELLO, List.of(first))) {
                assertArrayEquals(new long[] {6, TinyModel.HIDDEN}, states.shape());
                Difference.float32(
                                alone.floats(),
                                Arrays.copyOf(states.floats(), 5 * TinyModel.HIDDEN))
                        .require("states of the first block");
            }
            assertEquals(values.length, first.floats().length, "the queries stay the caller's");
        }
    }

    @Test
    void queriesOfAnotherShapeAreRefused() {
        assertEquals(
                "States of query tokens were asked for without a query. Give one block or more.",
                refusal(List.of()));
        try (Tensor thin = runtime.of(new float[6], 2, 3)) {
            assertEquals(
                    "A block of query tokens has the shape [2, 3]; this model takes [tokens, 32].",
                    refusal(List.of(thin)));
        }
    }

    private String refusal(List<Tensor> queries) {
        return assertThrows(InvalidRequestException.class, () -> thinker.ofQueries(HELLO, queries))
                .getMessage();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
