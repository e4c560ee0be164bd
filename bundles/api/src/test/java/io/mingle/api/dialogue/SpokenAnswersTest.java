package io.mingle.api.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SpokenAnswersTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Conversation QUESTION = Conversation.of("How are you?");

    private final ScriptedModel model = new ScriptedModel();

    private Generation<SpokenAnswer> answer(Optional<SpeechOptions> speaking) {
        return SpokenAnswers.answer(
                model, QUESTION, GenerationOptions.GREEDY, speaking, SpokenWords.all());
    }

    @Test
    void speaksWhileTheAnswerIsStillBeingMade() throws Exception {
        Generation<SpokenAnswer> answer = answer(Optional.of(SpeechOptions.USUAL));
        await(() -> !model.answers.isEmpty());
        GenerationChannel<Answer> words = model.answers.get(0);
        words.delta("Fine, thanks.");
        await(() -> model.spoken.contains("Fine, thanks."));
        words.delta(" And you?");
        ScriptedModel.end(words);
        SpokenAnswer whole = answer.join(LONG).result();
        assertEquals("Fine, thanks. And you?", whole.answer().text());
        assertEquals(2L * ScriptedModel.CHUNK, whole.speech().orElseThrow().samples());
        assertEquals(List.of("Fine, thanks.", " And you?"), model.spoken);
    }

    @Test
    void asksNobodyToSpeakWhereWordsAreWanted() {
        model.pieces = List.of("Fine.");
        assertEquals(Optional.empty(), answer(Optional.empty()).join(LONG).result().speech());
        assertEquals(0, model.speeches.get());
    }

    @Test
    void asksNobodyToSpeakWhereNothingIsToBeSaid() {
        model.pieces = List.of(" ", "<tool_call>");
        SpokenWords none =
                new SpokenWords() {
                    @Override
                    public String next(String piece) {
                        return "";
                    }

                    @Override
                    public String end(Answer answer) {
                        return " ";
                    }
                };
        Generation<SpokenAnswer> answer =
                SpokenAnswers.answer(
                        model,
                        QUESTION,
                        GenerationOptions.GREEDY,
                        Optional.of(SpeechOptions.USUAL),
                        none);
        assertEquals(Optional.empty(), answer.join(LONG).result().speech());
        assertEquals(0, model.speeches.get());
    }

    @Test
    void endsWordsAndSpeechWhenItIsCancelled() throws Exception {
        Generation<SpokenAnswer> answer = answer(Optional.of(SpeechOptions.USUAL));
        await(() -> !model.answers.isEmpty());
        model.answers.get(0).delta("Once upon a time");
        await(() -> !model.spoken.isEmpty());
        answer.cancel();
        assertThrows(CancelledException.class, () -> answer.join(LONG));
        assertTrue(model.answers.get(0).isCancelled());
        assertEquals(1, model.speechesCancelled.get());
    }

    @Test
    void failsAndStopsThinkingWhereNobodyCanSpeak() throws Exception {
        model.mute = Optional.of(new SkillUnavailableException("The model has no talker."));
        Generation<SpokenAnswer> answer = answer(Optional.of(SpeechOptions.USUAL));
        await(() -> !model.answers.isEmpty());
        model.answers.get(0).delta("Fine.");
        SkillUnavailableException failed =
                assertThrows(SkillUnavailableException.class, () -> answer.join(LONG));
        assertEquals("The model has no talker.", failed.getMessage());
        await(() -> model.answers.get(0).isCancelled());
    }

    @Test
    void endsSpeechWhenTheAnswerFails() throws Exception {
        Generation<SpokenAnswer> answer = answer(Optional.of(SpeechOptions.USUAL));
        await(() -> !model.answers.isEmpty());
        model.answers.get(0).delta("Once");
        await(() -> !model.spoken.isEmpty());
        model.answers.get(0).failed(new InvalidRequestException("That went wrong."));
        InvalidRequestException failed =
                assertThrows(InvalidRequestException.class, () -> answer.join(LONG));
        assertEquals("That went wrong.", failed.getMessage());
        await(() -> model.speechesCancelled.get() == 1);
    }

    static void await(BooleanSupplier what) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (!what.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "It did not happen");
            Thread.sleep(2);
        }
    }
}
