package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.understanding.Dialogue;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.PictureUnderstanding;
import io.mingle.api.understanding.Question;
import io.mingle.api.understanding.SoundUnderstanding;
import io.mingle.api.understanding.Understanding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MingleTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final FakePlatform platform = new FakePlatform();

    @TempDir private Path folder;

    @Test
    void questionWithPictureGoesToPictureUnderstanding() throws Exception {
        Path picture = Files.write(folder.resolve("a.png"), new byte[] {1});
        platform.with(PictureUnderstanding.class, question -> FakePlatform.answer("a ", "picture"))
                .with(Dialogue.class, question -> FakePlatform.answer("words"));
        try (Mingle mingle = Mingle.on(platform, SHORT)) {
            assertEquals("a picture", mingle.ask(picture, "What is it?"));
        }
        assertTrue(platform.isClosed());
    }

    @Test
    void questionWithoutPictureGoesToDialogue() {
        platform.with(PictureUnderstanding.class, question -> FakePlatform.answer("a picture"))
                .with(Dialogue.class, question -> FakePlatform.answer("words"));
        Mingle mingle = Mingle.on(platform, SHORT);
        assertEquals("words", mingle.ask(Question.of("Hello?")).join(SHORT).text());
    }

    @Test
    void questionWithSoundGoesToSoundUnderstanding() {
        platform.with(SoundUnderstanding.class, question -> FakePlatform.answer("a sound"))
                .with(Dialogue.class, question -> FakePlatform.answer("words"));
        Mingle mingle = Mingle.on(platform, SHORT);
        Question spoken =
                new Question(List.of(new Sound("a.wav", new byte[] {1})), GenerationOptions.GREEDY);
        assertEquals("a sound", mingle.ask(spoken).join(SHORT).text());
    }

    @Test
    void questionWithPictureAndSoundGoesToUnderstanding() {
        platform.with(PictureUnderstanding.class, question -> FakePlatform.answer("a picture"))
                .with(SoundUnderstanding.class, question -> FakePlatform.answer("a sound"))
                .with(Understanding.class, question -> FakePlatform.answer("both"));
        Mingle mingle = Mingle.on(platform, SHORT);
        assertEquals("both", mingle.ask(mixture()).join(SHORT).text());
    }

    /** The one who answers mixtures is there, and would not know why nobody hears. */
    @Test
    void whyAMixtureCannotBeHeardIsTold() {
        platform.with(PictureUnderstanding.class, question -> FakePlatform.answer("a picture"))
                .with(Understanding.class, question -> FakePlatform.answer("both"))
                .lacking(new BrokenModelException("The tensor a is missing."), true);
        Mingle mingle = Mingle.on(platform, Duration.ofHours(1));
        BrokenModelException error =
                assertThrows(BrokenModelException.class, () -> mingle.ask(mixture()));
        assertEquals("The tensor a is missing.", error.getMessage());
    }

    private static Question mixture() {
        byte[] bytes = {1};
        return new Question(
                List.of(new Picture("a.png", bytes), new Sound("a.wav", bytes)),
                GenerationOptions.GREEDY);
    }

    @Test
    void failureForGoodIsToldAtOnce() {
        platform.lacking(new BrokenModelException("The tensor a is missing."), true);
        Mingle mingle = Mingle.on(platform, Duration.ofHours(1));
        BrokenModelException error =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(10),
                        () ->
                                assertThrows(
                                        BrokenModelException.class,
                                        () -> mingle.lease(PictureUnderstanding.class)));
        assertEquals("The tensor a is missing.", error.getMessage());
    }

    @Test
    void whatMayStillComeIsWaitedForAndThenExplained() {
        platform.lacking(new SkillUnavailableException("It is waiting for an engine."), false);
        Mingle mingle = Mingle.on(platform, SHORT);
        long begun = System.nanoTime();
        SkillUnavailableException error =
                assertThrows(
                        SkillUnavailableException.class,
                        () -> mingle.lease(PictureUnderstanding.class));
        assertEquals("It is waiting for an engine.", error.getMessage());
        assertTrue(System.nanoTime() - begun >= SHORT.toNanos());
    }

    @Test
    void patienceMayBeOfAnyLength() {
        platform.with(Dialogue.class, question -> FakePlatform.answer("words"));
        Mingle endless = Mingle.on(platform, Duration.ofSeconds(Long.MAX_VALUE));
        assertEquals("words", endless.ask(Question.of("Hello?")).join(SHORT).text());
        Mingle impatient = Mingle.on(platform, Duration.ofSeconds(Long.MIN_VALUE));
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () ->
                        assertThrows(
                                SkillUnavailableException.class,
                                () -> impatient.lease(PictureUnderstanding.class)));
    }

    @Test
    void endlessPatienceIsNotOverAtOnce() {
        Mingle mingle = Mingle.on(platform, Duration.ofSeconds(Long.MAX_VALUE));
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancelledException.class, () -> mingle.lease(PictureUnderstanding.class));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void providerThatRefusesIsAskedOnce() {
        AtomicInteger calls = new AtomicInteger();
        platform.with(
                Dialogue.class,
                question -> {
                    calls.incrementAndGet();
                    throw new SkillUnavailableException("Not now.");
                });
        Mingle mingle = Mingle.on(platform, Duration.ofHours(1));
        assertThrows(SkillUnavailableException.class, () -> mingle.ask(Question.of("Hello?")));
        assertEquals(1, calls.get());
    }
}
