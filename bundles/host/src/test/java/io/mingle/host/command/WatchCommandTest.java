package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Video;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.understanding.Box;
import io.mingle.api.video.BoxTracked;
import io.mingle.api.video.FoundMoments;
import io.mingle.api.video.LiveWatching;
import io.mingle.api.video.Passes;
import io.mingle.api.video.SegmentSeen;
import io.mingle.api.video.SegmentSummary;
import io.mingle.api.video.TimeSpan;
import io.mingle.api.video.Track;
import io.mingle.api.video.TrackedBox;
import io.mingle.api.video.VideoAnswer;
import io.mingle.api.video.VideoSummary;
import io.mingle.api.video.VideoWatching;
import io.mingle.api.video.WatchOptions;
import io.mingle.host.FakePlatform;
import io.mingle.host.video.Watcher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WatchCommandTest {

    private final FakePlatform platform = new FakePlatform();
    private final CommandLineRun line = new CommandLineRun(platform);
    private final List<String> asked = new ArrayList<>();
    private final List<WatchOptions> options = new ArrayList<>();
    private final List<Video> videos = new ArrayList<>();
    private OptionalInt choice = OptionalInt.of(1);
    private String said = "a cup";

    @TempDir private Path folder;

    @BeforeEach
    void services() {
        platform.with(VideoWatching.class, new Film());
        platform.with(LiveWatching.class, new Watcher());
    }

    private final class Film implements VideoWatching {

        private <R> Generation<R> told(Video video, String what, WatchOptions how, R result) {
            asked.add(what);
            options.add(how);
            videos.add(video);
            GenerationChannel<R> channel = new GenerationChannel<>();
            channel.finished(result, Usage.NONE, List.of("The film is damaged."));
            return channel;
        }

        @Override
        public Generation<VideoAnswer> ask(Video video, String question, WatchOptions how) {
            return told(
                    video,
                    question,
                    how,
                    new VideoAnswer(
                            said,
                            OptionalInt.empty(),
                            List.of(new TimeSpan(0, 20)),
                            List.of(1.0, 2.0)));
        }

        @Override
        public Generation<VideoAnswer> choose(
                Video video, String question, List<String> choices, WatchOptions how) {
            return told(
                    video,
                    question + choices,
                    how,
                    new VideoAnswer("B.", choice, List.of(), List.of()));
        }

        @Override
        public Generation<VideoSummary> summarise(Video video, WatchOptions how) {
            SegmentSummary first = new SegmentSummary(new TimeSpan(0, 7.25), "A cup\nstands.");
            GenerationChannel<VideoSummary> channel = new GenerationChannel<>();
            channel.publish(new SegmentSeen(first, 1, 1));
            channel.finished(new VideoSummary("It is about a cup.", List.of(first)), Usage.NONE);
            return channel;
        }

        @Override
        public Generation<FoundMoments> find(Video video, String event, WatchOptions how) {
            return told(video, event, how, new FoundMoments("1 - 2", List.of(new TimeSpan(1, 2))));
        }

        @Override
        public Generation<Track> track(Video video, String thing, WatchOptions how) {
            TrackedBox there =
                    new TrackedBox(0, 0, 64, 48, Optional.of(new Box(thing, 1, 2, 3, 4)));
            TrackedBox gone = new TrackedBox(5, 0.5, 64, 48, Optional.empty());
            GenerationChannel<Track> channel = new GenerationChannel<>();
            channel.publish(new BoxTracked(there, 1, 2));
            channel.finished(new Track(thing, List.of(there, gone)), Usage.NONE);
            return channel;
        }
    }

    @Test
    void aQuestionIsAnsweredAndWarningsAreTold() {
        assertEquals(0, line.run("watch", "film.mp4", "What is it?"), line.err());
        assertEquals("a cup%n".formatted(), line.out());
        assertEquals(List.of("What is it?"), asked);
        assertTrue(line.err().contains("mingle: warning: The film is damaged."), line.err());
        assertEquals("film.mp4", videos.get(0).name());
    }

    @Test
    void optionsReachTheService() throws Exception {
        Path subtitles = Files.writeString(folder.resolve("a.srt"), "x");
        assertEquals(
                0,
                line.run(
                        "watch",
                        "film.mp4",
                        "What?",
                        "--subtitles",
                        subtitles.toString(),
                        "--fps",
                        "2",
                        "--passes",
                        "two",
                        "--max-hours",
                        "1",
                        "--frames",
                        "8",
                        "--max-tokens",
                        "7"),
                line.err());
        WatchOptions how = options.get(0);
        assertEquals("a.srt", how.subtitles().orElseThrow().name());
        assertEquals(2, how.framesPerSecond());
        assertEquals(Passes.TWO, how.passes());
        assertEquals(3600, how.maxSeconds());
        assertEquals(7, how.generation().maxTokens());
        assertEquals(8, videos.get(0).sampling().frames());

        assertEquals(0, line.run("watch", "film.mp4", "What?", "--subtitles", "embedded"));
        assertTrue(options.get(1).embedded());
    }

    @Test
    void aChoiceIsPrintedWithItsLetter() {
        assertEquals(0, line.run("watch", "film.mp4", "Which?", "--choices", "red|green, blue"));
        assertEquals("B. green, blue%n".formatted(), line.out());
        assertEquals(List.of("Which?[red, green, blue]"), asked);
        choice = OptionalInt.empty();
        assertEquals(0, line.run("watch", "film.mp4", "Which?", "--choices", "red|green, blue"));
        assertTrue(line.err().contains("The answer means none of the choices."), line.err());
    }

    @Test
    void withoutAQuestionItIsSummedUp() {
        assertEquals(0, line.run("watch", "film.mp4"), line.err());
        assertEquals(
                "0:00.0–0:07.3  A cup stands.%n%nIt is about a cup.%n".formatted(), line.out());
    }

    @Test
    void momentsAreClockTimes() {
        assertEquals(0, line.run("watch", "film.mp4", "--find", "it stops"), line.err());
        assertEquals("0:01.0–0:02.0%n".formatted(), line.out());
    }

    @Test
    void placesAreListedFrameByFrame() {
        assertEquals(0, line.run("watch", "film.mp4", "--track", "ball"), line.err());
        assertEquals("0:00.0  [1, 2, 3, 4]%n0:00.5  not found%n".formatted(), line.out());
    }

    @Test
    void jsonHasAllOfIt() {
        assertEquals(0, line.run("watch", "film.mp4", "What?", "--json"), line.err());
        assertEquals(0, line.run("watch", "film.mp4", "--find", "it stops", "--json"));
        assertEquals(0, line.run("watch", "film.mp4", "--track", "ball", "--json"));
        assertEquals(0, line.run("watch", "film.mp4", "--summary", "--json"));
        assertEquals(
                List.of(
                        "{\"answer\":\"a cup\",\"parts\":[[0.0,20.0]],\"frames\":[1.0,2.0],"
                                + "\"warnings\":[\"The film is damaged.\"]}",
                        "{\"answer\":\"1 - 2\",\"spans\":[[1.0,2.0]],"
                                + "\"warnings\":[\"The film is damaged.\"]}",
                        "{\"thing\":\"ball\",\"places\":[{\"frame\":0,\"seconds\":0.0,\"width\":64,"
                                + "\"height\":48,\"box\":[1,2,3,4]},{\"frame\":5,\"seconds\":0.5,"
                                + "\"width\":64,\"height\":48}],\"warnings\":[]}",
                        "{\"summary\":\"It is about a"
                                + " cup.\",\"segments\":[{\"start\":0.0,\"end\":7.25,\"text\":\"A"
                                + " cup\\n"
                                + "stands.\"}],\"warnings\":[]}"),
                line.out().lines().toList());
    }

    @Test
    void aFolderIsWatchedWhileItIsWrittenAndQuestionsArePipedIn() throws Exception {
        for (int i = 0; i < 3; i++) {
            Files.writeString(folder.resolve("f%s.png".formatted(i)), "x");
        }
        CommandLineRun piped =
                new CommandLineRun(
                        platform,
                        new ByteArrayInputStream(
                                "now: What is there?\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                0,
                piped.run(
                        "watch",
                        "--live",
                        folder.toString(),
                        "What was it?",
                        "--idle-seconds",
                        "0.5",
                        "--fps",
                        "1"),
                piped.err());
        List<String> lines = piped.out().lines().toList();
        assertEquals(2, lines.size(), piped.out());
        assertTrue(
                lines.stream().anyMatch(it -> it.endsWith(" frames, What is there?")), piped.out());
        assertTrue(lines.contains("0:02.0  3 frames, What was it?"), piped.out());
    }

    @Test
    void aQuestionThatFailsEndsNeitherTheStreamNorOtherQuestions() throws Exception {
        platform.with(LiveWatching.class, new Watcher().failingAt("Why?"));
        for (int i = 0; i < 3; i++) {
            Files.writeString(folder.resolve("f%s.png".formatted(i)), "x");
        }
        String questions = "now:\nWhy?\n%s\n".formatted("x".repeat(4001));
        CommandLineRun piped =
                new CommandLineRun(
                        platform,
                        new ByteArrayInputStream(questions.getBytes(StandardCharsets.UTF_8)));
        int code =
                piped.run(
                        "watch",
                        "--live",
                        folder.toString(),
                        "What was it?",
                        "--idle-seconds",
                        "0.5");
        assertEquals(2, code, "the error of the question that failed");
        assertEquals("0:02.0  3 frames, What was it?", piped.out().strip());
        assertTrue(piped.err().contains("Behind 'now:' there is no question."), piped.err());
        assertTrue(piped.err().contains("A question has 4001 characters"), piped.err());
        assertTrue(piped.err().contains("It is too long. [invalid-request]"), piped.err());
    }

    @Test
    void aStreamWhoseAnswersNobodyReadsIsWatchedNoLonger() throws Exception {
        Files.writeString(folder.resolve("f.png"), "x");
        CommandLineRun closed = new CommandLineRun(platform, FailingOutput.because("Broken pipe"));
        Thread camera = new Thread(this::writeFrames);
        camera.start();
        try {
            assertEquals(
                    ExitCode.PIPE_CLOSED,
                    closed.run("watch", "--live", folder.toString(), "What?", "--when", "future"),
                    closed.err());
        } finally {
            camera.interrupt();
            camera.join();
        }
    }

    /** Writes frames that never end. */
    private void writeFrames() {
        try {
            for (int i = 0; true; i++) {
                Files.writeString(folder.resolve("f%09d.png".formatted(i)), "x");
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            // The stream has ended.
        }
    }

    @Test
    void whatIsSeenGivesATerminalNoCommands() {
        said = "a \u001b[2Jcup";
        assertEquals(0, line.run("watch", "film.mp4", "What is it?"), line.err());
        assertEquals("a \uFFFD[2Jcup%n".formatted(), line.out());
    }

    @Test
    void whatHasNotComeIsSaidAtTheEndOfTheStream() throws Exception {
        platform.with(LiveWatching.class, new Watcher().knowingFrom(1000));
        Files.writeString(folder.resolve("f.png"), "x");
        assertEquals(
                0,
                line.run(
                        "watch",
                        "--live",
                        folder.toString(),
                        "Who comes?",
                        "--when",
                        "future",
                        "--idle-seconds",
                        "0.5",
                        "--json"),
                line.err());
        assertEquals(
                "{\"question\":\"Who comes?\",\"about\":\"future\",\"ready\":false,\"answer\":\"\","
                        + "\"until\":0.0,\"warnings\":[]}",
                line.out().strip());
    }

    @Test
    void whatIsWrongIsToldBeforeAnythingStarts() {
        assertEquals(2, line.run("watch", "film.mp4", "What?", "--summary"));
        assertTrue(line.err().contains("Give one of QUESTION, --summary"), line.err());
        assertEquals(2, line.run("watch", "film.mp4", "--choices", "a|b"));
        assertTrue(line.err().contains("'--choices' belongs to a QUESTION"), line.err());
        assertEquals(4, line.run("watch", "film.mp4", "What?", "--subtitles", "none.srt"));
        assertTrue(line.err().contains("none.srt' do not exist. Check the path."), line.err());
        assertEquals(2, line.run("watch", "film.mp4", "What?", "--fps", "0"));
        assertTrue(line.err().contains("'framesPerSecond' is 0.0"), line.err());
        assertEquals(2, line.run("watch", "--live", "http://192.0.2.1/", "What?"));
        assertTrue(line.err().contains("is not on this machine"), line.err());
        assertEquals(2, line.run("watch", "--live", "http://127.0.0.1/a b", "What?"));
        assertTrue(line.err().contains("which cannot be read (Illegal character"), line.err());
        assertEquals(2, line.run("watch", "--live", "frames", "What?", "--choices", "a|b"));
        assertTrue(line.err().contains("with --live, give no --summary"), line.err());
        assertEquals(2, line.run("watch", "--live", "frames", "What?", "--fps", "-1"));
        assertTrue(line.err().contains("'framesPerSecond' is -1.0"), line.err());
        assertEquals(2, line.run("watch", "film.mp4", "What", "is", "it"));
        assertTrue(line.err().contains("Put the question in quotes."), line.err());
    }
}
