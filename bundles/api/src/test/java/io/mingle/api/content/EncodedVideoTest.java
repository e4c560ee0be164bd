package io.mingle.api.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodedVideoTest {

    private static EncodedVideo video(int groups, int columns, float... values) {
        return new EncodedVideo("model", groups, 1, columns, 1, values);
    }

    @Test
    void partsOfOneSizeAreJoinedInTheirOrder() {
        EncodedVideo joined =
                EncodedVideo.joined(List.of(video(1, 2, 1, 2), video(2, 2, 3, 4, 5, 6)));
        assertEquals(3, joined.groups());
        assertEquals(6, joined.tokens());
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, joined.values());
    }

    @Test
    void partsThatDifferAreNotJoined() {
        EncodedVideo other = video(1, 3, 1, 2, 3);
        assertFalse(other.fits(video(1, 2, 1, 2)));
        assertThrows(
                InvalidRequestException.class,
                () -> EncodedVideo.joined(List.of(video(1, 2, 1, 2), other)));
        assertThrows(InvalidRequestException.class, () -> EncodedVideo.joined(List.of()));
    }

    @Test
    void numbersThatDoNotFitAreRefused() {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> video(2, 2, 1, 2, 3));
        assertTrue(refused.getMessage().contains("2 × 1 × 2 tokens of 1 numbers, with 3 numbers"));
        assertThrows(
                InvalidRequestException.class,
                () -> new EncodedVideo("m", 1 << 20, 1 << 20, 1 << 20, 1 << 20, new float[0]));
    }

    @Test
    void framesAreNamedInTheirOrder() {
        assertEquals(
                List.of(0, 3, 3), FrameSampling.DEFAULT.withNumbers(List.of(0, 3, 3)).numbers());
        assertArrayEquals(
                new int[] {0, 3, 5, 5},
                FramePlan.ofFile(FrameSampling.DEFAULT.withNumbers(List.of(0, 3, 5)), 6, 25));
        assertThrows(
                InvalidRequestException.class,
                () -> FrameSampling.DEFAULT.withNumbers(List.of(3, 2)));
        assertThrows(
                InvalidRequestException.class, () -> FrameSampling.DEFAULT.withNumbers(List.of()));
        InvalidRequestException beyond =
                assertThrows(
                        InvalidRequestException.class,
                        () -> FramePlan.ofFolder(FrameSampling.DEFAULT.withNumbers(List.of(6)), 6));
        assertTrue(beyond.getMessage().contains("it has the frames 0 to 5"), beyond.getMessage());
    }
}
