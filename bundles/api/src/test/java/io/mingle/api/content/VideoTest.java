package io.mingle.api.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.VideoSource.InMemory;
import io.mingle.api.content.VideoSource.OnDisk;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VideoTest {

    @Test
    void aVideoOnADiskIsNamedLikeItsPathAndNotLookedFor() {
        Path path = Path.of("no", "such.mp4");

        Video video = Video.of(path);

        assertEquals(path.toString(), video.name());
        assertEquals(new OnDisk(path), video.source());
        assertEquals(new Video(path, FrameSampling.DEFAULT, FrameLimits.DEFAULT), video);
    }

    @Test
    void aVideoInMemoryNeedsANameAndBytesNotTooMany() {
        assertThrows(InvalidRequestException.class, () -> Video.of(" ", new byte[] {1}));
        assertThrows(InvalidRequestException.class, () -> Video.of("a", new byte[0]));
        assertThrows(InvalidRequestException.class, () -> Video.of("a", null));
        byte[] many = new byte[InMemory.MAX_BYTES + 1];
        ContentTooLargeException error =
                assertThrows(ContentTooLargeException.class, () -> Video.of("a", many));
        assertTrue(error.getMessage().contains("The video 'a' has 268435457"), error.getMessage());
    }

    @Test
    void aVideoNeedsASourceASamplingAndLimits() {
        Path none = null;
        assertThrows(InvalidRequestException.class, () -> Video.of(none));
        Video video = Video.of(Path.of("a"));
        assertThrows(InvalidRequestException.class, () -> video.withSampling(null));
        assertThrows(InvalidRequestException.class, () -> video.withLimits(null));
    }

    @Test
    void samplingAndLimitsAreWhatTheyAreAskedToBe() {
        FrameSampling sampling = FrameSampling.DEFAULT.withFrames(8);
        FrameLimits limits = new FrameLimits(0, 1_000_000, 0);

        Video video = Video.of("a", new byte[] {1}).withSampling(sampling).withLimits(limits);

        assertEquals(new Video(new InMemory("a", new byte[] {1}), sampling, limits), video);
    }

    @Test
    void videosInMemoryAreEqualByNameAndContentAndDoNotPrintTheirBytes() {
        Video video = Video.of("a", new byte[] {1});

        assertEquals(Video.of("a", new byte[] {1}), video);
        assertEquals(Video.of("a", new byte[] {1}).hashCode(), video.hashCode());
        assertNotEquals(Video.of("a", new byte[] {2}), video);
        assertNotEquals(Video.of("b", new byte[] {1}), video);
        assertNotEquals(Video.of(Path.of("a")), video);
        assertEquals("InMemory[name=a, bytes=1]", video.source().toString());
        assertTrue(
                video.toString().startsWith("Video[source=InMemory[name=a, bytes=1], "),
                video.toString());
    }
}
