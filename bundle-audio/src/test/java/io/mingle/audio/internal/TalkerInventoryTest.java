package io.mingle.audio.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.graph.Graph;
import io.mingle.api.graph.GraphRuntime;
import io.mingle.api.model.GraphReport;
import io.mingle.api.model.SubmodelReport;
import io.mingle.audio.internal.parity.SpeechParity;
import io.mingle.inventory.Submodel;
import io.mingle.inventory.SubmodelCheck;
import io.mingle.model.ModelFolder;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.SafetensorsWriter;
import io.mingle.model.StoredType;
import io.mingle.model.TensorSpec;
import io.mingle.parity.ReferenceFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TalkerInventoryTest {

    @TempDir Path parent;
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        folder = TinyModel.write(parent.resolve("model"), false, 1);
        JsonMapper json = JsonMapper.builder().build();
        ObjectNode config = (ObjectNode) json.readTree(folder.resolve("config.json").toFile());
        config.putObject("talker_config")
                .put("vocab_size", 184445)
                .put("qa_model_hidden_size", 2048)
                .put("vp_feature_size", 192)
                .put("vp_kernel_size", 1);
        json.writeValue(folder.resolve("config.json").toFile(), config);
        ObjectNode qwen = json.createObjectNode();
        qwen.put("hidden_size", 896).put("num_hidden_layers", 24).put("vocab_size", 151936);
        qwen.put("num_attention_heads", 14).put("num_key_value_heads", 2);
        qwen.put("intermediate_size", 4864).put("tie_word_embeddings", false);
        Files.createDirectory(folder.resolve("talker"));
        json.writeValue(folder.resolve("talker/config.json").toFile(), qwen);
    }

    @Test
    void theTalkerIsLookedForWhereTheFolderHasSomeOfIt() throws IOException {
        assertEquals(List.of(), new TalkerInventory().submodels(ModelFolder.open(folder)));
        some(folder, "talker.model.model.norm.weight");
        ModelFolder model = ModelFolder.open(folder);
        Submodel talker = new TalkerInventory().submodels(model).get(0);
        assertEquals(690_432_384, talker.parameters());
        SubmodelReport report = SubmodelCheck.of(talker, model.weights(), Set.of());
        assertEquals(1, report.tensors());
        assertEquals(2 + 24 * 12 + 1 + 4 - 1, report.missing().count());
    }

    @Test
    void aTalkerInItsOwnFolderHasTheSameNamesWithoutThePrefix() throws IOException {
        some(folder.resolve("talker"), "model.model.norm.weight");
        ModelFolder model = ModelFolder.open(folder);
        Submodel talker =
                new TalkerInventory()
                        .part(model, "talker", SafetensorsIndex.open(folder.resolve("talker")))
                        .orElseThrow();
        assertEquals(690_432_384, talker.parameters());
        assertEquals("model.model.embed_tokens.weight", talker.tensors().get(0).name());
    }

    private static void some(Path folder, String tensor) throws IOException {
        TensorSpec spec = new TensorSpec(tensor, StoredType.BF16, 896);
        Path file = folder.resolve("model.safetensors");
        try (SafetensorsWriter writer = new SafetensorsWriter(file, List.of(spec), Map.of())) {
            writer.write(tensor, ByteBuffer.allocate((int) spec.bytes()));
            writer.commit();
        }
    }

    @Test
    void flowAndVocoderFindExactlyTheirTensors() throws IOException {
        ModelFolder model = ModelFolder.open(folder);
        for (String reference : List.of("flow-stream", "flow-whole")) {
            assertComplete(model, reference, "talker/flow");
        }
        for (String reference : List.of("vocoder-stream", "vocoder-whole")) {
            assertComplete(model, reference, "talker/vocoder");
        }
    }

    @Test
    void graphsThatAreThereAreLookedThroughWhereSomebodyCan() throws IOException {
        TalkerInventory inventory = new TalkerInventory();
        ModelFolder model = ModelFolder.open(folder);
        assertEquals(List.of(), inventory.graphs(model));
        Path print = Files.write(folder.resolve("talker/campplus.onnx"), new byte[3]);
        Path codes = Files.write(folder.resolve("talker/speech_tokenizer_v1.onnx"), new byte[5]);
        assertEquals(
                List.of(
                        graph("talker/campplus.onnx", 3, false, null),
                        graph("talker/speech_tokenizer_v1.onnx", 5, false, null)),
                inventory.graphs(model));
        inventory.graphs = new Looking(codes);
        assertEquals(
                List.of(
                        graph("talker/campplus.onnx", 3, true, null),
                        graph("talker/speech_tokenizer_v1.onnx", 5, true, "It is cut off.")),
                inventory.graphs(model));
        Files.delete(print);
        assertEquals(1, inventory.graphs(model).size());
    }

    private static GraphReport graph(String file, long bytes, boolean checked, String damage) {
        return new GraphReport(file, bytes, checked, Optional.ofNullable(damage));
    }

    /** Finds one file damaged. */
    private record Looking(Path damaged) implements GraphRuntime {

        @Override
        public Graph open(Path file) {
            throw new UnsupportedOperationException("an inspection opens no graph");
        }

        @Override
        public void check(Path file) {
            if (file.equals(damaged)) {
                throw new BrokenModelException("It is cut off.");
            }
        }
    }

    private void assertComplete(ModelFolder model, String reference, String part)
            throws IOException {
        try (ReferenceFolder values = ReferenceFolder.of(SpeechParity.class, reference)) {
            Path own = Files.createDirectories(folder.resolve(part));
            Files.write(
                    own.resolve("config.json"),
                    Files.readAllBytes(values.path().resolve("config.json")));
            SafetensorsIndex stored = SafetensorsIndex.open(values.path());
            Submodel network = new TalkerInventory().part(model, part, stored).orElseThrow();
            SubmodelReport report = SubmodelCheck.of(network, stored, Set.of());
            assertTrue(report.complete(), report.toString());
        }
    }
}
