package io.mingle.audio.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SubtitlesTest {

    private static final List<Cue> CUES =
            List.of(
                    new Cue(Duration.ZERO, Duration.ofMillis(1_250), "Hello <you> & me."),
                    new Cue(Duration.ofSeconds(2), Duration.ofSeconds(3), " \n "),
                    new Cue(
                            Duration.ofSeconds(3_599),
                            Duration.ofMillis(36_000_007),
                            "你好\n\n--> 再见 ---->\n"));

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
                Subtitles.SRT.file(CUES));
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
                Subtitles.VTT.file(CUES));
    }

    @Test
    void digitsAreThoseOfAsciiInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertEquals("1\n00:00:00,000", Subtitles.SRT.file(CUES).substring(0, 14));
        } finally {
            Locale.setDefault(before);
        }
    }
}
