package io.mingle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantizationTest {

    @TempDir private Path folder;
    private final ObjectNode config = JsonMapper.builder().build().createObjectNode();
    private final List<TensorSpec> specs = new ArrayList<>();
    private final Problems problems = new Problems();

    @Test
    void aTensorHasOneScaleOrOneForEachRow() throws IOException {
        codes("a", 300, 200);
        scale("a.weight_scale", StoredType.F32, 1);
        codes("b", 300, 200);
        scale("b.weight_scale", StoredType.BF16, 300, 1);
        codes("c", 300, 200);
        scale("c.weight_scale", StoredType.F32, 300);
        Map<String, BlockScales> found = find();
        assertBlock(300, 200, found.get("a.weight"));
        assertBlock(1, 200, found.get("b.weight"));
        assertBlock(1, 200, found.get("c.weight"));
        assertEquals(0, problems.count());
    }

    @Test
    void blocksHaveTheSizeThatTheConfigurationNames() throws IOException {
        codes("a", 300, 200);
        scale("a.weight_scale_inv", StoredType.F32, 3, 2);
        assertBlock(128, 128, find().get("a.weight"));
        specs.clear();
        codes("a", 300, 200);
        scale("a.weight_scale_inv", StoredType.F32, 5, 7);
        config.putObject("quantization_config")
                .put("quant_method", "fp8")
                .putArray("weight_block_size")
                .add(64)
                .add(32);
        assertBlock(64, 32, find().get("a.weight"));
        config.removeAll();
        config.putObject("llm_config")
                .putObject("quantization_config")
                .put("quant_method", "compressed-tensors")
                .putObject("config_groups")
                .putObject("group_0")
                .putObject("weights")
                .putArray("block_structure")
                .add(64)
                .add(32);
        assertBlock(64, 32, find().get("a.weight"));
    }

    @Test
    void scalesThatDoNotFitAreToldWithWhatWould() throws IOException {
        codes("a", 300, 200);
        scale("a.weight_scale", StoredType.F32, 200);
        codes("b", 300, 200);
        scale("b.weight_scale", StoredType.U8, 300);
        assertTrue(find().isEmpty());
        assertEquals(List.of("a.weight", "b.weight"), List.copyOf(problems.tensors()));
        assertEquals(
                "model.safetensors: tensor \"a.weight\" is F8_E4M3 [300, 200] with scales of F32"
                        + " [200], expected F32, BF16 or F16: one, one for each row, [300, 1], or"
                        + " one for each block of 128 x 128, [3, 2]",
                problems.texts().get(0));
    }

    @Test
    void codesWithoutAScaleAreLeftToWhoNeedsThem() throws IOException {
        codes("a", 3, 2);
        assertTrue(find().isEmpty());
        assertEquals(0, problems.count());
    }

    @Test
    void otherMethodsAreRefusedByName() throws IOException {
        codes("a", 3, 2);
        config.putObject("quantization_config").put("quant_method", "gptq");
        find();
        assertTrue(
                problems.texts().get(0).contains("has the quant_method \"gptq\", but Mingle runs"),
                problems.texts().get(0));
    }

    private static void assertBlock(long rows, long columns, BlockScales found) {
        assertEquals(rows, found.rows());
        assertEquals(columns, found.columns());
    }

    private void codes(String module, long... shape) {
        specs.add(new TensorSpec(module + ".weight", StoredType.F8_E4M3, shape));
    }

    private void scale(String name, StoredType type, long... shape) {
        specs.add(0, new TensorSpec(name, type, shape));
    }

    private Map<String, BlockScales> find() throws IOException {
        Path file = folder.resolve("model.safetensors");
        try (SafetensorsWriter writer = new SafetensorsWriter(file, specs, Map.of())) {
            for (TensorSpec spec : specs) {
                writer.write(spec.name(), ByteBuffer.allocate((int) spec.bytes()));
            }
            writer.commit();
        }
        return Quantization.find(
                ConfigSection.parse(config.toString(), "config.json"),
                SafetensorsIndex.open(folder),
                problems);
    }
}
