package io.mingle.core.internal.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.model.GraphReport;
import io.mingle.api.model.ModelReport;
import io.mingle.core.internal.thinker.TinyModel;
import io.mingle.inventory.Submodel;
import io.mingle.inventory.TensorInventory;
import io.mingle.model.ModelFolder;
import io.mingle.model.SafetensorsWriter;
import io.mingle.model.StoredType;
import io.mingle.model.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderInspectorTest {

    @TempDir private Path folder;

    @BeforeEach
    void writeFolder() throws IOException {
        TinyModel.write(folder);
    }

    @Test
    void aWholeFolderIsComplete() {
        ModelReport report = inspect(new DecoderInventory());
        assertTrue(report.complete(), report.toString());
        assertEquals(1, report.submodels().size());
        assertEquals("float32", report.precision());
        assertEquals(4 * report.parameters(), report.bytes());
        assertTrue(report.memory().get(0).fits());
    }

    @Test
    void aNetworkThatIsNotInstalledLeavesItsTensorsUnused() {
        ModelReport report = inspect();
        assertTrue(report.submodels().isEmpty());
        assertFalse(report.complete());
        assertEquals(25, report.unused().count());
        assertEquals("model.lm_head.weight", report.unused().first().get(0));
    }

    @Test
    void aConfigurationThatDoesNotFitANetworkIsToldWithTheRest() throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        TensorInventory particular =
                it -> {
                    throw new BrokenModelException("depth is 3.");
                };
        ModelReport report = inspect(new DecoderInventory(), particular);
        assertFalse(report.complete());
        assertEquals(2, report.damage().count());
        assertTrue(report.damage().first().get(0).contains("tokenizer.json: model.vocab should"));
        assertEquals("depth is 3", report.damage().first().get(1));
        assertTrue(report.submodels().get(0).complete());
    }

    @Test
    void foldersWithoutANetworkAreCountedAndTheirFilesChecked() throws IOException {
        write(folder.resolve("mlp/model.safetensors"), List.of(tensor("proj_in.bias", 8)));
        Path vae = folder.resolve("vae/diffusion_pytorch_model.safetensors");
        write(vae, List.of(tensor("conv_in.bias", 4)));
        ModelReport report = inspect(new DecoderInventory());
        assertTrue(report.complete(), report.toString());
        assertEquals(
                "[UncheckedPart[folder=mlp, tensors=1, parameters=8, types=[BF16], bytes=16],"
                        + " UncheckedPart[folder=vae, tensors=1, parameters=4, types=[BF16],"
                        + " bytes=8]]",
                report.unchecked().toString());

        byte[] cut = Files.readAllBytes(vae);
        Files.write(vae, Arrays.copyOf(cut, cut.length - 1));
        ModelReport damaged = inspect(new DecoderInventory());
        assertFalse(damaged.complete());
        assertTrue(
                damaged.damage()
                        .toString()
                        .startsWith("vae: diffusion_pytorch_model.safetensors is cut off"),
                damaged.damage().toString());
    }

    /** Has the graphs that are told of. */
    private record Graphs(List<GraphReport> graphs) implements TensorInventory {

        @Override
        public List<Submodel> submodels(ModelFolder folder) {
            return List.of();
        }

        @Override
        public List<GraphReport> graphs(ModelFolder folder) {
            return graphs;
        }
    }

    @Test
    void aGraphThatIsDamagedIsDamageOfTheModelAndOneThatNobodyChecksIsNone() {
        GraphReport unchecked = new GraphReport("a.onnx", 3, false, Optional.empty());
        ModelReport report = inspect(new DecoderInventory(), new Graphs(List.of(unchecked)));
        assertTrue(report.complete(), report.toString());
        assertEquals(List.of(unchecked), report.graphs());
        GraphReport damaged = new GraphReport("b.onnx", 5, true, Optional.of("b is cut off."));
        report = inspect(new DecoderInventory(), new Graphs(List.of(unchecked, damaged)));
        assertFalse(report.complete());
        assertEquals(List.of("b is cut off"), report.damage().first());
    }

    @Test
    void anyDamageIsToldAsDamageOfTheModelOrHarmless() throws IOException {
        Random random = new Random(1);
        for (String file : List.of("config.json", "tokenizer.json", "model.safetensors")) {
            byte[] good = Files.readAllBytes(folder.resolve(file));
            for (int round = 0; round < 200; round++) {
                byte[] bad = good.clone();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    bad[random.nextInt(Math.min(bad.length, 2000))] = (byte) random.nextInt(256);
                }
                Files.write(folder.resolve(file), bad);
                try {
                    inspect(new DecoderInventory());
                } catch (BrokenModelException e) {
                    assertTrue(e.getMessage().contains(folder.toString()), e.getMessage());
                }
            }
            Files.write(folder.resolve(file), good);
        }
    }

    private static TensorSpec tensor(String name, long... shape) {
        return new TensorSpec(name, StoredType.BF16, shape);
    }

    private static void write(Path file, List<TensorSpec> specs) throws IOException {
        Files.createDirectories(file.getParent());
        try (SafetensorsWriter writer = new SafetensorsWriter(file, specs, Map.of())) {
            for (TensorSpec spec : specs) {
                writer.write(spec.name(), ByteBuffer.allocate((int) spec.bytes()));
            }
            writer.commit();
        }
    }

    private ModelReport inspect(TensorInventory... inventories) {
        return new FolderInspector(new ArrayList<>(List.of(inventories))).inspect(folder);
    }
}
