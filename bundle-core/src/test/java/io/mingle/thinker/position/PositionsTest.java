package io.mingle.thinker.position;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.model.RopeScaling;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PositionsTest {

    @Test
    void twoFramesUnderMultimodalPositions() {
        Positions positions =
                Positions.of(15, List.of(new VisualBlock(5, 1, 2, 3)), RopeScaling.MULTIMODAL);
        assertRows(
                positions,
                "0 1 2 3 4 5 5 5 5 5 5 8 9 10 11",
                "0 1 2 3 4 5 5 5 6 6 6 8 9 10 11",
                "0 1 2 3 4 5 6 7 5 6 7 8 9 10 11");
        assertEquals(-3, positions.delta());
    }

    @Test
    void fourFramesUnderMultimodalPositions() {
        Positions positions =
                Positions.of(21, List.of(new VisualBlock(5, 2, 2, 3)), RopeScaling.MULTIMODAL);
        assertRows(
                positions,
                "0 1 2 3 4 5 5 5 5 5 5 6 6 6 6 6 6 8 9 10 11",
                "0 1 2 3 4 5 5 5 6 6 6 5 5 5 6 6 6 8 9 10 11",
                "0 1 2 3 4 5 6 7 5 6 7 5 6 7 5 6 7 8 9 10 11");
        assertEquals(-9, positions.delta());
        assertEquals(12, positions.decode(21));
        assertEquals(13, positions.decode(22));
    }

    @Test
    void fourFramesUnderVideoPositions() {
        Positions positions =
                Positions.of(21, List.of(new VisualBlock(5, 2, 2, 3)), RopeScaling.VIDEO);
        assertRows(
                positions,
                "0 1 2 3 4 5 5 5 5 5 5 7 7 7 7 7 7 8 9 10 11",
                "0 1 2 3 4 5 5 5 6 6 6 7 7 7 8 8 8 8 9 10 11",
                "0 1 2 3 4 4 5 6 4 5 6 6 7 8 6 7 8 8 9 10 11");
        assertEquals(-9, positions.delta());
    }

    @ParameterizedTest
    @EnumSource(RopeScaling.class)
    void textAdvancesByOne(RopeScaling scaling) {
        Positions positions = Positions.of(4, List.of(), scaling);
        assertRows(positions, "0 1 2 3", "0 1 2 3", "0 1 2 3");
        assertEquals(0, positions.delta());
        assertEquals(4, positions.decode(4));
    }

    @Test
    void withoutScalingVisualTokensCountLikeText() {
        Positions positions =
                Positions.of(8, List.of(new VisualBlock(1, 1, 2, 3)), RopeScaling.NONE);
        assertRows(positions, "0 1 2 3 4 5 6 7", "0 1 2 3 4 5 6 7", "0 1 2 3 4 5 6 7");
        assertEquals(0, positions.delta());
    }

    @Test
    void aPictureAndAVideoFollowEachOther() {
        Positions positions =
                Positions.of(
                        12,
                        List.of(new VisualBlock(1, 1, 2, 2), new VisualBlock(6, 4, 1, 1)),
                        RopeScaling.MULTIMODAL);
        assertRows(
                positions,
                "0 1 1 1 1 3 4 5 6 7 8 9",
                "0 1 1 2 2 3 4 4 4 4 8 9",
                "0 1 2 1 2 3 4 4 4 4 8 9");
        assertEquals(-2, positions.delta());
    }

    @Test
    void blocksMayTouchEachOtherAndTheEnds() {
        Positions positions =
                Positions.of(
                        5,
                        List.of(new VisualBlock(0, 1, 1, 2), new VisualBlock(2, 1, 3, 1)),
                        RopeScaling.MULTIMODAL);
        assertRows(positions, "0 0 2 2 2", "0 0 2 3 4", "0 1 2 2 2");
        assertEquals(0, positions.delta());
    }

    @Test
    void aWideVideoMayReachBelowZeroUnderVideoPositions() {
        Positions positions =
                Positions.of(5, List.of(new VisualBlock(0, 1, 1, 5)), RopeScaling.VIDEO);
        assertRows(positions, "0 0 0 0 0", "0 0 0 0 0", "-2 -1 0 1 2");
        assertEquals(-4, positions.delta());
    }

    @Test
    void evenSidesLeanToTheLowerHalfUnderVideoPositions() {
        Positions positions =
                Positions.of(19, List.of(new VisualBlock(2, 1, 4, 4)), RopeScaling.VIDEO);
        assertRows(
                positions,
                "0 1 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 3",
                "0 1 1 1 1 1 2 2 2 2 3 3 3 3 4 4 4 4 3",
                "0 1 1 2 3 4 1 2 3 4 1 2 3 4 1 2 3 4 3");
    }

    @Test
    void aPictureOf391TokensTakes23Positions() {
        Positions positions =
                Positions.of(
                        4 + 391 + 10,
                        List.of(new VisualBlock(4, 1, 17, 23)),
                        RopeScaling.MULTIMODAL);
        int[] last = positions.range(404, 405);
        assertArrayEquals(new int[] {4 + 23 + 9, 4 + 23 + 9, 4 + 23 + 9}, last);
        assertEquals(23 - 391, positions.delta());
    }

    @Test
    void partsAreTheRowsOfThoseTokens() {
        Positions positions =
                Positions.of(15, List.of(new VisualBlock(5, 1, 2, 3)), RopeScaling.MULTIMODAL);
        assertArrayEquals(new int[] {4, 5, 5, 4, 5, 5, 4, 5, 6}, positions.range(4, 7));
        assertEquals(0, positions.range(3, 3).length);
    }

    @Test
    void refusesBlocksThatDoNotFit() {
        VisualBlock block = new VisualBlock(2, 1, 2, 2);
        for (List<VisualBlock> blocks :
                List.of(
                        List.of(block, block),
                        List.of(new VisualBlock(7, 1, 2, 2)),
                        List.of(new VisualBlock(6, 1, 1, 1), block))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Positions.of(10, blocks, RopeScaling.MULTIMODAL));
        }
        assertThrows(IllegalArgumentException.class, () -> new VisualBlock(0, 1, 0, 2));
        assertThrows(ArithmeticException.class, () -> new VisualBlock(0, 65536, 65536, 2));
    }

    private static void assertRows(Positions positions, String... rows) {
        int length = positions.length();
        int[] all = positions.range(0, length);
        for (int axis = 0; axis < 3; axis++) {
            String row =
                    Arrays.stream(all, axis * length, (axis + 1) * length)
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining(" "));
            assertEquals(rows[axis], row, "axis " + axis);
        }
    }

    @Test
    void positionsBehindThePromptAreThoseOfDecoding() {
        Positions positions =
                Positions.of(6, List.of(new VisualBlock(1, 1, 2, 2)), RopeScaling.MULTIMODAL);
        int next = positions.decode(6);
        assertArrayEquals(
                new int[] {
                    next - 1, next, next + 1, next - 1, next, next + 1, next - 1, next, next + 1
                },
                positions.range(5, 8));
        assertArrayEquals(new int[] {next + 1, next + 1, next + 1}, positions.range(7, 8));
    }
}
