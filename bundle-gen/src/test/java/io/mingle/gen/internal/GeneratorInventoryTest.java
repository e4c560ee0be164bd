package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.model.ModelReport;
import io.mingle.api.model.SubmodelReport;
import io.mingle.core.internal.inventory.DecoderInventory;
import io.mingle.core.internal.inventory.FolderInspector;
import io.mingle.inventory.Submodel;
import io.mingle.model.ModelFolder;
import io.mingle.model.Problems;
import io.mingle.model.SafetensorsIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of a picture generator against the lists of the published implementation. */
@Timeout(120)
class GeneratorInventoryTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> PARTS = List.of("connector", "mlp", "transformer", "vae");

    private static JsonNode reference;

    @TempDir private Path folder;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = GeneratorInventoryTest.class.getResourceAsStream("generator.json")) {
            reference = JSON.readTree(in);
        }
    }

    @BeforeEach
    void writeFolder() throws IOException {
        TinyThinker.write(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "every_option"})
    void eachPartIsListedAsThePublishedCodeMakesIt(String model) throws IOException {
        write(model);
        for (String part : PARTS) {
            Map<String, String> expected = new TreeMap<>();
            tensors(model, part)
                    .properties()
                    .forEach(it -> expected.put(it.getKey(), shape(it.getValue())));
            assertEquals(expected, list(part), part);
        }
        ModelReport report = inspect();
        assertTrue(report.complete(), report.toString());
        assertEquals(List.of(), report.unchecked());
        assertEquals(
                List.of(
                        "decoder",
                        "connector",
                        "generator projections",
                        "diffusion transformer",
                        "image autoencoder"),
                report.submodels().stream().map(SubmodelReport::name).toList());
    }

    @Test
    void inFullSizeEachPartHasAsManyParametersAsThePublishedCodeMakes() throws IOException {
        write("plain");
        JsonNode parts = reference.at("/full_size/parts");
        for (String part : List.of("connector", "transformer", "vae")) {
            JSON.writeValue(folder.resolve(part + "/config.json").toFile(), parts.at(config(part)));
            Submodel found = submodel(part).orElseThrow();
            assertEquals(parts.at("/" + part + "/tensors").intValue(), found.tensors().size());
            assertEquals(
                    parts.at("/" + part + "/parameters").longValue(), found.parameters(), part);
        }
    }

    @Test
    void withoutItsEmbeddingTheConnectorIsWholeAsNobodyUsesIt() throws IOException {
        write("plain");
        ObjectNode tensors = tensors("plain", "connector").deepCopy();
        tensors.remove("model.embed_tokens.weight");
        writeTensors("connector", tensors);
        assertTrue(inspect().complete());
        assertEquals(25, report("connector").expected());

        tensors.putArray("lm_head.weight").add(31).add(12);
        writeTensors("connector", tensors);
        assertEquals(1, report("connector").misshapen().count());
    }

    @ParameterizedTest(name = "{0} without {1}")
    @CsvSource({
        "connector, model.layers.1.self_attn.k_proj.bias",
        "mlp, query_tokens_dict.16x16",
        "transformer, ref_image_refiner.1.ff.net.2.weight",
        "vae, decoder.up_blocks.2.resnets.0.conv_shortcut.weight"
    })
    void namesWhatIsMissingMisshapenOrDamaged(String part, String tensor) throws IOException {
        write("plain");
        ObjectNode tensors = tensors("plain", part).deepCopy();
        ArrayNode shape = (ArrayNode) tensors.remove(tensor);
        writeTensors(part, tensors);
        ModelReport without = inspect();
        assertFalse(without.complete());
        assertEquals(List.of(tensor + " " + shape(shape)), find(without, part).missing().first());

        tensors.set(tensor, shape.deepCopy().add(1));
        writeTensors(part, tensors);
        ModelReport other = inspect();
        assertFalse(other.complete());
        String told = find(other, part).misshapen().first().get(0);
        assertTrue(told.endsWith("expected BF16 " + shape(shape)), told);

        Path file = writeTensors(part, (ObjectNode) tensors.set(tensor, shape));
        try (RandomAccessFile end = new RandomAccessFile(file.toFile(), "rw")) {
            end.setLength(end.length() - 1);
        }
        ModelReport cut = inspect();
        assertFalse(cut.complete());
        assertEquals(List.of(tensor), find(cut, part).damaged().first());
        assertTrue(cut.damage().first().get(0).startsWith(part + ": "), cut.damage().toString());
    }

    @Test
    void aLayerMoreThanIsConfiguredIsUnexpected() throws IOException {
        write("plain");
        ObjectNode tensors = tensors("plain", "transformer").deepCopy();
        tensors.putArray("transformer_blocks.2.norm1.linear.bias").add(96);
        writeTensors("transformer", tensors);
        assertEquals(
                List.of("transformer_blocks.2.norm1.linear.bias"),
                find(inspect(), "transformer").unexpected().first());
    }

    @Test
    void networksOfAnotherKindAreNotChecked() throws IOException {
        write("plain");
        change("transformer", "_class_name", "\"SanaTransformer2DModel\"");
        change("vae", "_class_name", "\"AutoencoderDC\"");
        change("connector", "model_type", "\"llama\"");
        ModelReport report = inspect();
        assertTrue(report.complete(), report.toString());
        assertEquals(PARTS, report.unchecked().stream().map(it -> it.folder()).toList());
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "connector; num_attention_heads; 5; a divisor of hidden_size 12, but is 5",
                "connector; num_hidden_layers; 1000000; a whole number from 1 to 4096",
                "transformer; num_layers; -1; a whole number from 1 to 4096, but is -1",
                "transformer; qk_norm; \"layer_norm\"; null or \"rms_norm\", but is \"layer_norm\"",
                "transformer; dual_attention_layers; [2]; whole numbers from 0 to 1, but is [2]",
                "vae; block_out_channels; []; a list of 1 to 12 numbers, but is []",
                "vae; down_block_types; [\"Other\"]; 3 times \"DownEncoderBlock2D\", but is [\"O"
            })
    void aConfigurationThatFitsNoNetworkIsTold(String part, String key, String value, String told)
            throws IOException {
        write("plain");
        change(part, key, value);
        ModelReport report = inspect();
        assertFalse(report.complete());
        String damage = String.join("; ", report.damage().first());
        assertTrue(damage.contains(part + ": " + folder.resolve(part)), damage);
        assertTrue(damage.contains(key + " should be ") && damage.contains(told), damage);
    }

    @Test
    void anyDamageOfAConfigurationIsToldOrHarmless() throws IOException {
        write("every_option");
        Random random = new Random(1);
        for (String part : List.of("connector", "transformer", "vae")) {
            Path file = folder.resolve(part).resolve("config.json");
            byte[] good = Files.readAllBytes(file);
            for (int round = 0; round < 100; round++) {
                byte[] bad = good.clone();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt(32, 127);
                }
                Files.write(file, bad);
                inspect();
            }
            Files.write(file, good);
        }
    }

    private static String config(String part) {
        return "/" + part + "/config";
    }

    private static ObjectNode tensors(String model, String part) {
        return (ObjectNode) reference.at("/" + model + "/parts/" + part + "/tensors");
    }

    private static String shape(JsonNode sides) {
        return sides.toString().replace(",", ", ");
    }

    private void write(String model) throws IOException {
        for (String part : PARTS) {
            writeTensors(part, tensors(model, part));
            JsonNode config = reference.at("/" + model + "/parts" + config(part));
            if (!config.isMissingNode()) {
                JSON.writeValue(folder.resolve(part + "/config.json").toFile(), config);
            }
        }
    }

    /** Writes a header and, after it, nothing but a length. */
    private Path writeTensors(String part, ObjectNode tensors) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        long end = 0;
        for (Map.Entry<String, JsonNode> tensor : tensors.properties()) {
            long begin = end;
            long bytes = 2;
            for (JsonNode side : tensor.getValue()) {
                bytes *= side.longValue();
            }
            end = begin + bytes;
            ObjectNode entry = header.putObject(tensor.getKey()).put("dtype", "BF16");
            entry.set("shape", tensor.getValue());
            entry.putArray("data_offsets").add(begin).add(end);
        }
        String text = header.toString();
        byte[] json = (text + " ".repeat(-text.length() & 7)).getBytes(StandardCharsets.UTF_8);
        boolean pipeline = part.equals("transformer") || part.equals("vae");
        String name = (pipeline ? "diffusion_pytorch_model" : "model") + ".safetensors";
        Path file = Files.createDirectories(folder.resolve(part)).resolve(name);
        Files.deleteIfExists(file);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.writeLong(Long.reverseBytes(json.length));
            out.write(json);
            out.setLength(8 + json.length + end);
        }
        return file;
    }

    private void change(String part, String key, String value) throws IOException {
        Path file = folder.resolve(part).resolve("config.json");
        ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
        config.set(key, JSON.readTree(value));
        JSON.writeValue(file.toFile(), config);
    }

    private Optional<Submodel> submodel(String part) {
        Problems problems = new Problems();
        SafetensorsIndex index =
                SafetensorsIndex.find(folder.resolve(part), problems).orElseThrow();
        assertEquals(List.of(), problems.texts());
        return new GeneratorInventory().part(ModelFolder.open(folder), part, index);
    }

    private Map<String, String> list(String part) {
        return submodel(part).orElseThrow().tensors().stream()
                .collect(
                        Collectors.toMap(
                                it -> it.name(),
                                it -> it.shape().toString(),
                                (one, two) -> "twice",
                                TreeMap::new));
    }

    private SubmodelReport report(String part) {
        return find(inspect(), part);
    }

    private static SubmodelReport find(ModelReport report, String part) {
        return report.submodels().get(1 + PARTS.indexOf(part));
    }

    private ModelReport inspect() {
        return new FolderInspector(List.of(new DecoderInventory(), new GeneratorInventory()))
                .inspect(folder);
    }
}
