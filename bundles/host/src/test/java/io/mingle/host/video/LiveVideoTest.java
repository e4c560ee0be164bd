package io.mingle.host.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import io.mingle.api.video.LiveAnswer;
import io.mingle.api.video.LiveFrame;
import io.mingle.api.video.LiveOptions;
import io.mingle.api.video.LiveWatching;
import io.mingle.api.video.Moment;
import io.mingle.host.FakePlatform;
import io.mingle.host.Mingle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveVideoTest {

    private static final Duration LIMIT = Duration.ofSeconds(50);

    private final Watcher watcher = new Watcher();
    private final List<String> warnings = new CopyOnWriteArrayList<>();

    private LiveVideo video(double partSeconds) {
        FakePlatform platform = new FakePlatform();
        platform.with(LiveWatching.class, watcher);
        Mingle mingle = Mingle.on(platform, Duration.ofSeconds(5));
        return new LiveVideo(mingle, LiveOptions.USUAL, partSeconds, warnings::add);
    }

    private static LiveFrame frame(double seconds) {
        return new LiveFrame(seconds, new Picture("frame", new byte[] {1}));
    }

    @Test
    void aQuestionIsAnsweredFromAllThatWasPushedBefore() {
        try (LiveVideo video = video(1000)) {
            for (int i = 0; i < 5; i++) {
                video.push(frame(i));
            }
            LiveAnswer answer = video.ask("what?", Moment.PAST).join(LIMIT).result();
            assertEquals(new LiveAnswer("5 frames, what?", true, 4), answer);
            video.push(frame(5));
            assertEquals(
                    "6 frames, and now?",
                    video.ask("and now?", Moment.NOW).join(LIMIT).result().text());
        }
    }

    @Test
    void aQuestionAskedBeforeTheFirstFrameWaitsForIt() {
        try (LiveVideo video = video(1000)) {
            Generation<LiveAnswer> answer = video.ask("what?", Moment.PAST);
            video.push(frame(0));
            assertEquals("1 frames, what?", answer.join(LIMIT).result().text());
        }
    }

    @Test
    void aQuestionAboutTheFutureWaitsUntilItCanBeTold() {
        watcher.knowingFrom(20);
        try (LiveVideo video = video(1)) {
            video.push(frame(0));
            Generation<LiveAnswer> answer = video.ask("who?", Moment.FUTURE);
            for (int i = 1; i <= 30; i++) {
                video.push(frame(i));
            }
            video.end();
            LiveAnswer told = answer.join(LIMIT).result();
            assertTrue(told.isReady(), told.toString());
            assertTrue(told.until() >= 20, told.toString());
        }
    }

    @Test
    void whatHasNotComeByTheEndIsNotReady() {
        watcher.knowingFrom(1000);
        try (LiveVideo video = video(1)) {
            video.push(frame(0));
            Generation<LiveAnswer> answer = video.ask("who?", Moment.FUTURE);
            video.push(frame(3));
            video.end();
            LiveAnswer told = answer.join(LIMIT).result();
            assertFalse(told.isReady());
            assertEquals(3, told.until());
        }
    }

    @Test
    void framesThatComeTooFastAreThinnedAndToldOf() throws Exception {
        CountDownLatch pushed = new CountDownLatch(1);
        watcher.refusing(
                frames -> {
                    try {
                        pushed.await(50, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return null;
                });
        try (LiveVideo video = video(1)) {
            for (int i = 0; i < 10_000; i++) {
                video.push(frame(i));
            }
            pushed.countDown();
            assertEquals(9999, video.ask("what?", Moment.PAST).join(LIMIT).result().until());
        }
        int frames = watcher.seen().stream().mapToInt(List::size).sum();
        assertTrue(frames < 200, frames + " frames");
        assertTrue(warnings.get(0).contains("come faster than they can be looked at"));
    }

    @Test
    void framesThatCannotBeReadAreLeftOutAndTheStreamGoesOn() {
        watcher.refusing(
                frames ->
                        frames.stream().anyMatch(it -> it.seconds() == 1)
                                ? new UnreadableContentException("The picture is damaged.")
                                : frames.stream().anyMatch(it -> it.seconds() == 3)
                                        ? new ContentTooLargeException("The picture is too large.")
                                        : null);
        try (LiveVideo video = video(1000)) {
            for (int i = 0; i < 5; i++) {
                video.push(frame(i));
            }
            assertEquals("3 frames, a", video.ask("a", Moment.PAST).join(LIMIT).result().text());
            video.push(frame(5));
            assertEquals("4 frames, b", video.ask("b", Moment.NOW).join(LIMIT).result().text());
        }
        assertEquals(
                List.of(
                        "A frame of the stream at 0:01.0 is left out: The picture is damaged.",
                        "A frame of the stream at 0:03.0 is left out: The picture is too large."),
                warnings);
    }

    /** Lets memory be short for as long as the result is true. */
    private AtomicBoolean shortMemory() {
        AtomicBoolean isShort = new AtomicBoolean(true);
        watcher.refusing(
                frames ->
                        isShort.get()
                                ? new MemoryRefusedException("There is no memory.", 2, 1, Map.of())
                                : null);
        return isShort;
    }

    @Test
    void framesWaitWhileMemoryIsShortAndAQuestionIsTold() {
        AtomicBoolean isShort = shortMemory();
        try (LiveVideo video = video(1000)) {
            video.push(frame(0));
            for (int i = 1; i <= 2; i++) {
                video.push(frame(i));
                MingleException told =
                        assertThrows(
                                MemoryRefusedException.class,
                                () -> video.ask("what?", Moment.PAST).join(LIMIT));
                assertEquals("There is no memory.", told.getMessage());
            }
            isShort.set(false);
            LiveAnswer answer = video.ask("what?", Moment.PAST).join(LIMIT).result();
            assertEquals(new LiveAnswer("3 frames, what?", true, 2), answer);
        }
        assertEquals(
                List.of(
                        "Frames of the stream cannot be looked at now, and wait: There is no"
                                + " memory."),
                warnings);
    }

    @Test
    void framesThatWaitedAreLookedAtWithTheNextPart() throws Exception {
        AtomicBoolean isShort = shortMemory();
        try (LiveVideo video = video(1)) {
            video.push(frame(0));
            video.push(frame(1));
            while (warnings.isEmpty()) {
                Thread.sleep(1);
            }
            isShort.set(false);
            video.push(frame(2));
            while (watcher.seen().isEmpty()) {
                Thread.sleep(1);
            }
        }
        assertEquals(
                List.of(0.0, 1.0), watcher.seen().get(0).stream().map(LiveFrame::seconds).toList());
    }

    @Test
    void framesThatWaitAreBounded() {
        AtomicBoolean isShort = shortMemory();
        try (LiveVideo video = video(1)) {
            for (int i = 0; i < 10_000; i++) {
                video.push(frame(i));
            }
            assertThrows(
                    MemoryRefusedException.class,
                    () -> video.ask("what?", Moment.PAST).join(LIMIT));
            isShort.set(false);
            assertEquals(9999, video.ask("what?", Moment.PAST).join(LIMIT).result().until());
        }
        int frames = watcher.seen().stream().mapToInt(List::size).sum();
        assertTrue(frames <= 80, frames + " frames");
    }

    @Test
    void afterTheLastFrameNothingIsWaitedFor() {
        shortMemory();
        try (LiveVideo video = video(1000)) {
            video.push(frame(0));
            video.end();
            assertThrows(
                    MemoryRefusedException.class,
                    () -> video.ask("what?", Moment.PAST).join(LIMIT));
        }
    }

    @Test
    void aDamagedFrameAtTheEndHoldsNobodyUp() {
        watcher.refusing(
                frames ->
                        frames.get(0).seconds() == 1
                                ? new UnreadableContentException("The picture is damaged.")
                                : null);
        try (LiveVideo video = video(0)) {
            video.push(frame(0));
            video.ask("a", Moment.NOW).join(LIMIT);
            video.push(frame(1));
            assertEquals("1 frames, b", video.ask("b", Moment.NOW).join(LIMIT).result().text());
        }
    }

    @Test
    void whatEndsTheWatchingIsToldToWhoeverAsksAndPushes() {
        watcher.refusing(frames -> new BrokenModelException("It sees no videos."));
        try (LiveVideo video = video(0)) {
            video.push(frame(0));
            MingleException refused =
                    assertThrows(
                            MingleException.class,
                            () -> video.ask("what?", Moment.PAST).join(LIMIT));
            assertEquals("It sees no videos.", refused.getMessage());
            assertThrows(BrokenModelException.class, () -> video.push(frame(1)));
        }
    }

    @Test
    void aFaultOfWhoeverIsWarnedIsNotTakenForTheEndOfTheStream() {
        watcher.refusing(frames -> new UnreadableContentException("The picture is damaged."));
        Mingle mingle =
                Mingle.on(
                        new FakePlatform().with(LiveWatching.class, watcher),
                        Duration.ofSeconds(5));
        try (LiveVideo video =
                new LiveVideo(
                        mingle,
                        LiveOptions.USUAL,
                        0,
                        warning -> {
                            throw new IllegalStateException("full");
                        })) {
            video.push(frame(0));
            InternalException told =
                    assertThrows(
                            InternalException.class,
                            () -> video.ask("what?", Moment.PAST).join(LIMIT));
            assertTrue(told.getMessage().contains("the watching failed"), told.getMessage());
        }
    }

    @Test
    void closingEndsWhoWaits() {
        watcher.knowingFrom(1000);
        LiveVideo video = video(1000);
        video.push(frame(0));
        Generation<LiveAnswer> answer = video.ask("who?", Moment.FUTURE);
        video.close();
        assertThrows(MingleException.class, () -> answer.join(LIMIT));
        assertThrows(MingleException.class, () -> video.push(frame(1)));
    }

    @Test
    void aWaitingAnswerCanBeCancelled() {
        watcher.knowingFrom(1000);
        try (LiveVideo video = video(1000)) {
            video.push(frame(0));
            Generation<LiveAnswer> answer = video.ask("who?", Moment.FUTURE);
            answer.cancel();
            assertThrows(CancelledException.class, () -> answer.join(LIMIT));
        }
    }

    @Test
    void framesOutOfOrderAreRefused() {
        try (LiveVideo video = video(1000)) {
            video.push(frame(2));
            assertThrows(InvalidRequestException.class, () -> video.push(frame(1)));
        }
    }
}
