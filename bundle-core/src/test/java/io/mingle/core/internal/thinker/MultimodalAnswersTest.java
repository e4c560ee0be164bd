package io.mingle.core.internal.thinker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.thinker.ContentEncoder;
import io.mingle.thinker.Input;
import io.mingle.thinker.Thinker;
import io.mingle.thinker.prompt.Grid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MultimodalAnswersTest {

    private static final String CORE = "io.mingle.core";
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofHours(1);
    private static final Content PICTURE = new Picture("a.png", new byte[] {1});
    private static final Content SOUND = new Sound("a.wav", new byte[] {1});
    private static final Content VIDEO = Video.of(Path.of("frames"));
    private static final Content WORDS = new Text("What is it?");

    private static final Input SEEN = new Input.Visual(new Grid(1, 1, 1), () -> null);
    private static final Input HEARD = new Input.Audio(1, () -> null);

    private final ContentEncoder eyes = content -> List.of(SEEN);
    private final ContentEncoder ears = content -> List.of(HEARD);
    private final FakeBroker broker = new FakeBroker();
    private final List<Input> turn = new ArrayList<>();
    private final GenerationChannel<Answer> answer = new GenerationChannel<>();
    private final Thinker thinker =
            (inputs, options) -> {
                turn.addAll(inputs);
                return answer;
            };

    @BeforeEach
    void provide() {
        broker.with(ContentEncoder.class, eyes, ContentEncoder.PICTURES);
        broker.with(ContentEncoder.class, ears, ContentEncoder.SOUNDS);
    }

    private Generation<Answer> ask(Duration patience, Content... content) {
        return ask(patience, Message.user(content));
    }

    private Generation<Answer> ask(Duration patience, Message... messages) {
        return new MultimodalAnswers(broker, thinker, CORE, patience)
                .ask(new Conversation(List.of(messages)), GenerationOptions.GREEDY);
    }

    @Test
    void contentKeepsItsOrderAndEachKindHasOneEncoder() {
        assertBegun(ask(SHORT, SOUND, PICTURE, WORDS, VIDEO, SOUND));

        Input words = new Input.Words("What is it?");
        assertEquals(List.of(HEARD, SEEN, words, SEEN, HEARD), turn);
        assertEquals(2, broker.calls().size(), "no more leases than kinds");
        answer.cancelled();
        assertEquals(List.of(), broker.calls(), "and none after the end");
    }

    private void assertBegun(Generation<Answer> asked) {
        assertEquals(answer.number(), asked.number());
    }

    @Test
    void earlierAnswersStandBetweenTheTurnsAndTheSystemSpeaksAtTheHeadOfTheFirst() {
        ask(
                SHORT,
                Message.system("Be brief."),
                Message.user(PICTURE, WORDS),
                Message.assistant("A star."),
                Message.user(new Text("And its colour?")));

        assertEquals(
                List.of(
                        SEEN,
                        new Input.Words("SYSTEM: Be brief.\nWhat is it?"),
                        new Input.Answer("A star."),
                        new Input.Words("And its colour?")),
                turn);
    }

    @Test
    void theSystemSpeaksBeforeAFirstTurnWithoutWords() {
        ask(
                SHORT,
                Message.system("Be brief."),
                Message.user(SOUND),
                Message.assistant("Yes."),
                Message.user(WORDS));

        assertEquals(
                List.of(
                        new Input.Words("SYSTEM: Be brief.\n"),
                        HEARD,
                        new Input.Answer("Yes."),
                        new Input.Words("What is it?")),
                turn);
    }

    @Test
    void wordsAloneNeedNoEncoder() {
        broker.without(eyes).without(ears);

        assertBegun(ask(SHORT, WORDS));
        assertEquals(List.of(), broker.calls());
    }

    @Test
    void whoLacksAnEncoderHoldsNoOtherAndIsToldWhoHasOne() {
        broker.without(ears);

        SkillUnavailableException error =
                assertThrows(
                        SkillUnavailableException.class, () -> ask(SHORT, PICTURE, SOUND, WORDS));

        String said =
                "The conversation has sounds, and nobody was there to encode them within 50 ms."
                    + " Install and start io.mingle.audio, or ask again if it is being replaced.";
        assertEquals(said, error.getMessage());
        assertEquals(List.of(), broker.calls());
        assertEquals(List.of(), turn);
    }

    @Test
    void theSuccessorOfAnEncoderIsWaitedForHoweverLongThatOneDrains() {
        broker.without(ears).withLeaving(ContentEncoder.class, "io.mingle.audio");
        long drained = System.nanoTime() + 4 * SHORT.toNanos();
        broker.onAbsence(
                () -> {
                    if (System.nanoTime() - drained > 0) {
                        broker.with(ContentEncoder.class, ears, ContentEncoder.SOUNDS);
                    }
                });

        assertBegun(ask(SHORT, SOUND, WORDS));
    }

    /** The encoders stand on the core, and so come back only when it has gone. */
    @Test
    void aCoreThatIsBeingStoppedWaitsForNoEncoder() {
        broker.without(eyes).withLeaving(ContentEncoder.class, "io.mingle.vision");
        broker.withLeaving(Understanding.class, CORE);

        SkillUnavailableException error =
                assertThrows(SkillUnavailableException.class, () -> ask(LONG, PICTURE, WORDS));
        assertTrue(
                error.getMessage().contains("pictures and videos")
                        && error.getMessage().contains("while io.mingle.core is being stopped"),
                error.getMessage());
    }

    @Test
    void anEncoderThatRefusesIsAskedOnce() {
        SkillUnavailableException refusal = new SkillUnavailableException("No decoder of videos.");
        AtomicInteger calls = new AtomicInteger();
        broker.without(eyes)
                .with(
                        ContentEncoder.class,
                        content -> {
                            calls.incrementAndGet();
                            throw refusal;
                        },
                        ContentEncoder.PICTURES);

        assertSame(
                refusal,
                assertThrows(
                        SkillUnavailableException.class, () -> ask(LONG, SOUND, VIDEO, WORDS)));
        assertEquals(1, calls.get());
        assertEquals(List.of(), broker.calls());
    }
}
