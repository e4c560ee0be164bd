package io.mingle.audio.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.transcription.Segment;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SubtitlesTest {

    private static final List<Segment> SEGMENTS =
            List.of(
                    said(Duration.ZERO, Duration.ofMillis(1_250), "Hello <you> & me."),
                    said(Duration.ofSeconds(2), Duration.ofSeconds(3), " \n "),
                    said(
                            Duration.ofSeconds(3_599),
                            Duration.ofMillis(36_000_007),
                            "你好\n\n--> 再见 ---->\n"));

    private static Segment said(Duration start, Duration end, String text) {
        return new Segment(1, start, end, "", text, OptionalDouble.empty());
    }

    @Test
    void subRipIsNumberedAndHasCommas() {
        assertEquals(
                """
                1
                00:00:00,000 --> 00:00:01,250
                Hello <you> & me.

                2
                00:59:59,000 --> 10:00:00,007
                你好
                -> 再见 ->

                """,
                Subtitles.SRT.file(SEGMENTS));
    }

    @Test
    void webVttHasAHeaderPointsAndNoMarkup() {
        assertEquals(
                """
                WEBVTT

                00:00:00.000 --> 00:00:01.250
                Hello &lt;you&gt; &amp; me.

                00:59:59.000 --> 10:00:00.007
                你好
                --&gt; 再见 ----&gt;

                """,
                Subtitles.VTT.file(SEGMENTS));
    }

    @Test
    void digitsAreThoseOfAsciiInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertEquals("1\n00:00:00,000", Subtitles.SRT.file(SEGMENTS).substring(0, 14));
        } finally {
            Locale.setDefault(before);
        }
    }
}
