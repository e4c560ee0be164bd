package io.mingle.core.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void controlCharactersAndDirectionMarksBecomeQuestionMarks() {
        assertEquals("\"a?b?c?d?\"", Names.quote("a\nb\u001bc\u202ed\ud83d"));
        assertEquals("名 🙂", Names.shorten("名 🙂"));
    }

    @Test
    void longNamesAreShortened() {
        assertEquals("x".repeat(160) + "…", Names.shorten("x".repeat(1000)));
        assertEquals("x".repeat(160), Names.shorten("x".repeat(160)));
    }
}
