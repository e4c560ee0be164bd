package io.mingle.core.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.engine.internal.PlainEngine;
import io.mingle.model.SafetensorsIndex;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Safetensors files whose header is of any length, as some writers leave it. */
@Timeout(120)
class UnalignedWeightsTest {

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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void valuesAreReadWhereverTheirBytesBegin(int offset) throws IOException {
        write(folder.resolve("model.safetensors"), offset);
        assertArrayEquals(new float[] {1.5f, -2, 0.25f, 1024}, read("b", DataType.BFLOAT16));
        assertArrayEquals(new float[] {1.5f, -2, 0.25f, 1024}, read("b", DataType.FLOAT32));
        assertArrayEquals(new float[] {(float) Math.PI, -1e-30f}, read("f", DataType.FLOAT32));
        assertArrayEquals(new float[] {0.5f}, read("h", DataType.FLOAT32));
    }

    @Test
    void aCopyIsBookedAsWeightsAndGivenBack() throws IOException {
        write(folder.resolve("model.safetensors"), 1);
        try (TorchRuntime runtime = new TorchRuntime(device, "booked");
                Weights weights = runtime.open(SafetensorsIndex.open(folder))) {
            weights.tensors(List.of("b"), DataType.BFLOAT16);
            assertEquals(8, device.heldBy("booked", "weights"));
            assertEquals(0, device.heldBy("booked", "mapped"));
        }
        assertEquals(0, device.heldBy("booked", "weights"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"model 1.safetensors", "Gr\u00f6\u00dfe.safetensors", "sub/x.safetensors"})
    void shardsOfAnyNameAreMapped(String shard) throws IOException {
        Files.createDirectories(folder.resolve(shard).getParent());
        write(folder.resolve(shard), 0);
        Files.writeString(
                folder.resolve("model.safetensors.index.json"),
                "{\"weight_map\":{\"b\":\"%1$s\",\"f\":\"%1$s\",\"h\":\"%1$s\"}}".formatted(shard));
        assertArrayEquals(new float[] {0.5f}, read("h", DataType.FLOAT16));
    }

    /** Writes three tensors, the first of which begins so many bytes after a multiple of eight. */
    private static void write(Path file, int offset) throws IOException {
        StringBuilder json =
                new StringBuilder(
                        "{\"b\":{\"dtype\":\"BF16\",\"shape\":[2,2],\"data_offsets\":[0,8]},"
                            + "\"f\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]},"
                            + "\"h\":{\"dtype\":\"F16\",\"shape\":[],\"data_offsets\":[16,18]}}");
        while (json.length() % 8 != offset) {
            json.append(' ');
        }
        byte[] header = json.toString().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + header.length + 18).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length).put(header);
        for (float value : new float[] {1.5f, -2, 0.25f, 1024}) {
            bytes.putShort((short) (Float.floatToIntBits(value) >>> 16));
        }
        bytes.putFloat((float) Math.PI).putFloat(-1e-30f).putShort((short) 0x3800);
        Files.write(file, bytes.array());
    }

    private float[] read(String name, DataType type) {
        try (TorchRuntime runtime = new TorchRuntime(device, "test");
                Weights weights = runtime.open(SafetensorsIndex.open(folder));
                Program widen = runtime.load(WIDEN)) {
            Tensor tensor = weights.tensors(List.of(name), type).get(0);
            assertEquals(type, tensor.type());
            return widen.runOne("widen", tensor).floats();
        }
    }
}
