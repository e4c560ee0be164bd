package io.mingle.media.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.VideoSource;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.video.Cue;
import io.mingle.api.video.TimeSpan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubtitleTrackTest {

    private final FfmpegReader reader = Reference.reader();

    private List<Cue> cues(String name) {
        return reader.subtitles(new VideoSource.OnDisk(Reference.path(name)));
    }

    @ParameterizedTest
    @CsvSource({
        "subrip.mkv, <i>Good morning.</i>",
        "alpha.mkv, '{\\an8}Good, morning.'",
        "timed-text.mp4, Good morning."
    })
    void theCuesOfATextTrackAreReadWithTheirTimes(String name, String first) {
        List<Cue> cues = cues(name);

        assertEquals(2, cues.size());
        assertEquals(first, cues.get(0).text());
        assertSpan(0.2, 0.9, cues.get(0).span());
        assertTrue(cues.get(1).text().startsWith("The red ball"), cues.get(1).text());
        assertSpan(1, 1.8, cues.get(1).span());
    }

    private static void assertSpan(double start, double end, TimeSpan span) {
        assertEquals(start, span.start(), 0.002);
        assertEquals(end, span.end(), 0.002);
    }

    @Test
    void aVideoWithoutSuchATrackHasNone() {
        assertEquals(List.of(), cues("bframes.mp4"));
    }

    @Test
    void picturesAreNoFileToReadFrom() {
        VideoSource missing = new VideoSource.OnDisk(Path.of("none.mkv"));
        UnreadableContentException refused =
                assertThrows(UnreadableContentException.class, () -> reader.subtitles(missing));
        assertTrue(refused.getMessage().contains("does not exist. Check the path."));
    }
}
