package io.mingle.audio.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenAnswerTest {

    private static List<String> told(SpokenAnswer answer, String... pieces) {
        List<String> told = new ArrayList<>();
        for (String piece : pieces) {
            told.add(answer.add(piece));
        }
        told.add(answer.end());
        told.removeIf(String::isEmpty);
        return told;
    }

    @Test
    void theLanguageStandsBeforeTheTabAndIsNotSaid() {
        SpokenAnswer answer = new SpokenAnswer();
        assertEquals(List.of("也正是", "看中了"), told(answer, "Chi", "nese", "\t也正是", "看中了"));
        assertEquals("Chinese", answer.language());
        assertEquals("也正是看中了", answer.text());
    }

    @Test
    void anAnswerWithoutATabIsAllSaid() {
        SpokenAnswer answer = new SpokenAnswer();
        assertEquals(List.of("go left"), told(answer, "go ", "left"));
        assertEquals("", answer.language());

        SpokenAnswer longer = new SpokenAnswer();
        String words = "one two three four five six seven eight nine ten";
        assertEquals(words, String.join("", told(longer, words.split("(?<= )"))));
        assertEquals("", longer.language());
    }

    @Test
    void spaceAtTheEndsIsLeftOutAndWithinStays() {
        SpokenAnswer answer = new SpokenAnswer();
        assertEquals(List.of("a", " b"), told(answer, "English\t", " ", " a", " ", "b", " \n", ""));
        assertEquals("a b", answer.text());
        SpokenAnswer nothing = new SpokenAnswer();
        assertEquals(List.of(), told(nothing, "English\t ", " "));
        assertEquals("", nothing.text());
        assertEquals("English", nothing.language());
    }

    @ParameterizedTest
    @CsvSource({
        "zh, Chinese",
        "ZH-cn, Chinese",
        "en, English",
        "english, English",
        "yue, Cantonese",
        "Cantonese, Cantonese",
        "de_DE, German",
        "' Hindi ', Hindi"
    })
    void languagesHaveCodesAndNames(String asked, String name) {
        assertEquals(name, SpokenLanguage.name(asked));
    }

    @Test
    void aLanguageThatNobodyKnowsIsRefused() {
        for (String asked : List.of("xx", "und", "Klingonisch", "", "e n")) {
            String message =
                    assertThrows(InvalidRequestException.class, () -> SpokenLanguage.name(asked))
                            .getMessage();
            assertTrue(message.contains("is not known. Give a code of ISO 639"), message);
        }
    }
}
