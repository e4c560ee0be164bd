package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Grounding;
import io.mingle.api.understanding.Understanding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MingleTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private static final Conversation HELLO = Conversation.of("Hello?");

    private final FakePlatform platform = new FakePlatform();

    @TempDir private Path folder;

    @Test
    void aPictureIsAskedAboutInOneLine() throws Exception {
        Path picture = Files.write(folder.resolve("a.png"), new byte[] {1});
        platform.with(
                Understanding.class, (asked, options) -> FakePlatform.answer("a ", "picture"));
        try (Mingle mingle = Mingle.on(platform, SHORT)) {
            assertEquals("a picture", mingle.ask(picture, "What is it?"));
        }
        assertTrue(platform.isClosed());
    }

    @Test
    void aFolderOfSkillsIsMadeAndOneThatCannotBeWatchedIsRefused() throws Exception {
        Path skills = folder.resolve("new/skills");
        Mingle.builder().skills(skills);
        assertTrue(Files.isDirectory(skills));

        Path comma = folder.resolve("a,b");
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> Mingle.builder().skills(comma));
        assertTrue(refused.getMessage().contains("a comma in its path"), refused.getMessage());

        Path file = Files.writeString(folder.resolve("file"), "");
        UnwritableOutputException unwritable =
                assertThrows(UnwritableOutputException.class, () -> Mingle.builder().skills(file));
        assertTrue(unwritable.getMessage().contains("cannot be made"), unwritable.getMessage());
    }

    @Test
    void conversationAndOptionsReachWhoAnswers() {
        List<Object> given = new ArrayList<>();
        platform.with(
                Understanding.class,
                (asked, options) -> {
                    given.addAll(List.of(asked, options));
                    return FakePlatform.answer("both");
                });
        Mingle mingle = Mingle.on(platform, SHORT);
        GenerationOptions options = GenerationOptions.GREEDY.withMaxTokens(3);
        assertEquals("both", mingle.ask(mixture(), options).join(SHORT).result().text());
        assertEquals(List.of(mixture(), options), given);
        assertThrows(InvalidRequestException.class, () -> mingle.ask(mixture(), null));
        assertThrows(InvalidRequestException.class, () -> mingle.ask((Conversation) null));
    }

    /** The one who answers is there, and would not know why nobody hears. */
    @Test
    void whyAMixtureCannotBeHeardIsToldAtOnce() {
        platform.with(Understanding.class, (asked, options) -> FakePlatform.answer("both"))
                .lacking(new BrokenModelException("The tensor a is missing."), true);
        Mingle mingle = Mingle.on(platform, Duration.ofHours(1));
        BrokenModelException error =
                assertThrows(BrokenModelException.class, () -> mingle.ask(mixture()));
        assertEquals("The tensor a is missing.", error.getMessage());
        assertEquals("both", mingle.ask(HELLO).join(SHORT).result().text(), "words need nobody");
    }

    @Test
    void whyUnderstandingCannotSeeIsToldToThoseWhoCallItAsASkill() {
        platform.with(new EchoSkill("understanding"))
                .with(new EchoSkill("other"))
                .lacking(new BrokenModelException("The tensor a is missing."), true);
        Mingle mingle = Mingle.on(platform, Duration.ofHours(1));
        SkillRequest request =
                new SkillRequest(
                        Map.of("pictures", List.of(new Picture("a.png", new byte[] {1}))),
                        GenerationOptions.GREEDY);
        assertThrows(BrokenModelException.class, () -> mingle.invoke("understanding", request));
        assertEquals(
                "other", mingle.invoke("other", request).join(SHORT).result().values().get("text"));
    }

    @Test
    void skillsAreDescribedAndAnUnknownOneIsToldWithThoseThereAre() {
        platform.with(new EchoSkill("draw")).with(new EchoSkill("sing"));
        Mingle mingle = Mingle.on(platform, SHORT);
        assertEquals("draw", mingle.skill("draw").name());
        InvalidRequestException error =
                assertThrows(InvalidRequestException.class, () -> mingle.skill("paint"));
        assertEquals("There is no skill 'paint'. There are: draw, sing.", error.getMessage());
        assertThrows(InvalidRequestException.class, () -> mingle.skill("(name=*)"));
        assertThrows(InvalidRequestException.class, () -> mingle.invoke("draw", null));
    }

    private static Conversation mixture() {
        byte[] bytes = {1};
        return new Conversation(
                List.of(Message.user(new Picture("a.png", bytes), new Sound("a.wav", bytes))));
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
                                        () -> mingle.lease(Understanding.class)));
        assertEquals("The tensor a is missing.", error.getMessage());
    }

    @Test
    void whatMayStillComeIsWaitedForAndThenExplained() {
        platform.lacking(new SkillUnavailableException("It is waiting for an engine."), false);
        Mingle mingle = Mingle.on(platform, SHORT);
        long begun = System.nanoTime();
        SkillUnavailableException error =
                assertThrows(
                        SkillUnavailableException.class, () -> mingle.lease(Understanding.class));
        assertEquals("It is waiting for an engine.", error.getMessage());
        assertTrue(System.nanoTime() - begun >= SHORT.toNanos());
    }

    @Test
    void patienceMayBeOfAnyLength() {
        platform.with(Understanding.class, (asked, options) -> FakePlatform.answer("words"));
        Mingle endless = Mingle.on(platform, Duration.ofSeconds(Long.MAX_VALUE));
        assertEquals("words", endless.ask(HELLO).join(SHORT).result().text());
        Mingle impatient = Mingle.on(platform, Duration.ofSeconds(Long.MIN_VALUE));
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () ->
                        assertThrows(
                                SkillUnavailableException.class,
                                () -> impatient.lease(Grounding.class)));
    }

    @Test
    void endlessPatienceIsNotOverAtOnce() {
        Mingle mingle = Mingle.on(platform, Duration.ofSeconds(Long.MAX_VALUE));
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancelledException.class, () -> mingle.lease(Understanding.class));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void providerThatRefusesIsAskedOnce() {
        AtomicInteger calls = new AtomicInteger();
        platform.with(
                Understanding.class,
                (asked, options) -> {
                    calls.incrementAndGet();
                    throw new SkillUnavailableException("Not now.");
                });
        Mingle mingle = Mingle.on(platform, Duration.ofHours(1));
        assertThrows(SkillUnavailableException.class, () -> mingle.ask(HELLO));
        assertEquals(1, calls.get());
    }
}
