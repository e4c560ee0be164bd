package io.mingle.video.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Video;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.media.MediaReader;
import io.mingle.api.understanding.Box;
import io.mingle.api.video.Cue;
import io.mingle.api.video.FoundMoments;
import io.mingle.api.video.Passes;
import io.mingle.api.video.SubtitleFile;
import io.mingle.api.video.TimeSpan;
import io.mingle.api.video.Track;
import io.mingle.api.video.VideoAnswer;
import io.mingle.api.video.VideoSummary;
import io.mingle.api.video.WatchOptions;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.video.internal.clip.Bmp;
import io.mingle.video.internal.text.BeginningTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WatchingTest {

    private static final Video FILM = Video.of("film.mp4", new byte[] {1});

    @TempDir private Path folder;

    private static DrawnFilm still(double seconds) {
        return new DrawnFilm((int) (seconds * 10), 10, number -> 100);
    }

    private static SubtitleFile srt(String text) {
        return new SubtitleFile("film.srt", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aShortVideoIsShownInOnePassAndAskedPlainly() {
        Viewer viewer = new Viewer(folder, asked -> "a cup");
        VideoAnswer answer =
                viewer.watching(still(20))
                        .ask(FILM, " What is picked up? ", WatchOptions.USUAL)
                        .join(Viewer.LIMIT)
                        .result();

        assertEquals("a cup", answer.text());
        assertEquals(1, viewer.asked().size());
        assertEquals("What is picked up?", viewer.last().text());
        // Two a second.
        assertEquals(40, viewer.last().frames().size());
        assertEquals(List.of(new TimeSpan(0, 20)), answer.parts());
        assertEquals(40, answer.frames().size());
        assertEquals(0.2, answer.frames().get(0), 1e-9);
    }

    @Test
    void whatIsSaidAtTheFramesStandsBeforeTheQuestion() {
        Viewer viewer = new Viewer(folder, asked -> "yes");
        String subtitles =
                """
                1
                00:00:00,000 --> 00:00:03,000
                <i>Look</i> here.

                2
                00:00:05,010 --> 00:00:05,090
                Between two frames.

                3
                00:00:09,000 --> 00:00:12,000
                Stop!
                """;
        viewer.watching(still(20))
                .ask(FILM, "Is it red?", WatchOptions.USUAL.withSubtitles(srt(subtitles)))
                .join(Viewer.LIMIT);

        assertEquals(
                "This video's subtitles are listed below:\nLook here.\nStop!\nIs it red?",
                viewer.last().text());
    }

    @Test
    void theTrackInsideTheVideoIsUsedWhereItIsAskedFor() {
        Viewer viewer = new Viewer(folder, asked -> "yes");
        DrawnFilm film =
                still(20).saying(List.of(new Cue(new TimeSpan(1, 3), "{\\an8}Good\\Nmorning.")));
        viewer.watching(film)
                .ask(FILM, "Is it red?", WatchOptions.USUAL.withEmbedded(true))
                .join(Viewer.LIMIT);
        assertEquals(
                "This video's subtitles are listed below:\nGood morning.\nIs it red?",
                viewer.last().text());

        Finished<VideoAnswer> without =
                viewer.watching(still(20))
                        .ask(FILM, "Is it red?", WatchOptions.USUAL.withEmbedded(true))
                        .join(Viewer.LIMIT);
        assertTrue(
                without.warnings().get(0).contains("has no subtitle track that is text"),
                without.warnings().toString());
    }

    @Test
    void multipleChoiceHasTheFormOfTheBenchmark() {
        Viewer viewer = new Viewer(folder, asked -> "B");
        VideoAnswer answer =
                viewer.watching(still(20))
                        .choose(
                                FILM,
                                "What colour is the ball?",
                                List.of("Black.", "Red.", "Blue."),
                                WatchOptions.USUAL)
                        .join(Viewer.LIMIT)
                        .result();

        assertEquals(OptionalInt.of(1), answer.choice());
        assertEquals(
                """
                Select the best answer to the following multiple-choice question based on the video. \
                Respond with only the letter (A, B, or C) of the correct option.
                What colour is the ball?
                A. Black.
                B. Red.
                C. Blue.
                The best answer is:\
                """,
                viewer.last().text());
    }

    /** Dark, then bright from one minute on, then dark again from two minutes on. */
    private static DrawnFilm scenes(int minutes) {
        return new DrawnFilm(minutes * 60 * 10, 10, number -> number / 600 % 2 == 1 ? 220 : 20);
    }

    private static String aboutScenes(Viewer.Asked asked) {
        if (asked.text().startsWith("These are the parts")) {
            return "Part 3.";
        }
        return asked.text().startsWith(Prompts.DESCRIBE) ? "Something." : "the answer";
    }

    @Test
    void aLongVideoIsSeenRoughlyThenItsRelevantPartClosely() {
        Viewer viewer = new Viewer(folder, WatchingTest::aboutScenes);
        DrawnFilm film = scenes(60);
        VideoAnswer answer =
                viewer.watching(film)
                        .ask(FILM, "Who comes in?", WatchOptions.USUAL)
                        .join(Viewer.LIMIT)
                        .result();

        assertEquals("the answer", answer.text());
        assertEquals(1, answer.parts().size());
        TimeSpan part = answer.parts().get(0);
        assertTrue(
                answer.frames().stream().allMatch(it -> it >= part.start() && it < part.end()),
                answer.toString());
        assertTrue(viewer.last().frames().size() > 30, viewer.last().frames().toString());
        assertTrue(viewer.last().text().startsWith("What happens in the whole video:\n0:00.0–"));
        assertTrue(viewer.last().text().endsWith("\nWho comes in?"), viewer.last().text());
        assertEquals(0, film.open());
        assertTrue(film.read() <= 4000, film.read() + " frames");
        assertTrue(film.opened() <= 3, film.opened() + " openings");
    }

    @Test
    void cutsBeginParts() {
        Viewer viewer = new Viewer(folder, WatchingTest::aboutScenes);
        VideoSummary summary =
                viewer.watching(new DrawnFilm(240, 10, number -> number < 130 ? 20 : 220))
                        .summarise(FILM, WatchOptions.USUAL)
                        .join(Viewer.LIMIT)
                        .result();

        assertEquals(2, summary.segments().size());
        assertEquals(13, summary.segments().get(1).span().start(), 0.6);
        assertEquals(24, summary.segments().get(1).span().end(), 1e-9);
        assertEquals("the answer", summary.text());
        assertTrue(viewer.last().text().endsWith("Summarize the whole video in a few sentences."));
        assertTrue(viewer.last().content().isEmpty());
    }

    @Test
    void tenHoursAreWatchedInFewPartsAndFewFrames() {
        Viewer viewer = new Viewer(folder, WatchingTest::aboutScenes);
        DrawnFilm film = scenes(600);
        VideoSummary summary =
                viewer.watching(film)
                        .summarise(FILM, WatchOptions.USUAL)
                        .join(Viewer.LIMIT)
                        .result();

        assertTrue(summary.segments().size() <= 48, summary.segments().size() + " parts");
        assertTrue(film.read() <= 4000, film.read() + " frames");
        assertTrue(film.opened() <= 3, film.opened() + " openings");
        double end = 0;
        for (var segment : summary.segments()) {
            assertEquals(end, segment.span().start(), 1e-6);
            end = segment.span().end();
        }
        assertEquals(36000, end, 1e-6);
    }

    @Test
    void aVideoThatIsTooLongIsToldBeforeAnythingIsDecoded() {
        Viewer viewer = new Viewer(folder, asked -> "");
        DrawnFilm film = scenes(13 * 60);
        Generation<VideoAnswer> asked = viewer.watching(film).ask(FILM, "Who?", WatchOptions.USUAL);
        ContentTooLargeException refused =
                assertThrows(ContentTooLargeException.class, () -> asked.join(Viewer.LIMIT));
        assertTrue(
                refused.getMessage().contains("lasts 13:00:00.0")
                        && refused.getMessage().contains("at most 12:00:00.0 is watched"),
                refused.getMessage());
        assertEquals(0, film.read());
    }

    @Test
    void momentsAreReadAndCheckedAgainstTheLength() {
        Viewer viewer =
                new Viewer(
                        folder, asked -> "From 3.0 to 7.5 seconds, 18 - 25 s, and 0:40 to 0:50.");
        Finished<FoundMoments> finished =
                viewer.watching(still(20))
                        .find(FILM, "the ball stops", WatchOptions.USUAL)
                        .join(Viewer.LIMIT);

        assertEquals(
                List.of(new TimeSpan(3, 7.5), new TimeSpan(18, 20)), finished.result().spans());
        assertEquals(2, finished.warnings().size());
        assertTrue(
                viewer.last()
                        .text()
                        .startsWith(
                                "The video lasts 20.0 seconds. When does this happen: the ball"
                                        + " stops?"),
                viewer.last().text());
    }

    @Test
    void momentsOfALongVideoAreCountedFromItsBeginning() {
        Viewer viewer =
                new Viewer(
                        folder,
                        asked ->
                                asked.text().startsWith("The video lasts")
                                        ? "1.0 - 2.0"
                                        : aboutScenes(asked));
        FoundMoments found =
                viewer.watching(scenes(30))
                        .find(FILM, "the ball stops", WatchOptions.USUAL)
                        .join(Viewer.LIMIT)
                        .result();

        assertEquals(1, found.spans().size());
        TimeSpan span = found.spans().get(0);
        assertTrue(span.start() > 60, span.toString());
        assertEquals(1, span.seconds(), 1e-6);
    }

    @Test
    void aThingIsFollowedFrameByFrame() {
        Box far = new Box("ball", 50, 40, 60, 47);
        Viewer viewer = new Viewer(folder, asked -> "");
        int[] calls = new int[1];
        viewer.finding(
                (picture, phrase) -> {
                    int at = calls[0]++;
                    Box near = new Box(phrase, at, 10, at + 10, 20);
                    return at == 2 ? List.of() : at == 0 ? List.of(near, far) : List.of(far, near);
                });
        Track track =
                viewer.watching(still(4))
                        .track(
                                FILM.withSampling(FrameSampling.DEFAULT.withFrames(4)),
                                "ball",
                                WatchOptions.USUAL)
                        .join(Viewer.LIMIT)
                        .result();

        assertEquals(4, track.places().size());
        assertEquals(Optional.of(new Box("ball", 0, 10, 10, 20)), track.places().get(0).box());
        assertEquals(Optional.of(new Box("ball", 1, 10, 11, 20)), track.places().get(1).box());
        assertEquals(Optional.empty(), track.places().get(2).box());
        assertEquals(Optional.of(new Box("ball", 3, 10, 13, 20)), track.places().get(3).box());
        assertEquals(DrawnFilm.WIDTH, track.places().get(0).width());
    }

    @Test
    void whatIsMissingOfAVideoIsToldOnceHoweverItIsWatched() {
        Viewer viewer = new Viewer(folder, asked -> "1");
        String warning = "The film ends early.";
        for (Generation<?> watching :
                List.of(
                        viewer.watching(still(4).lacking(warning))
                                .summarise(FILM, WatchOptions.USUAL),
                        viewer.watching(still(4).lacking(warning))
                                .track(FILM, "ball", WatchOptions.USUAL),
                        viewer.watching(still(4).lacking(warning))
                                .ask(FILM, "Who?", WatchOptions.USUAL))) {
            assertEquals(List.of(warning), watching.join(Viewer.LIMIT).warnings());
        }
    }

    @Test
    void damagedPicturesOfAFolderAreTold() throws Exception {
        Path frames = Files.createDirectory(folder.resolve("frames"));
        for (int i = 0; i < 4; i++) {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
            int[] noise = new SplittableRandom(i).ints(64 * 64).toArray();
            image.setRGB(0, 0, 64, 64, noise, 0, 64);
            ImageIO.write(image, "png", png);
            byte[] bytes = png.toByteArray();
            int kept = i == 2 ? bytes.length / 2 : bytes.length;
            Files.write(frames.resolve("f%s.png".formatted(i)), Arrays.copyOf(bytes, kept));
        }
        List<String> warnings =
                new Viewer(folder, asked -> "Noise.")
                        .watching(null)
                        .summarise(Video.of(frames), WatchOptions.USUAL)
                        .join(Viewer.LIMIT)
                        .warnings();
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).contains("f2.png"), warnings.toString());
    }

    @Test
    void aFolderOfFramesIsWatchedAtTheSpeedThatIsSaid() throws Exception {
        Path frames = Files.createDirectory(folder.resolve("frames"));
        for (int i = 0; i < 6; i++) {
            Picture picture = Bmp.of("f", 32, 32, new byte[3 * 32 * 32]);
            Files.write(frames.resolve("f%s.bmp".formatted(i)), picture.bytes());
        }
        Viewer viewer = new Viewer(folder, asked -> "left");
        VideoAnswer answer =
                viewer.watching(null)
                        .ask(Video.of(frames), "Where?", WatchOptions.USUAL.withFramesPerSecond(2))
                        .join(Viewer.LIMIT)
                        .result();
        assertEquals(List.of(0.0, 0.5, 1.0, 1.5, 2.0, 2.5), answer.frames());
        assertEquals(List.of(new TimeSpan(0, 3)), answer.parts());

        VideoSummary summary =
                viewer.watching(null)
                        .summarise(Video.of(frames), WatchOptions.USUAL)
                        .join(Viewer.LIMIT)
                        .result();
        assertEquals("left", summary.text());
    }

    @Test
    void aSmallModelIsShownAsManyFramesAsItReads() {
        Viewer viewer = new Viewer(folder, asked -> "yes").reading(folder, 2048);
        viewer.watching(still(100))
                .ask(FILM, "Is it red?", WatchOptions.USUAL.withPasses(Passes.ONE))
                .join(Viewer.LIMIT);
        int frames = viewer.last().frames().size();
        // Each pair takes 135 tokens at most, beside an answer of a quarter of the context.
        assertTrue(frames >= 8 && frames / 2 * 135 < 2048 - 512, frames + " frames");
    }

    @Test
    void whatIsWrongIsTold() {
        Viewer viewer = new Viewer(folder, asked -> "");
        ModelWatching without = viewer.watching(null);
        SkillUnavailableException none =
                assertThrows(
                        SkillUnavailableException.class,
                        () -> without.ask(FILM, "Who?", WatchOptions.USUAL).join(Viewer.LIMIT));
        assertTrue(none.getMessage().contains("Install io.mingle.media.ffmpeg"));

        UnreadableContentException missing =
                assertThrows(
                        UnreadableContentException.class,
                        () ->
                                without.ask(
                                                Video.of(folder.resolve("no.mp4")),
                                                "Who?",
                                                WatchOptions.USUAL)
                                        .join(Viewer.LIMIT));
        assertTrue(missing.getMessage().contains("does not exist. Check the path."));

        UnreadableContentException broken =
                assertThrows(
                        UnreadableContentException.class,
                        () ->
                                viewer.watching(still(20))
                                        .ask(
                                                FILM,
                                                "Who?",
                                                WatchOptions.USUAL.withSubtitles(
                                                        srt("1\n00:00 -> 00:05\nHello")))
                                        .join(Viewer.LIMIT));
        assertTrue(
                broken.getMessage().contains("are broken: no line has times"), broken.getMessage());

        assertThrows(
                InvalidRequestException.class, () -> without.ask(FILM, " ", WatchOptions.USUAL));
        assertThrows(
                InvalidRequestException.class,
                () -> without.choose(FILM, "Who?", List.of("one"), WatchOptions.USUAL));
    }

    @Test
    void whoDecodesAFileIsLeasedForAsLongAsItIsOpen() {
        DrawnFilm film = scenes(60);
        FakeBroker[] broker = new FakeBroker[1];
        List<Boolean> leased = new ArrayList<>();
        Viewer viewer =
                new Viewer(
                        folder,
                        asked -> {
                            if (film.open() > 0) {
                                leased.add(isLeased(broker[0]));
                            }
                            return "Something.";
                        });
        broker[0] = viewer.broker();
        viewer.watching(film).summarise(FILM, WatchOptions.USUAL).join(Viewer.LIMIT);
        assertFalse(leased.isEmpty(), "the model is asked while the file is open");
        assertFalse(leased.contains(false), leased::toString);
        assertFalse(isLeased(broker[0]));
    }

    private static boolean isLeased(FakeBroker broker) {
        return broker.calls().stream()
                .anyMatch(it -> it.service().equals(MediaReader.class.getName()));
    }

    @Test
    void notesAreNotCutInTheMiddleOfACharacter() {
        for (String before : List.of("", "a")) {
            Viewer viewer = new Viewer(folder, asked -> before + "\ud83d\ude00".repeat(400));
            viewer.watching(scenes(60)).summarise(FILM, WatchOptions.USUAL).join(Viewer.LIMIT);
            String told = viewer.last().text();
            assertTrue(told.contains("\ud83d\ude00…"), told);
            assertTrue(BeginningTest.isWhole(told), told);
        }
    }

    @Test
    void cancellingEndsALongPass() throws Exception {
        CountDownLatch describing = new CountDownLatch(3);
        CountDownLatch cancelled = new CountDownLatch(1);
        Viewer viewer =
                new Viewer(
                        folder,
                        asked -> {
                            describing.countDown();
                            if (describing.getCount() == 0) {
                                try {
                                    cancelled.await(60, TimeUnit.SECONDS);
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                            return "Something.";
                        });
        Generation<VideoSummary> summary =
                viewer.watching(scenes(600)).summarise(FILM, WatchOptions.USUAL);
        assertTrue(describing.await(60, TimeUnit.SECONDS));
        summary.cancel();
        cancelled.countDown();
        assertThrows(CancelledException.class, () -> summary.join(Viewer.LIMIT));
        assertTrue(viewer.asked().size() < 10, viewer.asked().size() + " questions");
    }
}
