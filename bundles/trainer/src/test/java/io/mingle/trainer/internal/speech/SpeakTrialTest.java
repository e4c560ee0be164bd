package io.mingle.trainer.internal.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.speech.Voice;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Answers;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is measured of those who speak, by a model that hears its own words or none. */
@Timeout(60)
class SpeakTrialTest {

    private static final int RATE = 24_000;

    /** Says a tone for any text, and remembers the text. */
    private static final class Mouth implements SpeechSynthesis {

        private volatile String said = "";

        @Override
        public Generation<Speech> speak(String text, SpeechOptions options) {
            said = text;
            GenerationChannel<Speech> channel = new GenerationChannel<>();
            channel.publish(new SpeechChunk(RATE, new float[] {0.5f, -0.5f}, 0));
            channel.publish(new SpeechChunk(RATE, new float[] {0.5f}, 0));
            channel.finished(new Speech(RATE, 3, 1, 2, 3, 7, Duration.ZERO), Usage.NONE);
            return channel;
        }

        @Override
        public Generation<Speech> speak(SpokenText text, SpeechOptions options) {
            throw new AssertionError("The whole text is known.");
        }

        @Override
        public List<Voice> voices() {
            return List.of();
        }
    }

    private static Generation<Answer> heard(Conversation asked, String words) {
        assertTrue(
                asked.messages().get(0).content().stream().anyMatch(Sound.class::isInstance),
                "the sound is asked about");
        return Answers.of(words);
    }

    private static Outcome outcome(UnaryOperator<String> ears) {
        Mouth mouth = new Mouth();
        Understanding listener = (asked, options) -> heard(asked, ears.apply(mouth.said));
        FakeBroker broker =
                new FakeBroker()
                        .with(SpeechSynthesis.class, mouth)
                        .with(Understanding.class, listener);
        return new SpeakTrial().run(new SplittableRandom(3), broker);
    }

    @Test
    void whatIsHeardAgainIsRightAndTheSoundIsKept() {
        Outcome outcome = outcome(said -> "English\t" + said);
        assertEquals(Amount.of(true), outcome.measured().get("right"));
        assertEquals(0, outcome.measured().get(SpeakTrial.WORDS.name()).amount());
        assertEquals("audio", outcome.evidence().kind());
        assertTrue(outcome.evidence().content().length > 2 * 3, "all samples, in a file");
    }

    @Test
    void wordsThatAreNotHeardAreWrong() {
        Outcome outcome = outcome(said -> "English\t");
        assertEquals(Amount.of(false), outcome.measured().get("right"));
        Amount wrong = outcome.measured().get(SpeakTrial.WORDS.name());
        assertEquals(wrong.of(), wrong.amount());
    }
}
