package io.mingle.thinker.position;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.core.internal.parity.ReferenceDecoder;
import io.mingle.model.RopeScaling;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceValues;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Positions of prompts with text, pictures, videos and sound as the published code computes them.
 */
class PositionsReferenceTest {

    private static final Facts FILE =
            ReferenceValues.facts(ReferenceDecoder.class, "positions.json");

    @TestFactory
    Stream<DynamicTest> multimodalPositionsAreThoseOfTheReference() {
        return tests("3D", RopeScaling.MULTIMODAL);
    }

    @TestFactory
    Stream<DynamicTest> videoPositionsFollowThePublishedFormulas() {
        return tests("video_rope", RopeScaling.VIDEO);
    }

    private static Stream<DynamicTest> tests(String type, RopeScaling scaling) {
        return FILE.get(type).stream()
                .map(
                        prompt ->
                                DynamicTest.dynamicTest(
                                        prompt.get("name").textValue(),
                                        () -> assertPositions(prompt, scaling)));
    }

    private static void assertPositions(Facts prompt, RopeScaling scaling) {
        long[] ids = prompt.get("ids").longs();
        Positions positions = Positions.of(ids.length, blocks(prompt, ids), scaling);
        assertArrayEquals(
                LongStream.of(prompt.get("positions").longs()).mapToInt(Math::toIntExact).toArray(),
                positions.range(0, ids.length));
        assertEquals(prompt.get("delta").intValue(), positions.delta());
        assertEquals(prompt.get("first_decoded").intValue(), positions.decode(ids.length));
    }

    /**
     * Pictures and videos do not mix in these prompts, so the grids come in the order of the ids.
     */
    private static List<VisualBlock> blocks(Facts prompt, long[] ids) {
        long patch = FILE.get("tokens").get("image_patch_token").longValue();
        int merge = FILE.get("merge_size").intValue();
        List<Facts> grids = new ArrayList<>();
        prompt.get("image_grids").forEach(grids::add);
        prompt.get("video_grids").forEach(grids::add);
        List<VisualBlock> blocks = new ArrayList<>();
        int from = 0;
        for (Facts grid : grids) {
            while (ids[from] != patch) {
                from++;
            }
            VisualBlock block =
                    new VisualBlock(
                            from,
                            grid.get(0).intValue(),
                            grid.get(1).intValue() / merge,
                            grid.get(2).intValue() / merge);
            blocks.add(block);
            from = block.end();
        }
        return blocks;
    }
}
