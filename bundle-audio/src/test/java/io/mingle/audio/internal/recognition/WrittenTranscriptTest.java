package io.mingle.audio.internal.recognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.transcription.Segment;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.TranscriptFormat;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTranscriptTest {

    private static final Segment FIRST =
            new Segment(
                    1,
                    Duration.ofMillis(1_020),
                    Duration.ofMillis(2_500),
                    "English",
                    "nine \"four\" <one>",
                    OptionalDouble.of(-0.25));
    private static final Segment SECOND =
            new Segment(
                    2,
                    Duration.ofSeconds(3_661),
                    Duration.ofSeconds(3_662),
                    "Chinese",
                    "停",
                    OptionalDouble.empty());
    private static final Transcript TRANSCRIPT =
            new Transcript(Duration.ofSeconds(3_700), List.of(FIRST, SECOND));

    private final WrittenTranscript writing = new WrittenTranscript();

    @Test
    void eachFormatHasItsForm() {
        assertEquals("nine \"four\" <one>\n停\n", writing.write(TRANSCRIPT, TranscriptFormat.TEXT));
        assertEquals(
                """
                1
                00:00:01,020 --> 00:00:02,500
                nine "four" <one>

                2
                01:01:01,000 --> 01:01:02,000
                停

                """,
                writing.write(TRANSCRIPT, TranscriptFormat.SRT));
        assertEquals(
                """
                WEBVTT

                00:00:01.020 --> 00:00:02.500
                nine "four" &lt;one&gt;

                01:01:01.000 --> 01:01:02.000
                停

                """,
                writing.write(TRANSCRIPT, TranscriptFormat.VTT));
        assertEquals(
                """
                {
                  "text" : "nine \\"four\\" <one> 停",
                  "language" : "English",
                  "duration" : 3700.000,
                  "segments" : [ {
                    "number" : 1,
                    "start" : 1.020,
                    "end" : 2.500,
                    "language" : "English",
                    "text" : "nine \\"four\\" <one>",
                    "logprob" : -0.25
                  }, {
                    "number" : 2,
                    "start" : 3661.000,
                    "end" : 3662.000,
                    "language" : "Chinese",
                    "text" : "停"
                  } ]
                }
                """,
                writing.write(TRANSCRIPT, TranscriptFormat.JSON)
                        .replace(System.lineSeparator(), "\n"));
    }

    @Test
    void aSegmentIsReadAsItWasWritten() {
        for (Segment segment : List.of(FIRST, SECOND)) {
            assertEquals(segment, writing.segment(writing.line(segment)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"number\":1,\"start\":\"a\"}",
                "{\"number\":0,\"start\":0,\"end\":1,\"text\":\"\"}",
                "{\"number\":1,\"start\":2,\"end\":1,\"text\":\"\"}",
                "{\"number\":1,\"start\":1e999999999,\"end\":1,\"text\":\"\"}"
            })
    void whatIsNoSegmentIsRefused(String line) {
        assertThrows(InvalidRequestException.class, () -> writing.segment(line));
    }
}
