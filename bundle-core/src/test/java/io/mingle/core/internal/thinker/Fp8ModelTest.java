package io.mingle.core.internal.thinker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.model.ModelReport;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.core.internal.inventory.DecoderInventory;
import io.mingle.core.internal.inventory.FolderInspector;
import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.core.internal.parity.ReferenceDecoder;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.SafetensorsWriter;
import io.mingle.model.StoredType;
import io.mingle.model.TensorEntry;
import io.mingle.model.TensorSpec;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceValues;
import io.mingle.thinker.Input;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same numbers once as float32 and once as FP8 codes with scales, in all common layouts. */
@Timeout(120)
class Fp8ModelTest {

    private static final int BLOCK_ROWS = 8;
    private static final int BLOCK_COLUMNS = 16;

    private record Stored(StoredType type, ByteBuffer bytes, long... shape) {}

    private final Map<String, Stored> plain = new TreeMap<>();
    private final Map<String, Stored> quantised = new TreeMap<>();
    private final float[] values = new float[256];
    private final Random random = new Random(5);

    @TempDir private Path parent;
    private Path exact;
    private Path fp8;

    @BeforeAll
    static void start() {
        assertTrue(PlainEngine.start().usable());
    }

    @BeforeEach
    void writeFolders() throws IOException {
        Facts codes =
                ReferenceValues.facts(ReferenceDecoder.class, "fp8.json")
                        .get("F8_E4M3")
                        .get("values");
        for (int i = 0; i < values.length; i++) {
            Facts code = codes.get(i);
            values[i] = code.isText() ? 0 : Float.intBitsToFloat((int) code.longValue());
        }
        exact = TinyModel.write(Files.createDirectory(parent.resolve("exact")));
        fp8 = TinyModel.write(Files.createDirectory(parent.resolve("fp8")));
        for (TensorEntry entry : SafetensorsIndex.open(exact).tensors().values()) {
            add(entry);
        }
        write(exact, plain);
        write(fp8, quantised);
        JsonMapper json = JsonMapper.builder().build();
        ObjectNode config = (ObjectNode) json.readTree(fp8.resolve("config.json").toFile());
        config.putObject("quantization_config")
                .put("quant_method", "fp8")
                .putArray("weight_block_size")
                .add(BLOCK_ROWS)
                .add(BLOCK_COLUMNS);
        json.writeValue(fp8.resolve("config.json").toFile(), config);
    }

    @Test
    void answersLikeTheSameNumbersInFloat32() {
        String expected = answer(exact);
        assertFalse(expected.isEmpty());
        assertEquals(expected, answer(fp8));
    }

    @Test
    void isCompleteWithItsScalesAndNeedsTheMemoryOfWhatItIsConvertedTo() {
        ModelReport report = new FolderInspector(List.of(new DecoderInventory())).inspect(fp8);
        assertTrue(report.complete(), report.toString());
        assertEquals(quantised.size(), report.tensors());
        assertEquals(List.of("F8_E4M3", "F32"), report.submodels().get(0).types());
        ModelReport other = new FolderInspector(List.of(new DecoderInventory())).inspect(exact);
        assertEquals(other.parameters(), report.parameters());
        assertEquals(other.memory(), report.memory());
    }

    /** Products get codes; what is added or looked up stays as it is. */
    private void add(TensorEntry entry) {
        String name = entry.name();
        long[] shape = entry.shape();
        if (name.contains("shared_experts")) {
            addCodes(name, shape, "_scale", 1, (int) shape[1], shape[0], 1);
        } else if (name.contains("experts")) {
            long down = (shape[0] + BLOCK_ROWS - 1) / BLOCK_ROWS;
            long across = (shape[1] + BLOCK_COLUMNS - 1) / BLOCK_COLUMNS;
            addCodes(name, shape, "_scale_inv", BLOCK_ROWS, BLOCK_COLUMNS, down, across);
        } else if (name.contains("attention.")) {
            addCodes(name, shape, "_scale", (int) shape[0], (int) shape[1], 1);
            quantised.put(name.replaceFirst("weight$", "input_scale"), floats(1, 1));
        } else {
            Stored stored = floats((int) entry.elements(), shape);
            plain.put(name, stored);
            quantised.put(name, stored);
        }
    }

    /** Adds random codes of any size but NaN. */
    private void addCodes(
            String name, long[] shape, String suffix, int rows, int columns, long... scaleShape) {
        int width = (int) shape[1];
        int across = (width + columns - 1) / columns;
        Stored scales = floats((int) (scaleShape[0] * across), scaleShape);
        ByteBuffer codes = ByteBuffer.allocate((int) shape[0] * width);
        ByteBuffer numbers = buffer(codes.capacity());
        for (int i = 0; i < codes.capacity(); i++) {
            int code = random.nextInt(256) & ~1;
            int block = i / width / rows * across + i % width / columns;
            codes.put((byte) code);
            numbers.putFloat(values[code] * scales.bytes.getFloat(4 * block));
        }
        plain.put(name, new Stored(StoredType.F32, numbers.flip(), shape));
        quantised.put(name, new Stored(StoredType.F8_E4M3, codes.flip(), shape));
        quantised.put(name + suffix, scales);
    }

    private Stored floats(int count, long... shape) {
        ByteBuffer bytes = buffer(count);
        for (int i = 0; i < count; i++) {
            bytes.putFloat((float) (0.02 * random.nextGaussian()));
        }
        return new Stored(StoredType.F32, bytes.flip(), shape);
    }

    private static ByteBuffer buffer(int floats) {
        return ByteBuffer.allocate(4 * floats).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void write(Path folder, Map<String, Stored> tensors) throws IOException {
        List<TensorSpec> specs = new ArrayList<>();
        tensors.forEach((name, it) -> specs.add(new TensorSpec(name, it.type, it.shape)));
        // Codes take any number of bytes; behind them nothing else would be aligned.
        specs.sort(Comparator.comparing(spec -> spec.type().bytes(), Comparator.reverseOrder()));
        Path file = folder.resolve("model.safetensors");
        try (SafetensorsWriter writer = new SafetensorsWriter(file, specs, Map.of())) {
            for (TensorSpec spec : specs) {
                writer.write(spec.name(), tensors.get(spec.name()).bytes.duplicate());
            }
            writer.commit();
        }
    }

    private static String answer(Path folder) {
        try (TorchDevice device = TorchDevice.standalone();
                TorchRuntime runtime = new TorchRuntime(device, "test");
                DecoderThinker thinker =
                        new DecoderThinker(runtime, new CheckpointInUse(folder), Duration.ZERO)) {
            return thinker.generate(
                            List.of(new Input.Words("Hello")),
                            GenerationOptions.GREEDY.withMaxTokens(40))
                    .join(Duration.ofMinutes(1))
                    .result()
                    .text();
        }
    }
}
