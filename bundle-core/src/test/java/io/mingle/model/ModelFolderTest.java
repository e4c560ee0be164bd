package io.mingle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.BrokenModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

    @TempDir private Path parent;
    private Path folder;

    @BeforeEach
    void writeFolder() throws IOException {
        folder = Files.createDirectory(parent.resolve("tiny"));
        Files.writeString(folder.resolve("config.json"), PublishedConfig.root().toString());
        Files.writeString(folder.resolve("preprocessor_config.json"), "{\"patch_size\": 14}");
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        RawSafetensors.tensors(folder.resolve("model.safetensors"), "a");
    }

    @Test
    void opensAWholeFolder() {
        ModelFolder model = ModelFolder.open(folder);
        assertEquals("tiny", model.name());
        assertEquals(2048, model.decoder().hiddenSize());
        assertEquals(2, model.mlpDepth());
        assertEquals(14, model.preprocessor().whole("patch_size", 1, 99));
        assertEquals(1, model.weights().tensors().size());
        assertEquals(StoredType.BF16, model.torchDtype());
        assertEquals("bailingmm", model.config().text("model_type", ""));
        assertEquals(folder.resolve("tokenizer.json"), model.tokenizerFile());
    }

    @Test
    void aModelWithoutVisionNeedsNoPreprocessor() throws IOException {
        ObjectNode root = PublishedConfig.root();
        root.remove("vision_config");
        Files.writeString(folder.resolve("config.json"), root.toString());
        Files.delete(folder.resolve("preprocessor_config.json"));
        assertFalse(ModelFolder.open(folder).preprocessor().has("patch_size"));
    }

    @Test
    void theTypeOfTheFolderHoldsWhereTheLanguageModelNamesNone() throws IOException {
        ObjectNode root = PublishedConfig.root().put("torch_dtype", "float16");
        ((ObjectNode) root.get("llm_config")).remove("torch_dtype");
        Files.writeString(folder.resolve("config.json"), root.toString());
        assertEquals(StoredType.F16, ModelFolder.open(folder).torchDtype());
    }

    @Test
    void aSubmodelHasAFolderAndAConfigurationOfItsOwn() throws IOException {
        Path own = Files.createDirectory(folder.resolve("transformer"));
        Files.writeString(own.resolve("config.json"), "{\"num_layers\": 24}");
        RawSafetensors.tensors(own.resolve("model.safetensors"), "b");
        ModelFolder model = ModelFolder.open(folder);
        assertTrue(model.submodel("vae").isEmpty());
        SubmodelFolder transformer = model.submodel("transformer").orElseThrow();
        assertEquals(24, transformer.config().whole("num_layers", 1, 99));
        assertEquals(Set.of("b"), transformer.weights().tensors().keySet());
        assertEquals(StoredType.BF16, transformer.torchDtype());
        Files.writeString(own.resolve("config.json"), "{\"torch_dtype\": \"float32\"}");
        assertEquals(StoredType.F32, model.submodel("transformer").orElseThrow().torchDtype());
    }

    @Test
    void weightsQuantisedOtherwiseThanToFp8AreRefusedByName() throws IOException {
        ObjectNode root = PublishedConfig.root();
        root.putObject("quantization_config").put("quant_method", "awq");
        Files.writeString(folder.resolve("config.json"), root.toString());
        assertTrue(refused(folder).contains("has the quant_method \"awq\", but Mingle runs"));
    }

    @Test
    void ofAKeyThatStandsTwiceTheLastCountsAsInThePublishedConfiguration() throws IOException {
        String root = PublishedConfig.root().toString();
        Files.writeString(
                folder.resolve("config.json"),
                "{\"auto_map\":{},\"mlp_depth\":7,\"auto_map\":{}," + root.substring(1));
        assertEquals(2, ModelFolder.open(folder).mlpDepth());
    }

    @Test
    void tellsDamageAndGoesOnWhereThatIsWanted() throws IOException {
        Files.writeString(folder.resolve("model.safetensors"), "\0", StandardOpenOption.APPEND);
        Problems problems = new Problems();
        assertEquals(1, ModelFolder.read(folder, problems).weights().tensors().size());
        assertEquals(1, problems.count());
        assertTrue(refused(folder).contains("the tensors end after 4 bytes of data"));
    }

    @Test
    void namesEveryMissingFileAndWhatBelongsThere() throws IOException {
        Files.delete(folder.resolve("tokenizer.json"));
        Files.delete(folder.resolve("model.safetensors"));
        String message = refused(folder);
        assertTrue(
                message.contains(
                        "lacks tokenizer.json, model.safetensors or model.safetensors.index.json."),
                message);
        assertTrue(message.contains("A Ming-Lite-Omni folder contains config.json,"), message);
    }

    @Test
    void visionNeedsAPreprocessor() throws IOException {
        Files.delete(folder.resolve("preprocessor_config.json"));
        assertTrue(refused(folder).contains("lacks preprocessor_config.json"));
    }

    @Test
    void saysWhenThereIsNoFolder() {
        assertTrue(refused(parent.resolve("none")).contains("does not exist"));
        assertTrue(refused(folder.resolve("config.json")).contains("is a file, not a folder"));
    }

    @Test
    void saysWhichKeyIsMissing() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"mlp_depth\": 2}");
        assertTrue(
                refused(folder)
                        .endsWith("config.json: llm_config should be an object, but is missing."),
                refused(folder));
        ObjectNode root = PublishedConfig.root();
        root.remove("mlp_depth");
        Files.writeString(folder.resolve("config.json"), root.toString());
        ModelFolder model = ModelFolder.open(folder);
        String told = assertThrows(BrokenModelException.class, model::mlpDepth).getMessage();
        assertTrue(told.contains("mlp_depth should be a whole number from 1 to 16"), told);
    }

    @Test
    void saysWhichFileIsOnlyAPointerOfGitLfs() throws IOException {
        String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n";
        for (String name :
                List.of("preprocessor_config.json", "model.safetensors", "config.json")) {
            Files.writeString(folder.resolve(name), pointer);
            assertEquals(
                    folder.resolve(name)
                            + " is a Git LFS pointer, not the file; fetch it with 'git lfs pull' in"
                            + " that folder.",
                    refused(folder));
        }
    }

    @Test
    void refusesAConfigurationThatIsNoJson() throws IOException {
        for (String text : new String[] {"", "{", "[]", "null", "{\"a\":1,\"a\":2}", "{}x"}) {
            Files.writeString(folder.resolve("config.json"), text);
            assertTrue(refused(folder).contains("config.json"), refused(folder));
        }
        Files.writeString(folder.resolve("config.json"), "{\"a\":" + "[".repeat(5000));
        assertTrue(refused(folder).contains("is not valid JSON"), refused(folder));
    }

    private static String refused(Path folder) {
        return assertThrows(BrokenModelException.class, () -> ModelFolder.open(folder))
                .getMessage();
    }
}
