package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.content.Content;
import io.mingle.api.content.FrameLimits;
import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Sound.Channels;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.EngineUnavailableException;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.InternalException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.ScoredToken;
import io.mingle.api.event.TokenLogProbs;
import io.mingle.api.event.Update;
import io.mingle.api.event.Usage;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Constraint;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.host.FakePlatform;
import io.mingle.host.log.StderrLogging;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskCommandTest {

    private final AtomicReference<Conversation> asked = new AtomicReference<>();
    private final AtomicReference<GenerationOptions> given = new AtomicReference<>();
    private final FakePlatform platform = new FakePlatform();
    private final CommandLineRun line = new CommandLineRun(platform);

    @TempDir private Path folder;
    private String picture;

    @BeforeEach
    void provide() throws Exception {
        picture = Files.write(folder.resolve("a.png"), new byte[] {1, 2}).toString();
        platform.with(
                        Understanding.class,
                        (question, options) -> {
                            asked.set(question);
                            given.set(options);
                            return question.content().size() > 1
                                    ? FakePlatform.answer("TOTAL ", "$12.50")
                                    : FakePlatform.answer("words");
                        })
                .with(InstalledModel.class, new Nano());
    }

    @Test
    void answerAboutPicturesIsPrinted() {
        assertEquals(
                ExitCode.OK, line.run("ask", "--image", picture, "--image", picture, "Read it."));
        assertEquals("TOTAL $12.50" + System.lineSeparator(), line.out());
        assertEquals("", line.err());
        assertEquals(
                List.of("a.png", "a.png"),
                those(Picture.class).stream().map(Picture::name).toList());
        assertTrue(platform.isClosed());
    }

    @Test
    void wordsComeBeforeTheSoundsThatTheyAreAbout() throws Exception {
        Path sound = Files.write(folder.resolve("a.wav"), new byte[] {3});
        platform.with(
                Understanding.class,
                (question, options) -> {
                    asked.set(question);
                    given.set(options);
                    return FakePlatform.answer("a bell");
                });
        assertEquals(ExitCode.OK, line.run("ask", "--audio", sound.toString(), "What is it?"));
        assertEquals("a bell", line.out().strip());
        assertEquals(List.of(new Text("What is it?"), Sound.read(sound)), asked.get().content());
    }

    @Test
    void oneChannelOfASoundIsHeardWhereItIsAskedFor() throws Exception {
        Path sound = Files.write(folder.resolve("a.wav"), new byte[] {3});
        platform.with(
                Understanding.class,
                (question, options) -> {
                    asked.set(question);
                    given.set(options);
                    return FakePlatform.answer("a bell");
                });
        assertEquals(
                ExitCode.OK, line.run("ask", "--audio", sound.toString(), "--channel", "first"));
        assertEquals(
                List.of(Sound.read(sound).withChannels(Channels.FIRST)), asked.get().content());
        assertEquals(
                ExitCode.USAGE, line.run("ask", "--audio", sound.toString(), "--channel", "left"));
        assertTrue(line.err().contains("'left' is neither 'mix' nor 'first'"), line.err());
    }

    @Test
    void picturesWordsAndSoundsAreOneQuestion() throws Exception {
        Path sound = Files.write(folder.resolve("a.wav"), new byte[] {3});
        platform.with(Understanding.class, (question, options) -> FakePlatform.answer("a bell"))
                .with(
                        Understanding.class,
                        (question, options) -> {
                            asked.set(question);
                            given.set(options);
                            return FakePlatform.answer("a bell that rings");
                        });
        assertEquals(
                ExitCode.OK,
                line.run("ask", "--audio", sound.toString(), "--image", picture, "What is it?"));
        assertEquals("a bell that rings", line.out().strip());
        assertEquals(
                List.of(Picture.read(Path.of(picture)), new Text("What is it?"), Sound.read(sound)),
                asked.get().content());
    }

    @Test
    void videosAreNotReadHereAndTheirFramesAreChosenByOptions() {
        assertEquals(
                ExitCode.OK,
                line.run(
                        "ask",
                        "--video",
                        "a.mp4",
                        "--video",
                        "frames",
                        "--frames",
                        "8",
                        "--sample",
                        "sequence",
                        "--image",
                        picture,
                        "What happens?"));
        FrameSampling sampling = new FrameSampling(8, 4, 64, FrameSampling.Manner.SEQUENCE);
        assertEquals(
                List.of(
                        new Video(Path.of("a.mp4"), sampling),
                        new Video(Path.of("frames"), sampling)),
                those(Video.class));
        assertEquals(1, those(Picture.class).size());
        assertEquals(
                ExitCode.OK, line.run("ask", "--video", "a.mp4", "--max-frames", "2", "What?"));
        assertEquals(
                new FrameSampling(0, 2, 2, FrameSampling.Manner.UNIFORM),
                those(Video.class).get(0).sampling());

        assertEquals(
                ExitCode.OK,
                line.run(
                        "ask",
                        "--video=a.mp4",
                        "--sample=random",
                        "--seed=7",
                        "--min-pixels=110000",
                        "--max-pixels=200704",
                        "--total-pixels=1806336",
                        "What?"));
        assertEquals(
                new Video(
                        Path.of("a.mp4"),
                        new FrameSampling(0, 4, 64, FrameSampling.Manner.RANDOM, 7),
                        new FrameLimits(110_000, 200_704, 1_806_336)),
                those(Video.class).get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "--frames, 1, Take 2 to 512",
        "--frames, 0, Take 2 to 512",
        "--frames, 513, Take 2 to 512",
        "--frames, 9999, Exactly 9999 frames of a video were to be taken. Take 2 to 512",
        "--max-frames, 0, At most 0 frames of a video were to be taken. Let it be 2 to 512",
        "--max-frames, 9999, Let it be 2 to 512",
        "--min-pixels, -1, Take numbers above 0",
        "--sample, often, none of 'uniform'"
    })
    void framesThatCannotBeTakenAreRefused(String option, String value, String told) {
        assertEquals(
                ExitCode.USAGE,
                line.run("ask", "--video", "a.mp4", option, value, "What happens?"));
        assertTrue(line.err().contains(told), line.err());
    }

    @Test
    void aSpokenQuestionNeedsNoWords() throws Exception {
        Path sound = Files.write(folder.resolve("a.wav"), new byte[] {3});
        platform.with(
                Understanding.class,
                (question, options) -> FakePlatform.answer("twenty past three"));
        assertEquals(ExitCode.OK, line.run("ask", "--audio", sound.toString()));
        assertEquals("twenty past three", line.out().strip());
    }

    @Test
    void questionWithoutPictureIsAnsweredInWords() {
        assertEquals(ExitCode.OK, line.run("ask", "Hello?"));
        assertEquals("words", line.out().strip());
    }

    @Test
    void jsonIsOneObjectWithEveryField() throws Exception {
        assertEquals(ExitCode.OK, line.run("ask", "--json", "--image", picture, "Read it."));
        assertEquals(1, line.out().lines().count());
        JsonNode object = new ObjectMapper().readTree(line.out());
        assertEquals("TOTAL $12.50", object.get("answer").asText());
        assertEquals("stop", object.get("finish_reason").asText());
        assertEquals(12, object.get("prompt_tokens").asInt());
        assertEquals(2, object.get("completion_tokens").asInt());
        assertEquals("nano", object.get("model").asText());
        JsonNode timings = object.get("timings_ms");
        assertTrue(timings.get("load").asDouble() >= 0);
        assertEquals(5, timings.get("encode").asDouble());
        assertEquals(6, timings.get("prefill").asDouble());
        assertEquals(7, timings.get("decode").asDouble());
        assertTrue(object.get("warnings").isEmpty());
        assertEquals(7, object.size());
        assertEquals(4, timings.size());
    }

    @Test
    void optionsReachTheModel() {
        line.run(
                "ask",
                "--image",
                picture,
                "--max-tokens",
                "7",
                "--temperature",
                "0.5",
                "--top-k",
                "3",
                "--top-p",
                "0.9",
                "--repetition-penalty",
                "1.1",
                "--no-repeat-ngram",
                "4",
                "--seed",
                "9",
                "Read it.");
        assertEquals(
                GenerationOptions.GREEDY
                        .withMaxTokens(7)
                        .withTemperature(0.5)
                        .withTopK(3)
                        .withTopP(0.9)
                        .withRepetitionPenalty(1.1)
                        .withNoRepeatNgram(4)
                        .withSeed(9),
                given.get());
    }

    @Test
    void whatTheAnswerHasToBeIsPassedOn() throws Exception {
        platform.with(
                Understanding.class, (question, options) -> answering(options, FinishReason.STOP));
        Path schema = Files.writeString(folder.resolve("schema.json"), "{\"type\": \"null\"}");
        assertEquals(
                ExitCode.OK,
                line.run(
                        "ask",
                        "--stop",
                        "\n",
                        "--stop",
                        "End",
                        "--json-schema",
                        schema.toString(),
                        "Well?"));
        assertEquals(List.of("\n", "End"), given.get().stop());
        assertEquals(
                Optional.of(new Constraint.JsonSchema("{\"type\": \"null\"}")),
                given.get().constraint());

        assertEquals(ExitCode.OK, line.run("ask", "--json-schema", " {}", "Well?"));
        assertEquals(Optional.of(new Constraint.JsonSchema(" {}")), given.get().constraint());

        assertEquals(ExitCode.OK, line.run("ask", "--regex", "yes|no", "Well?"));
        assertEquals(Optional.of(new Constraint.Regex("yes|no")), given.get().constraint());
    }

    @Test
    void aSchemaThatIsNotThereIsAMissingFileLikeAnyOther() {
        assertEquals(
                ErrorCode.UNREADABLE_CONTENT.exitCode(),
                line.run("ask", "--json-schema", "no-such.json", "Well?"));
        assertTrue(line.err().contains("'no-such.json' does not exist. Check"), line.err());
        assertEquals(List.of(), line.starts());
    }

    @Test
    void aModelThatIsAFileIsToldSo() throws Exception {
        Path file = Files.writeString(folder.resolve("model.safetensors"), "");
        assertEquals(
                ErrorCode.BROKEN_MODEL.exitCode(),
                line.run("ask", "--model", file.toString(), "Well?"));
        assertTrue(line.err().contains("is a file, and a model is a folder"), line.err());
    }

    @Test
    void aConstraintThatCannotBeReadIsAUsageError() {
        assertEquals(ExitCode.USAGE, line.run("ask", "--regex", "a", "--json-schema", "{}", "Q?"));
        assertTrue(line.err().contains("mutually exclusive"), line.err());
        assertEquals(ExitCode.USAGE, line.run("ask", "--stop", "", "Well?"));
        assertTrue(line.err().contains("The option '--stop' is"), line.err());
        assertEquals(ExitCode.USAGE, line.run("ask", "--logprobs", "3", "Well?"));
        assertTrue(line.err().contains("add --json"), line.err());
    }

    @Test
    void theJsonHasTheStopTextAndTheLogProbabilities() throws Exception {
        platform.with(
                Understanding.class,
                (question, options) -> answering(options, FinishReason.STOP_STRING));
        assertEquals(
                ExitCode.OK, line.run("ask", "--json", "--logprobs", "1", "--stop", "!", "Well?"));
        assertEquals(1, given.get().logprobs().orElseThrow());
        JsonNode object = new ObjectMapper().readTree(line.out());
        assertEquals("stop_string", object.get("finish_reason").asText());
        assertEquals("!", object.get("stop").asText());
        assertEquals(
                "[{\"token\":\"é\",\"bytes\":[195,169],\"logprob\":-0.5,\"top_logprobs\":"
                        + "[{\"token\":\"e\",\"bytes\":[101],\"logprob\":-0.25}]}]",
                object.get("logprobs").toString());
    }

    private Generation<Answer> answering(GenerationOptions options, FinishReason reason) {
        given.set(options);
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        List<TokenLogProbs> scored =
                options.logprobs().isEmpty()
                        ? List.of()
                        : List.of(
                                new TokenLogProbs(
                                        new ScoredToken(
                                                2, "é", "é".getBytes(StandardCharsets.UTF_8), -0.5),
                                        List.of(new ScoredToken(1, "e", new byte[] {'e'}, -0.25))));
        scored.forEach(channel::publish);
        channel.delta("é");
        channel.finished(
                new Answer("é", reason, options.stop().stream().findFirst(), scored), Usage.NONE);
        return channel;
    }

    @Test
    void optionOutOfRangeIsAUsageError() {
        assertEquals(ExitCode.USAGE, line.run("ask", "--max-tokens", "0", "Read it."));
        assertOneLine("The option '--max-tokens' is 0; it has to be 1 or more.");
        assertEquals(
                ExitCode.USAGE,
                new CommandLineRun(platform).run("ask", "--max-tokens", "many", "x"));
    }

    @ParameterizedTest
    @CsvSource({
        "--temperature, -1",
        "--top-k, -1",
        "--top-p, 0",
        "--repetition-penalty, 0",
        "--no-repeat-ngram, -1"
    })
    void optionOutOfRangeIsNamedAsItWasTyped(String option, String value) {
        assertEquals(ExitCode.USAGE, line.run("ask", option, value, "Read it."));
        assertOneLine("The option '" + option + "' is " + value);
        assertEquals(List.of(), line.starts());
    }

    @Test
    void missingQuestionAndUnknownOptionAreUsageErrors() {
        assertEquals(ExitCode.USAGE, line.run("ask", "--image", picture));
        assertOneLine("QUESTION");
        CommandLineRun other = new CommandLineRun(platform);
        assertEquals(ExitCode.USAGE, other.run("ask", "--picture", picture, "Read it."));
        assertTrue(other.err().contains("mingle ask --help"), other.err());
        assertEquals(List.of(), other.starts());
    }

    @Test
    void questionWithoutQuotesSaysWhatIsMissing() {
        assertEquals(ExitCode.USAGE, line.run("ask", "What", "is", "this?"));
        assertOneLine("in quotes");
    }

    @Test
    void questionWithoutWordsIsRefusedBeforeAnythingStarts() {
        assertEquals(
                ErrorCode.INVALID_REQUEST.exitCode(), line.run("ask", "--image", picture, "  "));
        assertOneLine("without a question of the user");
        assertEquals(List.of(), line.starts());
    }

    @Test
    void missingPictureIsRefusedBeforeAnythingStarts() {
        String missing = folder.resolve("missing.png").toString();
        assertEquals(
                ErrorCode.UNREADABLE_CONTENT.exitCode(),
                line.run("ask", "--image", missing, "Read it."));
        assertOneLine(missing);
        assertEquals(List.of(), line.starts());
    }

    @Test
    void modelFolderThatIsNoneIsRefusedBeforeAnythingStarts() {
        assertEquals(
                ErrorCode.BROKEN_MODEL.exitCode(),
                line.run("ask", "--model", folder.resolve("none").toString(), "Hello?"));
        assertOneLine("does not exist");
        CommandLineRun other = new CommandLineRun(platform);
        assertEquals(
                ErrorCode.BROKEN_MODEL.exitCode(),
                other.run("ask", "--model", folder.toString(), "Hello?"));
        assertTrue(other.err().contains("config.json"), other.err());
        assertEquals(List.of(), other.starts());
    }

    @Test
    void modelFolderIsPassedOn() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{}");
        assertEquals(ExitCode.OK, line.run("ask", "--model", folder.toString(), "Hello?"));
        assertEquals(List.of(folder), line.starts());
    }

    @Test
    void errorOfTheModelIsOneLineWithoutATrace() {
        platform.with(
                Understanding.class,
                (question, options) ->
                        FakePlatform.failure(
                                new ContentTooLargeException(
                                        "The picture is too large.\nScale it.")));
        assertEquals(
                ErrorCode.CONTENT_TOO_LARGE.exitCode(),
                line.run("ask", "--image", picture, "Read it."));
        assertEquals(
                "mingle: The picture is too large. Scale it. [content-too-large]",
                line.err().strip());
        assertEquals("", line.out());
        assertTrue(platform.isClosed());
    }

    @Test
    void anErrorThatTheLogHasToldIsNotToldAgain() {
        platform.with(
                Understanding.class,
                (question, options) ->
                        FakePlatform.failure(
                                new EngineUnavailableException("The disk of this test is full.")));
        new StderrLogging()
                .getLoggerFactory()
                .getLogger("test")
                .error("The engine cannot be used. The disk of this test is full.");
        assertEquals(ErrorCode.ENGINE_UNAVAILABLE.exitCode(), line.run("ask", "Hello?"));
        assertEquals("", line.err());
    }

    @Test
    void whatOfTheContentWasLostIsToldBesideTheAnswer() throws Exception {
        platform.with(
                Understanding.class,
                (question, options) -> {
                    GenerationChannel<Answer> channel = new GenerationChannel<>();
                    channel.delta("yes");
                    channel.finished(
                            new Answer("yes", FinishReason.STOP),
                            Usage.NONE,
                            List.of("a.png is cut off.", "A page is left out."));
                    asked.set(question);
                    given.set(options);
                    return channel;
                });
        assertEquals(ExitCode.OK, line.run("ask", "--image", picture, "What?"));
        assertEquals("yes", line.out().strip());
        assertEquals(
                List.of(
                        "mingle: warning: a.png is cut off.",
                        "mingle: warning: A page is left out."),
                line.err().lines().toList());
        assertFalse(given.get().strict());

        CommandLineRun json = new CommandLineRun(platform);
        assertEquals(
                ExitCode.OK, json.run("ask", "--json", "--strict", "--image", picture, "What?"));
        JsonNode object = new ObjectMapper().readTree(json.out());
        assertEquals(
                "[\"a.png is cut off.\",\"A page is left out.\"]",
                object.get("warnings").toString());
        assertTrue(given.get().strict());
    }

    @Test
    void verboseShowsTheTrace() {
        platform.with(
                Understanding.class,
                (question, options) ->
                        FakePlatform.failure(
                                new InternalException(
                                        "It broke.", new RuntimeException("inside"))));
        assertEquals(ExitCode.FAILED, line.run("ask", "--verbose", "Hello?"));
        assertTrue(line.err().startsWith("mingle: It broke."), line.err());
        assertTrue(line.err().contains("Caused by: java.lang.RuntimeException: inside"));
    }

    @Test
    void faultOfTheProgramSaysWhatToDo() {
        platform.with(
                Understanding.class,
                (question, options) -> {
                    throw new IllegalStateException("unexpected");
                });
        assertEquals(ExitCode.FAILED, line.run("ask", "Hello?"));
        assertOneLine("--verbose");
    }

    @Test
    void cutAnswerSaysHowToGetMore() {
        platform.with(
                Understanding.class,
                (question, options) -> {
                    GenerationChannel<Answer> channel = new GenerationChannel<>();
                    channel.delta("one two");
                    channel.finished(
                            new Answer("one two", FinishReason.LENGTH), FakePlatform.usage(2));
                    return channel;
                });
        assertEquals(ExitCode.OK, line.run("ask", "--max-tokens", "2", "Count."));
        assertEquals("one two", line.out().strip());
        assertOneLine("--max-tokens");
    }

    private record Preview(int percent) implements Update {}

    @Test
    void anEventOfAnotherKindIsPassedOver() {
        platform.with(
                Understanding.class,
                (question, options) -> {
                    GenerationChannel<Answer> channel = new GenerationChannel<>();
                    channel.publish(new Preview(50));
                    channel.delta("one");
                    channel.publish(new Preview(100));
                    channel.finished(new Answer("one", FinishReason.STOP), Usage.NONE);
                    return channel;
                });
        assertEquals(ExitCode.OK, line.run("ask", "Count."));
        assertEquals("one", line.out().strip());
        assertEquals("", line.err());
    }

    @Test
    void interruptionCancelsTheAnswer() throws Exception {
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        channel.onCancel(channel::cancelled);
        platform.with(Understanding.class, (question, options) -> channel);
        channel.delta("begun");
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(() -> line.run("ask", "Count."));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!line.out().contains("begun") && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        line.interruption().interrupt(Duration.ZERO);
        assertEquals(ExitCode.INTERRUPTED, code.get(20, TimeUnit.SECONDS));
        assertTrue(channel.isCancelled());
        assertEquals("begun" + System.lineSeparator(), line.out());
    }

    private <T extends Content> List<T> those(Class<T> kind) {
        return asked.get().content().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void assertOneLine(String part) {
        assertEquals(1, line.err().strip().lines().count(), line.err());
        assertTrue(line.err().startsWith("mingle: "), line.err());
        assertTrue(line.err().contains(part), line.err());
        assertFalse(line.err().contains("\tat "), line.err());
    }

    private record Nano() implements InstalledModel {

        @Override
        public String name() {
            return "nano";
        }

        @Override
        public Path directory() {
            return Path.of("nano");
        }

        @Override
        public long parameters() {
            return 3_350_000;
        }
    }
}
