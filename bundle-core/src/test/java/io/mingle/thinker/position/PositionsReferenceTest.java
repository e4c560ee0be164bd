package io.mingle.thinker.position;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.core.internal.parity.ReferenceDecoder;
import io.mingle.model.RopeScaling;
import io.mingle.parity.ReferenceValues;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Positions of prompts with text, pictures, videos and sound as the published code computes them.
 */
class PositionsReferenceTest {

    private static final JsonNode FILE =
            ReferenceValues.json(ReferenceDecoder.class, "positions.json");

    @TestFactory
    Stream<DynamicTest> multimodalPositionsAreThoseOfTheReference() {
        return tests("3D", RopeScaling.MULTIMODAL);
    }

    @TestFactory
    Stream<DynamicTest> videoPositionsFollowThePublishedFormulas() {
        return tests("video_rope", RopeScaling.VIDEO);
    }

    private static Stream<DynamicTest> tests(String type, RopeScaling scaling) {
        return StreamSupport.stream(FILE.get(type).spliterator(), false)
                .map(
                        prompt ->
                                DynamicTest.dynamicTest(
                                        prompt.get("name").textValue(),
                                        () -> assertPositions(prompt, scaling)));
    }

    private static void assertPositions(JsonNode prompt, RopeScaling scaling) {
        long[] ids = ReferenceValues.longs(prompt.get("ids"));
        Positions positions = Positions.of(ids.length, blocks(prompt, ids), scaling);
        assertArrayEquals(
                LongStream.of(ReferenceValues.longs(prompt.get("positions")))
                        .mapToInt(Math::toIntExact)
                        .toArray(),
                positions.range(0, ids.length));
        assertEquals(prompt.get("delta").intValue(), positions.delta());
        assertEquals(prompt.get("first_decoded").intValue(), positions.decode(ids.length));
    }

    /**
     * Pictures and videos do not mix in these prompts, so the grids come in the order of the ids.
     */
    private static List<VisualBlock> blocks(JsonNode prompt, long[] ids) {
        long patch = FILE.at("/tokens/image_patch_token").longValue();
        int merge = FILE.get("merge_size").intValue();
        List<JsonNode> grids = new ArrayList<>();
        prompt.get("image_grids").forEach(grids::add);
        prompt.get("video_grids").forEach(grids::add);
        List<VisualBlock> blocks = new ArrayList<>();
        int from = 0;
        for (JsonNode grid : grids) {
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
