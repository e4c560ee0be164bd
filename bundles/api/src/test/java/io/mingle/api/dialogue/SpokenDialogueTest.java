package io.mingle.api.dialogue;

import static io.mingle.api.dialogue.SpokenAnswersTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Role;
import io.mingle.api.error.ConversationTooLongException;
import io.mingle.api.error.SkillUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SpokenDialogueTest {

    private static final int RATE = 16_000;

    private final ScriptedModel model = new ScriptedModel();
    private final List<DialogueEvent> events = new CopyOnWriteArrayList<>();
    private final SpokenDialogue dialogue =
            new SpokenDialogue(model, DialogueOptions.USUAL, events::add);

    @AfterEach
    void close() {
        dialogue.close();
    }

    private void speak() {
        dialogue.hear(Tones.joined(Tones.silence(RATE), Tones.tone(RATE), Tones.silence(RATE)));
    }

    private long count(Class<? extends DialogueEvent> kind) {
        return events.stream().filter(kind::isInstance).count();
    }

    @Test
    void answersWhatWasSaidInWordsAndSpeech() throws Exception {
        model.pieces = List.of("Nine.");
        speak();
        await(() -> count(DialogueEvent.AnswerEnded.class) == 1);
        assertEquals(1, count(DialogueEvent.SpeechStarted.class));
        assertEquals(1, count(DialogueEvent.TurnEnded.class));
        assertEquals(1, count(DialogueEvent.AnswerText.class));
        assertEquals(1, count(DialogueEvent.AnswerSound.class));
        Conversation asked = model.asked.get(0);
        assertTrue(asked.messages().get(0).content().get(0) instanceof Sound);
        assertEquals(2, dialogue.history().size());
        assertEquals("Nine.", dialogue.history().get(1).text());
    }

    @Test
    void remembersAllThatWasSaidBefore() throws Exception {
        model.pieces = List.of("Nine.");
        speak();
        await(() -> count(DialogueEvent.AnswerEnded.class) == 1);
        speak();
        await(() -> count(DialogueEvent.AnswerEnded.class) == 2);
        assertEquals(
                List.of(Role.USER, Role.ASSISTANT, Role.USER),
                model.asked.get(1).messages().stream().map(it -> it.role()).toList());
    }

    @Test
    void endsTheAnswerWhenSomebodySpeaks() throws Exception {
        speak();
        await(() -> !model.answers.isEmpty());
        model.answers.get(0).delta("Once upon a time");
        await(() -> count(DialogueEvent.AnswerSound.class) == 1);
        dialogue.hear(Tones.tone(RATE / 5));
        assertTrue(model.answers.get(0).isCancelled());
        assertFalse(dialogue.isAnswering());
        assertEquals(1, count(DialogueEvent.AnswerInterrupted.class));
        long sounds = count(DialogueEvent.AnswerSound.class);
        await(() -> model.speechesCancelled.get() == 1);
        assertEquals(sounds, count(DialogueEvent.AnswerSound.class));
        assertEquals("Once upon a time", dialogue.history().get(1).text());
        assertTrue(events.get(events.size() - 1) instanceof DialogueEvent.SpeechStarted);
    }

    @Test
    void goesOnAfterAnAnswerThatFailed() throws Exception {
        model.mute = Optional.of(new SkillUnavailableException("The model has no talker."));
        model.pieces = List.of("Nine.");
        speak();
        await(() -> count(DialogueEvent.AnswerFailed.class) == 1);
        model.mute = Optional.empty();
        speak();
        await(() -> count(DialogueEvent.AnswerEnded.class) == 1);
    }

    @Test
    void forgetsTheOldestWhereTheModelCannotReadAll() throws Exception {
        model.pieces = List.of("Nine.");
        speak();
        await(() -> count(DialogueEvent.AnswerEnded.class) == 1);
        model.pieces = List.of();
        speak();
        await(() -> model.answers.size() == 2);
        model.answers.get(1).failed(new ConversationTooLongException("Too long.", 9, 8));
        await(() -> model.answers.size() == 3);
        assertEquals(1, model.asked.get(2).messages().size());
        model.answers.get(2).delta("Four.");
        ScriptedModel.end(model.answers.get(2));
        await(() -> count(DialogueEvent.AnswerEnded.class) == 2);
        assertEquals(0, count(DialogueEvent.AnswerFailed.class));
    }

    @Test
    void answersWhatIsWritten() throws Exception {
        model.pieces = List.of("Nine.");
        dialogue.say(new Text("How many?"));
        await(() -> count(DialogueEvent.AnswerEnded.class) == 1);
        assertEquals("How many?", dialogue.history().get(0).text());
    }

    @Test
    void letsTheHostEndATurn() throws Exception {
        try (SpokenDialogue manual =
                new SpokenDialogue(model, DialogueOptions.USUAL.withTurns(null), events::add)) {
            assertFalse(manual.endTurn());
            manual.hear(Tones.tone(RATE));
            assertTrue(manual.endTurn());
            await(() -> model.asked.size() == 1);
        }
    }

    @Test
    void tellsAListenerThatHasThrownOfItAndGoesOn() throws Exception {
        try (SpokenDialogue other =
                new SpokenDialogue(
                        model,
                        DialogueOptions.USUAL.withSpeaking(null),
                        event -> {
                            events.add(event);
                            if (event instanceof DialogueEvent.AnswerText) {
                                throw new IllegalStateException("No loudspeaker");
                            }
                        })) {
            other.say(new Text("How many?"));
            await(() -> !model.answers.isEmpty());
            model.answers.get(0).delta("Nine.");
            await(() -> count(DialogueEvent.AnswerFailed.class) == 1);
            assertFalse(other.isAnswering());
            await(() -> model.answers.get(0).isCancelled());
            DialogueEvent.AnswerFailed failed =
                    (DialogueEvent.AnswerFailed) events.get(events.size() - 1);
            assertTrue(failed.error().getMessage().contains("No loudspeaker"));
        }
    }

    @Test
    void saysNothingMoreOnceItIsClosed() throws Exception {
        speak();
        await(() -> !model.answers.isEmpty());
        dialogue.close();
        await(() -> model.answers.get(0).isCancelled());
        int told = events.size();
        speak();
        dialogue.say(new Text("Hello?"));
        assertEquals(told, events.size());
    }
}
