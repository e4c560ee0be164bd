package io.mingle.core.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.core.internal.parity.ReferenceDecoder;
import io.mingle.core.internal.thinker.TinyModel;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.model.ModelFolder;
import io.mingle.model.SafetensorsWriter;
import io.mingle.model.StoredType;
import io.mingle.model.TensorSpec;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceValues;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class Fp8WeightsTest {

    private static final float SCALE = 0.0123f;
    private static final ProgramSource WIDEN =
            new ProgramSource.Builder("Widen")
                    .method("widen", "x: Tensor", "Tensor", "return torch.to(x, 6)")
                    .build();

    private static TorchDevice device;

    @TempDir private Path folder;

    @BeforeAll
    static void open() {
        assertTrue(PlainEngine.start().usable());
        device = TorchDevice.standalone();
    }

    @AfterAll
    static void close() {
        device.close();
    }

    @BeforeEach
    void writeFolder() throws IOException {
        TinyModel.write(folder);
    }

    @ParameterizedTest
    @EnumSource(names = {"F8_E4M3", "F8_E5M2"})
    void everyCodeIsTheNumberOfTheReference(StoredType type) throws IOException {
        Facts expected = ReferenceValues.facts(ReferenceDecoder.class, "fp8.json").get(type.name());
        write(type, new long[] {16, 16}, "weight_scale", new long[] {1}, 1);
        assertArrayEquals(floats(expected.get("values"), 0), read(DataType.FLOAT32));
        write(type, new long[] {256}, "weight_scale", new long[] {}, SCALE);
        assertArrayEquals(floats(expected.get("times 0.0123"), 0), read(DataType.FLOAT32));
        assertArrayEquals(
                floats(expected.get("times 0.0123 in bfloat16"), 16), read(DataType.BFLOAT16));
    }

    @Test
    void eachRowHasItsScale() throws IOException {
        write(
                StoredType.F8_E4M3,
                new long[] {4, 64},
                "weight_scale",
                new long[] {4, 1},
                1,
                2,
                3,
                4);
        assertScaled(place -> 1 + place / 64);
        write(StoredType.F8_E4M3, new long[] {4, 8, 8}, "weight_scale", new long[] {4}, 1, 2, 3, 4);
        assertScaled(place -> 1 + place / 64);
    }

    @Test
    void eachBlockHasItsScaleAndTheLastBlocksMayBeCutOff() throws IOException {
        block(6, 5);
        write(
                StoredType.F8_E4M3,
                new long[] {16, 16},
                "weight_scale_inv",
                new long[] {3, 4},
                1,
                2,
                3,
                4,
                5,
                6,
                7,
                8,
                9,
                10,
                11,
                12);
        assertScaled(place -> 1 + place / 16 / 6 * 4 + place % 16 / 5);
    }

    @Test
    void moreRowsThanAreConvertedAtOnceAreConverted() throws IOException {
        byte[] codes = new byte[1_100 * 2];
        float[] scales = new float[1_100];
        for (int i = 0; i < 1_100; i++) {
            codes[2 * i] = 0x38;
            codes[2 * i + 1] = (byte) 0xb8;
            scales[i] = i + 1;
        }
        write(
                StoredType.F8_E4M3,
                codes,
                new long[] {1_100, 2},
                "weight_scale",
                new long[] {1_100, 1},
                scales);
        float[] found = read(DataType.FLOAT32);
        for (int i = 0; i < 1_100; i++) {
            assertEquals(i + 1, found[2 * i]);
            assertEquals(-i - 1, found[2 * i + 1]);
        }
    }

    @Test
    void whatIsConvertedIsBookedAsWeights() throws IOException {
        write(StoredType.F8_E4M3, new long[] {16, 16}, "weight_scale", new long[] {1}, 1);
        try (TorchRuntime runtime = new TorchRuntime(device, "booked");
                Weights weights = runtime.open(ModelFolder.open(folder).weights())) {
            weights.tensors(List.of("a.weight"), DataType.BFLOAT16);
            assertEquals(512, device.heldBy("booked", "weights"));
            assertEquals(0, device.heldBy("booked", "mapped"));
        }
        assertEquals(0, device.heldBy("booked", "weights"));
    }

    private interface Scales {
        int at(int place);
    }

    private void assertScaled(Scales scales) throws IOException {
        Facts codes =
                ReferenceValues.facts(ReferenceDecoder.class, "fp8.json")
                        .get("F8_E4M3")
                        .get("values");
        float[] expected = floats(codes, 0);
        for (int i = 0; i < expected.length; i++) {
            expected[i] *= scales.at(i);
        }
        assertArrayEquals(expected, read(DataType.FLOAT32));
    }

    private static float[] floats(Facts bits, int shift) {
        float[] floats = new float[bits.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] =
                    bits.get(i).isText()
                            ? Float.NaN
                            : Float.intBitsToFloat((int) (bits.get(i).longValue() << shift));
        }
        return floats;
    }

    private void block(int rows, int columns) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        Path file = folder.resolve("config.json");
        ObjectNode config = (ObjectNode) json.readTree(file.toFile());
        config.putObject("quantization_config")
                .put("quant_method", "fp8")
                .putArray("weight_block_size")
                .add(rows)
                .add(columns);
        json.writeValue(file.toFile(), config);
    }

    /** Writes a tensor of all 256 codes in order. */
    private void write(
            StoredType type, long[] shape, String name, long[] scaleShape, float... scales)
            throws IOException {
        byte[] codes = new byte[256];
        for (int i = 0; i < 256; i++) {
            codes[i] = (byte) i;
        }
        write(type, codes, shape, name, scaleShape, scales);
    }

    private void write(
            StoredType type,
            byte[] codes,
            long[] shape,
            String name,
            long[] scaleShape,
            float... scales)
            throws IOException {
        ByteBuffer values = ByteBuffer.allocate(4 * scales.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float scale : scales) {
            values.putFloat(scale);
        }
        List<TensorSpec> specs =
                List.of(
                        new TensorSpec("a." + name, StoredType.F32, scaleShape),
                        new TensorSpec("a.weight", type, shape));
        try (SafetensorsWriter writer =
                new SafetensorsWriter(folder.resolve("model.safetensors"), specs, Map.of())) {
            writer.write("a." + name, values.flip());
            writer.write("a.weight", ByteBuffer.wrap(codes));
            writer.commit();
        }
    }

    private float[] read(DataType type) {
        try (TorchRuntime runtime = new TorchRuntime(device, "test");
                Weights weights = runtime.open(ModelFolder.open(folder).weights());
                Program widen = runtime.load(WIDEN)) {
            Tensor tensor = weights.tensors(List.of("a.weight"), type).get(0);
            assertEquals(type, tensor.type());
            return widen.runOne("widen", tensor).floats();
        }
    }
}
