package io.mingle.vision.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.FramePlan;
import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.FrameSampling.Manner;
import io.mingle.vision.picture.References;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FramePlanTest {

    static Stream<JsonNode> references() throws IOException {
        return References.numbers("/io/mingle/vision/video/frame-sampling.json");
    }

    @ParameterizedTest
    @MethodSource("references")
    void takesTheFramesOfTheReference(JsonNode reference) {
        for (Manner manner : List.of(Manner.UNIFORM, Manner.SEQUENCE)) {
            assertArrayEquals(
                    numbers(reference, manner == Manner.UNIFORM ? "uniform" : "sequence"),
                    taken(reference, manner, 0));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "3, 2", "4, 4", "5, 4"})
    void atMostIsNeverMore(int most, int taken) {
        FrameSampling sampling = FrameSampling.DEFAULT.withMaxFrames(most);
        assertEquals(taken, FramePlan.ofFile(sampling, 250, 25).length);
    }

    private static int[] taken(JsonNode reference, Manner manner, long seed) {
        return FramePlan.ofFile(
                new FrameSampling(
                        reference.path("nframes").asInt(0),
                        reference.path("min_frames").asInt(4),
                        reference.path("max_frames").asInt(128),
                        manner,
                        seed),
                reference.get("total").intValue(),
                reference.get("fps").doubleValue());
    }

    private static int[] numbers(JsonNode reference, String field) {
        return StreamSupport.stream(reference.get(field).spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }

    static Stream<JsonNode> randomReferences() throws IOException {
        return References.numbers("/io/mingle/vision/video/random-sampling.json");
    }

    /**
     * No draw is outside of what the reference draws from, and hundreds of draws reach its ends.
     */
    @ParameterizedTest
    @MethodSource("randomReferences")
    void drawsFromWhatTheReferenceDrawsFrom(JsonNode reference) {
        int count = reference.get("count").intValue();
        int total = reference.get("total").intValue();
        boolean anywhere = reference.has("anywhere");
        int[] lowest = anywhere ? new int[count] : numbers(reference, "lowest");
        int[] highest = anywhere ? new int[count] : numbers(reference, "highest");
        if (anywhere) {
            Arrays.setAll(lowest, i -> i);
            Arrays.setAll(highest, i -> total - count + i);
        }
        int[] least = highest.clone();
        int[] most = lowest.clone();
        for (long seed = 0; seed < 2_000; seed++) {
            int[] taken = taken(reference, Manner.RANDOM, seed);
            assertEquals(count, taken.length);
            for (int i = 0; i < count; i++) {
                assertTrue(i == 0 || taken[i - 1] < taken[i], "rising");
                least[i] = Math.min(least[i], taken[i]);
                most[i] = Math.max(most[i], taken[i]);
                assertTrue(lowest[i] <= taken[i] && taken[i] <= highest[i], "frame " + taken[i]);
            }
        }
        if (!anywhere) {
            assertArrayEquals(lowest, least);
            assertArrayEquals(highest, most);
        }
    }

    @Test
    void aSeedGivesTheSameFramesEachTimeAndAnotherOneOthers() {
        FrameSampling random = FrameSampling.DEFAULT.withFrames(8).withManner(Manner.RANDOM);
        int[] drawn = FramePlan.ofFile(random.withSeed(7), 300, 30);
        assertArrayEquals(new int[] {4, 66, 100, 132, 159, 192, 236, 279}, drawn);
        assertFalse(Arrays.equals(drawn, FramePlan.ofFile(random.withSeed(8), 300, 30)));
        assertArrayEquals(
                FramePlan.ofFile(random, 300, 30), FramePlan.ofFile(random.withSeed(0), 300, 30));
    }

    @Test
    void randomPicturesOfAFolderAreDrawnOnceEach() {
        FrameSampling random = new FrameSampling(6, 2, 64, Manner.RANDOM, 3);
        int[] drawn = FramePlan.ofFolder(random, 9);
        assertEquals(6, Arrays.stream(drawn).distinct().count());
    }

    @Test
    void tenSecondsAtThirtyFramesASecondAreTwentyFrames() {
        int[] uniform = FramePlan.ofFile(FrameSampling.DEFAULT, 300, 30);
        assertEquals(20, uniform.length);
        assertArrayEquals(new int[] {7, 22, 37}, Arrays.copyOf(uniform, 3));
        assertEquals(292, uniform[19]);
        int[] sequence = FramePlan.ofFile(new FrameSampling(0, 4, 64, Manner.SEQUENCE), 300, 30);
        assertArrayEquals(new int[] {0, 15, 31, 47, 62}, Arrays.copyOf(sequence, 5));
        assertEquals(299, sequence[19]);
    }

    /** The published code refuses these. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, '0 0'",
        "2, 0, '0 1'",
        "3, 0, '0 1 2 2'",
        "1, 8, '0 0'",
        "3, 4, '0 1 2 2'",
        "5, 6, '0 1 2 3 4 4'",
        "7, 32, '0 1 2 3 4 5 6 6'"
    })
    void ofAClipWithFewerFramesAllAreTaken(int total, int frames, String expected) {
        for (Manner manner : Manner.values()) {
            FrameSampling sampling = new FrameSampling(frames, 4, 64, manner);
            assertArrayEquals(numbers(expected), FramePlan.ofFile(sampling, total, 30));
        }
    }

    @Test
    void ofALongVideoNoMoreThanTwoFramesASecondAreTaken() {
        FrameSampling sampling = FrameSampling.DEFAULT.withFrames(32);
        int[] taken = FramePlan.ofFile(sampling, 300, 30);
        assertArrayEquals(FramePlan.ofFile(FrameSampling.DEFAULT, 300, 30), taken);
        assertTrue(FramePlan.isShort(sampling, taken));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, false", "3, 3, false", "4, 3, true", "2, 1, true", "5, 250, false"})
    void fewerThanAnExactNumberIsShort(int frames, int total, boolean isShort) {
        FrameSampling sampling = new FrameSampling(frames, 4, 64, Manner.UNIFORM);
        assertEquals(isShort, FramePlan.isShort(sampling, FramePlan.ofFile(sampling, total, 30)));
    }

    private static int[] numbers(String list) {
        return Stream.of(list.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 64, '0 0'",
        "3, 0, 64, '0 1 2 2'",
        "4, 0, 64, '0 1 2 3'",
        "9, 0, 4, '0 3 5 8'",
        "5, 2, 64, '1 4'",
        "7, 0, 5, '0 2 4 6'"
    })
    void aFolderGivesAllItsPicturesOrAsManyAsAllowed(
            int total, int frames, int most, String expected) {
        FrameSampling sampling = new FrameSampling(frames, 2, most, Manner.UNIFORM);
        assertArrayEquals(numbers(expected), FramePlan.ofFolder(sampling, total));
    }

    @Test
    void ofAFolderWithFewerPicturesAllAreTaken() {
        FrameSampling sampling = new FrameSampling(8, 4, 64, Manner.UNIFORM);
        int[] taken = FramePlan.ofFolder(sampling, 5);
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 4}, taken);
        assertTrue(FramePlan.isShort(sampling, taken));
    }
}
