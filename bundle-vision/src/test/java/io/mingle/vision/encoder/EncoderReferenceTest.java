package io.mingle.vision.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.nn.Precision;
import io.mingle.tensor.Tensor;
import io.mingle.thinker.prompt.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vision encoder against the published implementation, on small random networks. */
@Timeout(300)
class EncoderReferenceTest {

    private static final String PATCH_8 = "vision-patch8";

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "vision-patch8, pictures",
        "vision-patch8, video",
        "vision-patch14, picture",
        "vision-patch14, pictures"
    })
    void windowsHaveTheReferenceOrderAndBorders(String folder, String name) {
        JsonNode input = input(folder, name);
        int side = side(folder);
        List<Long> order = new ArrayList<>();
        List<Long> borders = new ArrayList<>(List.of(0L));
        int blocks = 0;
        for (Grid grid : grids(input)) {
            for (int[] window : Windows.of(grid, blocks, 2, side)) {
                for (int block : window) {
                    order.add((long) block);
                }
                borders.add(order.size() * 4L);
            }
            blocks += grid.tokens(2);
        }
        assertEquals(list(input.get("window_index")), order);
        assertEquals(list(input.get("cu_window_seqlens")), borders);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "vision-patch8, pictures",
        "vision-patch8, video",
        "vision-patch14, picture",
        "vision-patch14, pictures"
    })
    void framesHaveTheReferenceBorders(String folder, String name) {
        JsonNode input = input(folder, name);
        long[] runs = EncodingPlan.of(grids(input), 2, side(folder)).frameRuns();
        List<Long> borders = new ArrayList<>(List.of(0L));
        for (int i = 0; i < runs.length; i += 2) {
            for (int k = 0; k < runs[i]; k++) {
                borders.add(borders.get(borders.size() - 1) + runs[i + 1]);
            }
        }
        assertEquals(list(input.get("cu_seqlens")), borders);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "vision-patch8, pictures",
        "vision-patch8, video",
        "vision-patch14, picture",
        "vision-patch14, pictures"
    })
    void featuresAreThoseOfTheReference(String folder, String name) {
        try (ReferenceEncoder encoder = new ReferenceEncoder(folder, Precision.FLOAT32)) {
            Near.float32(
                    "features",
                    values(folder).floats(name + ".normalised"),
                    encoder.encode(rows(folder, name), plan(folder, name)));
        }
    }

    /** What one step of the device gets is one part of this. */
    @Test
    void aVideoThatIsEncodedPairByPairHasTheFeaturesOfTheReference() {
        float[] rows = rows(PATCH_8, "video");
        List<Grid> grids = grids(input(PATCH_8, "video"));
        int length = rows.length / grids.stream().mapToInt(Grid::patches).sum();
        float[] expected = values(PATCH_8).floats("video.normalised");
        float[] found = new float[expected.length];
        int from = 0;
        int at = 0;
        try (ReferenceEncoder encoder = new ReferenceEncoder(PATCH_8, Precision.FLOAT32)) {
            for (Grid grid : grids) {
                Grid pair = new Grid(1, grid.height(), grid.width());
                for (int t = 0; t < grid.time(); t++, from += pair.patches() * length) {
                    float[] part =
                            encoder.encode(
                                    Arrays.copyOfRange(rows, from, from + pair.patches() * length),
                                    EncodingPlan.of(List.of(pair), 2, side(PATCH_8)));
                    System.arraycopy(part, 0, found, at, part.length);
                    at += part.length;
                }
            }
        }
        assertEquals(expected.length, at);
        Near.float32("features", expected, found);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"picture, BFLOAT16", "pictures, BFLOAT16", "picture, MIXED", "pictures, MIXED"})
    void shorterNumbersAreAsExactAsInTheReference(String name, Precision precision) {
        String folder = "vision-patch14";
        try (ReferenceEncoder encoder = new ReferenceEncoder(folder, precision)) {
            ReferenceValues values = values(folder);
            Near.bfloat16(
                    "features",
                    values.floats(name + ".bf16.normalised"),
                    values.floats(name + ".normalised"),
                    encoder.encode(rows(folder, name), plan(folder, name)));
        }
    }

    @Test
    void patchesTurnByTheirRowAndColumn() {
        try (ReferenceEncoder encoder = new ReferenceEncoder(PATCH_8, Precision.FLOAT32)) {
            EncodingPlan plan = plan(PATCH_8, "pictures");
            int patches = plan.order().length;
            float[] found =
                    encoder.one("patch_angles", encoder.runtime().of(plan.places(), patches, 2))
                            .floats();
            int half = found.length / patches;
            Near.float32(
                    "angles",
                    values(PATCH_8).floats("pictures.angles"),
                    gather(found, plan.inverse(), half));
        }
    }

    @Test
    void patchesAreEmbeddedAsInTheReference() {
        try (ReferenceEncoder encoder = new ReferenceEncoder(PATCH_8, Precision.FLOAT32)) {
            float[] rows = rows(PATCH_8, "pictures");
            int patches = plan(PATCH_8, "pictures").order().length;
            int length = rows.length / patches;
            Tensor kernel =
                    encoder.runtime()
                            .of(encoder.weight(0).floats(), encoder.config().hiddenSize(), length);
            Near.float32(
                    "embedded",
                    values(PATCH_8).floats("pictures.embedded"),
                    encoder.one("linear", encoder.runtime().of(rows, patches, length), kernel)
                            .floats());
        }
    }

    /** Each block gets the reference's states, so that a failure names the block that differs. */
    @Test
    void everyBlockGivesTheReferenceStates() {
        try (ReferenceEncoder encoder = new ReferenceEncoder(PATCH_8, Precision.FLOAT32)) {
            ReferenceValues values = values(PATCH_8);
            EncodingPlan plan = plan(PATCH_8, "pictures");
            int hidden = encoder.config().hiddenSize();
            long[] fromReference = referenceRows(input(PATCH_8, "pictures"), plan);
            float[] before = gather(values.floats("pictures.embedded"), plan.order(), hidden);
            for (int block = 0; block < encoder.config().depth(); block++) {
                float[] expected =
                        gather(values.floats("pictures.block." + block), fromReference, hidden);
                Near.float32("block " + block, expected, block(encoder, block, before, plan));
                before = expected;
            }
        }
    }

    private static float[] block(
            ReferenceEncoder encoder, int block, float[] states, EncodingPlan plan) {
        int patches = plan.order().length;
        int hidden = encoder.config().hiddenSize();
        int at = encoder.place("vision.blocks." + block + ".norm1.weight");
        Tensor x = encoder.runtime().of(states, patches, hidden);
        List<Tensor> turns = encoder.run("turns", encoder.runtime().of(plan.places(), patches, 2));
        Tensor qkv = encoder.one("vision_attention", x, (long) at, turns.get(0), turns.get(1));
        Tensor y;
        if (encoder.config().fullattBlockIndexes().contains(block)) {
            float[] raster = gather(qkv.floats(), plan.inverse(), 3 * hidden);
            long[] shape = qkv.shape();
            float[] attended =
                    encoder.one(
                                    "attend_segments",
                                    encoder.runtime().of(raster, shape),
                                    plan.frameRuns())
                            .floats();
            y = encoder.runtime().of(gather(attended, plan.order(), hidden), patches, hidden);
        } else {
            y = encoder.one("attend_segments", qkv, plan.windowRuns());
        }
        Tensor joined =
                encoder.one("linear_bias", y, encoder.weight(at + 4), encoder.weight(at + 5));
        Tensor middle = encoder.one("add", x, joined);
        return encoder.one("add", middle, encoder.one("vision_mlp", middle, (long) at)).floats();
    }

    /** For each place of the plan's order, the row at which the reference has the same patch. */
    private static long[] referenceRows(JsonNode input, EncodingPlan plan) {
        long[] windows = ReferenceValues.longs(input.get("window_index"));
        long[] rowOf = new long[plan.order().length];
        for (int i = 0; i < rowOf.length; i++) {
            rowOf[(int) windows[i / 4] * 4 + i % 4] = i;
        }
        return LongStream.of(plan.order()).map(patch -> rowOf[(int) patch]).toArray();
    }

    private static float[] gather(float[] values, long[] rows, int length) {
        float[] gathered = new float[rows.length * length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, (int) rows[i] * length, gathered, i * length, length);
        }
        return gathered;
    }

    private static ReferenceValues values(String folder) {
        return ReferenceValues.of(folder + "/expected.safetensors");
    }

    private static JsonNode input(String folder, String name) {
        return ReferenceValues.json(folder + "/expected.json").get(name);
    }

    private static float[] rows(String folder, String name) {
        JsonNode input = input(folder, name);
        long[] shape = ReferenceValues.longs(input.get("rows_shape"));
        float[] rows =
                ReferenceValues.rows(
                        input.get("rows_seed").longValue(), Math.toIntExact(shape[0] * shape[1]));
        for (int i = 0; i < input.get("rows_start").size(); i++) {
            assertEquals(input.get("rows_start").get(i).floatValue(), rows[i]);
        }
        return rows;
    }

    private static EncodingPlan plan(String folder, String name) {
        return EncodingPlan.of(grids(input(folder, name)), 2, side(folder));
    }

    private static int side(String folder) {
        JsonNode vision = ReferenceValues.json(folder + "/config.json").get("vision_config");
        return vision.get("window_size").intValue() / 2 / vision.get("patch_size").intValue();
    }

    private static List<Grid> grids(JsonNode input) {
        List<Grid> grids = new ArrayList<>();
        for (JsonNode grid : input.get("grids")) {
            grids.add(
                    new Grid(
                            grid.get(0).intValue(),
                            grid.get(1).intValue(),
                            grid.get(2).intValue()));
        }
        return grids;
    }

    private static List<Long> list(JsonNode numbers) {
        return LongStream.of(ReferenceValues.longs(numbers)).boxed().toList();
    }
}
