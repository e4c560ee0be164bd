package io.mingle.trainer.internal.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.trainer.Outcome.Amount;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordErrorsTest {

    private static Phrase phrase(Language language, String... english) {
        return new Phrase(
                language,
                List.of(english).stream()
                        .map(
                                word ->
                                        SpokenWord.ALL.stream()
                                                .filter(it -> it.english().equals(word))
                                                .findFirst()
                                                .orElseThrow())
                        .toList());
    }

    @Test
    void wordsOfEnglishAreCounted() {
        Phrase said = phrase(Language.ENGLISH, "nine", "four", "stop");
        assertEquals(new Amount(0, 3), WordErrors.of(said, "English\tNine four, stop."));
        assertEquals(new Amount(1, 3), WordErrors.of(said, "English\tnine stop"));
        assertEquals(new Amount(1, 3), WordErrors.of(said, "English\tnine for stop"));
        assertEquals(new Amount(3, 3), WordErrors.of(said, ""));
    }

    @Test
    void charactersOfChineseAreCounted() {
        Phrase said = phrase(Language.CHINESE, "nine", "start");
        assertEquals("九开始", said.text());
        assertEquals(new Amount(0, 3), WordErrors.of(said, "Chinese\t九开始"));
        assertEquals(new Amount(1, 3), WordErrors.of(said, "Chinese\t九 开"));
    }

    @Test
    void thereAreTenDigitsAndFortyCommandsAllDifferent() {
        assertEquals(50, SpokenWord.ALL.size());
        for (Language language : Language.values()) {
            assertEquals(50, SpokenWord.ALL.stream().map(it -> it.in(language)).distinct().count());
        }
    }
}
