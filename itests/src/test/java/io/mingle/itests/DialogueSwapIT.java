package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.dialogue.DialogueEvent;
import io.mingle.api.dialogue.DialogueModel;
import io.mingle.api.dialogue.DialogueOptions;
import io.mingle.api.dialogue.SpokenAnswer;
import io.mingle.api.dialogue.SpokenAnswers;
import io.mingle.api.dialogue.SpokenDialogue;
import io.mingle.api.dialogue.SpokenWords;
import io.mingle.api.event.Generation;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Swap;
import io.mingle.itests.model.ModelInUse;
import io.mingle.itests.sound.Tone;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Dialogues with a small random model that hears and speaks, while the bundle that does both is
 * replaced. The system property {@code soak.swaps.dialogue} says how often.
 */
@InFramework(tinyModel = true)
@Timeout(600)
class DialogueSwapIT {

    private static final int SWAPS = Integer.getInteger("soak.swaps.dialogue", 10);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final GenerationOptions SHORT = GenerationOptions.GREEDY.withMaxTokens(12);
    private static final SpeechOptions SEEDED = SpeechOptions.USUAL.withSeed(1);

    @BeforeEach
    void chooseModel(ConfigurationAdmin admin, Broker broker) throws Exception {
        ModelInUse.tiny(admin, broker);
    }

    private static DialogueModel leased(Broker broker) {
        return new DialogueModel() {
            @Override
            public Generation<Answer> ask(Conversation conversation, GenerationOptions options) {
                return broker.generate(
                        Understanding.class, LIMIT, it -> it.ask(conversation, options));
            }

            @Override
            public Generation<Speech> speak(SpokenText text, SpeechOptions options) {
                return broker.generate(SpeechSynthesis.class, LIMIT, it -> it.speak(text, options));
            }
        };
    }

    /** What random weights say may have no letter in it, so a word is put behind it. */
    private static SpokenWords audible() {
        return new SpokenWords() {
            @Override
            public String next(String piece) {
                return piece;
            }

            @Override
            public String end(Answer answer) {
                return " one.";
            }
        };
    }

    private static SpokenAnswer talk(Broker broker) {
        Sound question = Tone.of(1000, 440).wav();
        Conversation conversation = new Conversation(List.of(Message.user(question)));
        SpokenAnswer answer =
                SpokenAnswers.answer(
                                leased(broker),
                                conversation,
                                SHORT,
                                Optional.of(SEEDED.withHeard(conversation)),
                                audible())
                        .join(LIMIT)
                        .result();
        assertTrue(answer.speech().orElseThrow().samples() > 0, answer::toString);
        return answer;
    }

    @Test
    void noAnswerIsLostWhileTheBundleThatHearsAndSpeaksIsReplaced(
            Broker broker, BundleContext context) throws Exception {
        Bundle audio = Swap.bundle(context, "io.mingle.audio");
        talk(broker);
        try (Callers callers = new Callers(2, () -> talk(broker))) {
            for (int swap = 0; swap < SWAPS; swap++) {
                callers.awaitCalls(2);
                Swap.again(audio);
            }
            callers.awaitCalls(3);
            assertTrue(callers.calls() >= 2L * SWAPS, callers.calls() + " answers");
        }
    }

    /** The dialogue goes on, and nothing in it keeps the classes of the bundle that was there. */
    @Test
    void aDialogueOutlivesTheBundleThatItBeganWith(Broker broker, BundleContext context)
            throws Exception {
        Bundle audio = Swap.bundle(context, "io.mingle.audio");
        BlockingQueue<DialogueEvent> events = new LinkedBlockingQueue<>();
        DialogueOptions options = DialogueOptions.USUAL.withThinking(SHORT).withSpeaking(null);
        try (SpokenDialogue dialogue = new SpokenDialogue(leased(broker), options, events::add)) {
            hear(dialogue);
            awaitAnswer(events);
            WeakReference<ClassLoader> old = Swap.loader(audio);
            Swap.again(audio);
            hear(dialogue);
            awaitAnswer(events);
            assertEquals(4, dialogue.history().size());
            assertTrue(Swap.isCollected(old), "the old class loader is still held");
        }
    }

    /** Says something for half a second, and is silent. */
    private static void hear(SpokenDialogue dialogue) {
        float[] tone = new float[8_000];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) (0.3 * Math.sin(2 * Math.PI * 440 * i / 16_000));
        }
        dialogue.hear(new float[8_000]);
        dialogue.hear(tone);
        dialogue.hear(new float[16_000]);
    }

    private static void awaitAnswer(BlockingQueue<DialogueEvent> events) throws Exception {
        while (true) {
            DialogueEvent event = events.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertFalse(event == null, "There is no answer");
            assertFalse(event instanceof DialogueEvent.AnswerFailed, () -> event.toString());
            if (event instanceof DialogueEvent.AnswerEnded) {
                return;
            }
        }
    }
}
