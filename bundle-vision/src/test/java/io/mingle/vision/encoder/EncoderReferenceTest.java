package io.mingle.vision.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.nn.Precision;
import io.mingle.parity.Difference;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceValues;
import io.mingle.reference.TestDevice;
import io.mingle.thinker.prompt.Grid;
import io.mingle.vision.internal.parity.ReferenceEncoder;
import io.mingle.vision.internal.parity.ReferencePicture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of the vision encoder's work, and its form for training, as in the reference. */
@Tag("numbers")
@Timeout(300)
class EncoderReferenceTest {

    private static final String EXPECTED = "/expected.json";

    /** Merge blocks on the side of a window, in all reference folders. */
    private static final int SIDE = 4;

    private static TestDevice device;

    @BeforeAll
    static void open() {
        device = new TestDevice();
    }

    @AfterAll
    static void close() {
        if (device != null) {
            device.close();
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "vision-patch8, pictures",
        "vision-patch8, video",
        "vision-patch14, picture",
        "vision-patch14, pictures"
    })
    void windowsHaveTheReferenceOrderAndBorders(String folder, String name) {
        Facts input = ReferenceValues.facts(ReferenceEncoder.class, folder + EXPECTED).get(name);
        List<Long> order = new ArrayList<>();
        List<Long> borders = new ArrayList<>(List.of(0L));
        int blocks = 0;
        for (Grid grid : picture(input).grids()) {
            for (int[] window : Windows.of(grid, blocks, 2, SIDE)) {
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
        Facts input = ReferenceValues.facts(ReferenceEncoder.class, folder + EXPECTED).get(name);
        long[] runs = picture(input).plan().frameRuns();
        List<Long> borders = new ArrayList<>(List.of(0L));
        for (int i = 0; i < runs.length; i += 2) {
            for (int k = 0; k < runs[i]; k++) {
                borders.add(borders.get(borders.size() - 1) + runs[i + 1]);
            }
        }
        assertEquals(list(input.get("cu_seqlens")), borders);
    }

    @ParameterizedTest
    @ValueSource(strings = {"picture", "pictures"})
    void theTypesForTrainingAreAsExactAsBfloat16(String name) {
        try (ReferenceEncoder encoder = encoder("vision-patch14", Precision.MIXED)) {
            ReferencePicture picture = picture(encoder, name);
            ReferenceValues values = encoder.values();
            Difference.bfloat16(
                            values.floats(name + ".bf16.normalised"),
                            values.floats(name + ".normalised"),
                            encoder.encode(picture.rows(), picture.plan()))
                    .require("features");
        }
    }

    /** What one step of the device gets is one part of this. */
    @Test
    void aVideoThatIsEncodedPairByPairHasTheFeaturesOfTheReference() {
        try (ReferenceEncoder encoder = encoder("vision-patch8", Precision.FLOAT32)) {
            ReferencePicture video = picture(encoder, "video");
            float[] rows = video.rows();
            int length = rows.length / video.grids().stream().mapToInt(Grid::patches).sum();
            float[] expected = encoder.values().floats("video.normalised");
            float[] found = new float[expected.length];
            int from = 0;
            int at = 0;
            for (Grid grid : video.grids()) {
                Grid pair = new Grid(1, grid.height(), grid.width());
                for (int t = 0; t < grid.time(); t++, from += pair.patches() * length) {
                    float[] part =
                            encoder.encode(
                                    Arrays.copyOfRange(rows, from, from + pair.patches() * length),
                                    EncodingPlan.of(List.of(pair), 2, SIDE));
                    System.arraycopy(part, 0, found, at, part.length);
                    at += part.length;
                }
            }
            assertEquals(expected.length, at);
            Difference.float32(expected, found).require("features");
        }
    }

    @Test
    void patchesTurnByTheirRowAndColumn() {
        try (ReferenceEncoder encoder = encoder("vision-patch8", Precision.FLOAT32)) {
            EncodingPlan plan = picture(encoder, "pictures").plan();
            int patches = plan.order().length;
            float[] found =
                    encoder.one("patch_angles", device.runtime().of(plan.places(), patches, 2))
                            .floats();
            Difference.float32(
                            encoder.values().floats("pictures.angles"),
                            gather(found, plan.inverse(), found.length / patches))
                    .require("angles");
        }
    }

    @Test
    void patchesAreDrawnAsForTheReference() {
        for (Facts input :
                ReferenceValues.facts(ReferenceEncoder.class, "vision-patch8" + EXPECTED)) {
            long[] shape = input.get("rows_shape").longs();
            float[] rows =
                    ReferenceValues.drawn(
                            input.get("rows_seed").longValue(), (int) (shape[0] * shape[1]), 64);
            for (int i = 0; i < input.get("rows_start").size(); i++) {
                assertEquals(input.get("rows_start").get(i).floatValue(), rows[i]);
            }
        }
    }

    private static float[] gather(float[] values, long[] rows, int length) {
        float[] gathered = new float[rows.length * length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, (int) rows[i] * length, gathered, i * length, length);
        }
        return gathered;
    }

    private static ReferenceEncoder encoder(String folder, Precision precision) {
        return new ReferenceEncoder(device.runtime(), folder, precision);
    }

    private static ReferencePicture picture(ReferenceEncoder encoder, String name) {
        return ReferencePicture.read(
                encoder.inputs().get(name),
                encoder.config().spatialMergeSize(),
                encoder.config().windowTokens());
    }

    private static ReferencePicture picture(Facts input) {
        return ReferencePicture.read(input, 2, SIDE);
    }

    private static List<Long> list(Facts numbers) {
        return LongStream.of(numbers.longs()).boxed().toList();
    }
}
