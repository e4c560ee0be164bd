package io.mingle.api.transcription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    static Segment segment(int number, String language, String text) {
        return new Segment(
                number,
                Duration.ofSeconds(10L * number),
                Duration.ofSeconds(10L * number + number),
                language,
                text,
                OptionalDouble.empty());
    }

    @Test
    void wordsAreJoinedBySpacesAndChineseIsNot() {
        Transcript transcript =
                new Transcript(
                        Duration.ofMinutes(1),
                        List.of(
                                segment(1, "English", "Nine four one."),
                                segment(2, "Chinese", "停下。"),
                                segment(3, "Chinese", "好")));

        assertEquals("Nine four one. 停下。好", transcript.text());
    }

    @Test
    void theLanguageIsTheOneThatWasHeardLongest() {
        Transcript transcript =
                new Transcript(
                        Duration.ofMinutes(1),
                        List.of(
                                segment(1, "English", "a"),
                                segment(2, "English", "b"),
                                segment(4, "Chinese", "c")));

        assertEquals("Chinese", transcript.language());
        assertEquals("", new Transcript(Duration.ZERO, List.of()).language());
    }

    @Test
    void hintsAreBounded() {
        assertEquals(
                List.of("Ada Lovelace"), Hints.NONE.withNames(List.of(" Ada\n Lovelace ")).names());
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> Hints.NONE.withNames(Collections.nCopies(101, "a")));
        assertTrue(error.getMessage().contains("have 101 names"), error.getMessage());
        assertThrows(InvalidRequestException.class, () -> Hints.NONE.withDomain("a".repeat(201)));
    }
}
