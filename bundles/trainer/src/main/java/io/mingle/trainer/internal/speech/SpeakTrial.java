package io.mingle.trainer.internal.speech;

import io.mingle.api.content.Sound;
import io.mingle.api.media.WavWriter;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenSound;
import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.broker.Broker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Outcome.Evidence;
import io.mingle.trainer.Trial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Has a phrase spoken, and the model itself write down what it hears of that. The sounds that are
 * kept can be given to another recogniser, which knows nothing of how they were made.
 */
final class SpeakTrial implements Trial {

    /** Whether the model itself hears what it was to say. */
    static final Figure WORDS = Figure.errors("wrong words by its own ears");

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LONGEST = 6;

    @Override
    public String group() {
        return "all";
    }

    @Override
    public Outcome run(SplittableRandom random, Broker broker) {
        Phrase phrase = Phrase.of(random, Phrase.language(random), 2 + random.nextInt(LONGEST - 1));
        String text = WrittenPhrase.of(random, phrase);
        SpeechOptions options =
                SpeechOptions.USUAL
                        .withVoice(SpeakingVoice.of(phrase.language()).folder())
                        .withSeed(random.nextInt(1 << 30));
        byte[] wav = spoken(text, options, broker);
        String heard = HearTrial.heard(new Sound("said.wav", wav), broker);
        Amount wrong = WordErrors.of(phrase, heard);
        Map<String, Amount> measured = new LinkedHashMap<>();
        measured.put(Score.RIGHT.name(), Amount.of(wrong.amount() == 0));
        measured.put(WORDS.name(), wrong);
        Map<String, String> told = new LinkedHashMap<>();
        told.put("text", text);
        told.put("expected", phrase.text());
        told.put("heard", heard);
        return new Outcome(
                measured,
                List.of(phrase.language().published()),
                new Evidence("audio", ".wav", wav, told));
    }

    private static byte[] spoken(String text, SpeechOptions options, Broker broker) {
        SpokenSound sound =
                SpokenSound.of(
                        broker.generate(
                                SpeechSynthesis.class, PATIENCE, it -> it.speak(text, options)),
                        PATIENCE);
        return new WavWriter(sound.speech().rate(), WavWriter.Encoding.PCM16, Speech.SYNTHETIC)
                .file(sound.samples());
    }
}
