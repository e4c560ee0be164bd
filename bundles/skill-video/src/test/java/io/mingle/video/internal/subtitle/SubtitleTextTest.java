package io.mingle.video.internal.subtitle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.video.Cue;
import io.mingle.api.video.SubtitleFile;
import io.mingle.api.video.TimeSpan;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SubtitleTextTest {

    private static final List<Cue> TWO =
            List.of(
                    new Cue(new TimeSpan(1, 2.5), "Good morning, all."),
                    new Cue(new TimeSpan(3661.25, 3662), "The ball stops."));

    private static final String SRT =
            """
            1
            00:00:01,000 --> 00:00:02,500
            <i>Good</i> morning,
            all.

            2
            01:01:01,250 --> 01:01:02,000 X1:40 X2:600
            {\\an8}The ball stops.
            """;

    private static final String VTT =
            """
            WEBVTT - a title

            STYLE
            ::cue { color: red }

            NOTE
            this is no cue

            first
            00:01.000 --> 00:02.500 align:start
            <v Anna>Good <b>morning</b>,&nbsp;all.

            01:01:01.250 --> 01:01:02.000
            The ball <00:01:01.500>stops.
            """;

    private static final String ASS =
            """
            [Script Info]
            Title: a film

            [Events]
            Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
            Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,no cue
            Dialogue: 0,1:01:01.25,1:01:02.00,Default,,0,0,0,,The ball\\Nstops.
            Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\\b1}Good{\\b0} morning, all.
            """;

    private static List<Cue> read(byte[] bytes) {
        return SubtitleText.read(new SubtitleFile("film.srt", bytes));
    }

    private static List<Cue> read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(String text) {
        return assertThrows(UnreadableContentException.class, () -> read(text)).getMessage();
    }

    @Test
    void allFormsAreReadAlike() {
        assertEquals(TWO, read(SRT));
        assertEquals(TWO, read(VTT));
        assertEquals(TWO, read(ASS));
    }

    @Test
    void marksOfOrderAndOldLettersAreUnderstood() {
        assertEquals(TWO, read('\ufeff' + SRT));
        assertEquals(TWO, read(("\ufeff" + SRT).getBytes(StandardCharsets.UTF_16LE)));
        assertEquals(TWO, read(("\ufeff" + VTT).getBytes(StandardCharsets.UTF_16BE)));
        String old = "1\r\n00:00:01,000 --> 00:00:02,000\r\nÜber Größe\r\n";
        assertEquals(
                "Über Größe", read(old.getBytes(Charset.forName("windows-1252"))).get(0).text());
    }

    @Test
    void aCueThatCannotBeRightIsPassedOver() {
        String some =
                "00:00:09,000 --> 00:00:02,000\nbackwards\n\n" + SRT + "\n5\n00:xx --> 1\nno\n";
        assertEquals(TWO, read(some));
    }

    @Test
    void wordsThatLookLikeMarksStay() {
        String text = "00:00:01,000 --> 00:00:02,000\na < b and {c} > d\n";
        assertEquals("a < b and {c} > d", read(text).get(0).text());
    }

    @Test
    void brokenFilesAreToldWithTheLineThatIsWrong() {
        assertTrue(
                refusal("1\n00:00:01,000 --> later\nHello\n")
                        .contains(
                                "are broken: the times of line 2, '00:00:01,000 --> later', cannot"
                                        + " be read. Write them as SRT"));
        assertTrue(refusal("<html>no subtitles</html>").contains("no line has times"));
        assertTrue(refusal("[Events]\nDialogue: 0,soon,later\n").contains("the times of line 2"));
        assertTrue(refusal("\0\1\2\3").contains("are no text"));
    }

    @Test
    void moreCuesThanAVideoHasAreRefused() {
        String cue = "00:00:01,000 --> 00:00:02,000\na\n\n";
        String message =
                assertThrows(
                                ContentTooLargeException.class,
                                () -> read(cue.repeat(SubtitleText.MOST_CUES + 1)))
                        .getMessage();
        assertTrue(message.contains("more than 100000 cues"), message);
    }

    @Test
    void whateverComesIsReadOrToldQuickly() {
        SplittableRandom random = new SplittableRandom(5);
        byte[] bytes = SRT.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 2000; i++) {
            byte[] changed = bytes.clone();
            for (int k = 0; k < 6; k++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            try {
                read(changed).forEach(it -> assertTrue(it.span().end() >= it.span().start()));
            } catch (UnreadableContentException e) {
                assertTrue(
                        e.getMessage().startsWith("The subtitles 'film.srt' are "), e.getMessage());
            }
        }
        assertTrue(refusal("-->".repeat(500_000)).contains("are broken"));
        assertTrue(refusal("0".repeat(1_000_000) + " --> ").contains("are broken"));
    }

    @Test
    void linesAreThoseShownAtTheFrames() {
        Spoken spoken = new Spoken(TWO);
        assertEquals(List.of("Good morning, all."), spoken.at(List.of(0.0, 1.0, 2.0, 2.5)));
        assertEquals(List.of(), spoken.at(List.of(0.5, 2.5)));
        assertEquals("The ball stops.", spoken.during(new TimeSpan(3600, 3700)));
    }
}
