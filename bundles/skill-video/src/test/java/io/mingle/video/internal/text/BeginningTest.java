package io.mingle.video.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

public class BeginningTest {

    /** Tells whether a text has no half of a character. */
    public static boolean isWhole(String text) {
        return text.codePoints().noneMatch(it -> it <= 0xFFFF && Character.isSurrogate((char) it));
    }

    @Test
    void aTextIsCutWhereACharacterEnds() {
        String faces = "a\ud83d\ude00\ud83d\ude01";
        assertEquals(faces, Beginning.of(faces, 5));
        assertEquals("a\ud83d\ude00", Beginning.of(faces, 4));
        assertEquals("a\ud83d\ude00", Beginning.of(faces, 3));
        assertEquals("a", Beginning.of(faces, 2));
        assertEquals("", Beginning.of(faces, 0));
    }
}
