package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.media.WavWriter;
import io.mingle.api.media.WavWriter.Encoding;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenSound;
import io.mingle.broker.Broker;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.sound.Dictation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the embedded model says, heard by itself. */
@InFramework
@Timeout(300)
class NanoSpeechIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> SAID =
            List.of(
                    "nine four one stop",
                    "open door",
                    "red light off",
                    "seven two eight",
                    "call home tomorrow");

    /** What is drawn differs by processor, and so does which words are said well. */
    @Test
    void itHearsMostWordsOfWhatItSays(Broker broker) {
        List<String> lost = new ArrayList<>();
        int words = 0;
        for (String text : SAID) {
            for (int seed = 0; seed < 2; seed++) {
                List<String> heard = List.of(heard(broker, spoken(broker, text, seed)).split(" "));
                for (String word : text.split(" ")) {
                    words++;
                    if (!heard.contains(word)) {
                        lost.add("%s of '%s', heard as %s".formatted(word, text, heard));
                    }
                }
            }
        }
        assertTrue(3 * lost.size() <= words, lost.toString());
    }

    private static SpokenSound spoken(Broker broker, String text, long seed) {
        SpokenSound said =
                SpokenSound.of(
                        broker.generate(
                                SpeechSynthesis.class,
                                LIMIT,
                                it -> it.speak(text, SpeechOptions.USUAL.withSeed(seed))),
                        LIMIT);
        assertEquals(24_000, said.speech().rate());
        return said;
    }

    private static String heard(Broker broker, SpokenSound said) {
        return Dictation.of(
                broker,
                new WavWriter(said.speech().rate(), Encoding.PCM16, Speech.SYNTHETIC)
                        .file(said.samples()));
    }
}
