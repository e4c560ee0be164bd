package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.model.ModelReport;
import io.mingle.api.model.SubmodelReport;
import io.mingle.core.internal.inventory.DecoderInventory;
import io.mingle.core.internal.inventory.FolderInspector;
import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.reference.TestDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** The generator in the true size of the published one, on weights that are zeros. */
@Timeout(600)
class FullSizeTest {

    /** Not among the system's temporary files: where those lie in memory, so would the zeros. */
    @TempDir(factory = InTarget.class)
    static Path folder;

    static final class InTarget implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
                throws IOException {
            return Files.createTempDirectory(Path.of("target"), "full-size");
        }
    }

    @BeforeAll
    static void write() throws IOException {
        TinyThinker.write(folder, SparseGenerator.HIDDEN, "bfloat16");
        SparseGenerator.write(folder);
    }

    @Test
    void everyPartIsCompleteAndHasAsManyParametersAsWasCounted() {
        ModelReport report =
                new FolderInspector(List.of(new DecoderInventory(), new GeneratorInventory()))
                        .inspect(folder);
        assertTrue(report.complete(), report::toString);
        assertEquals(List.of(), report.unchecked());
        Map<String, Long> parameters =
                report.submodels().stream()
                        .collect(
                                Collectors.toMap(SubmodelReport::name, SubmodelReport::parameters));
        long tables = 2L * 384 * 384 * 1536;
        assertEquals(2_413_232_832L + tables, parameters.get("diffusion transformer"));
        assertEquals(83_819_683L, parameters.get("image autoencoder"));
        assertEquals(1_310_340_608L, parameters.get("connector"));
        long queries = 336L * 2048;
        long projections = 2L * 2048 * 1536 + 1536 + 2048;
        assertEquals(12_601_344L + queries + projections, parameters.get("generator projections"));
    }

    /** A picture of 2 x 2 patches passes every weight. */
    @Test
    void aStepAndThePixelsAreComputed() {
        try (TestDevice device = new TestDevice();
                BenchedGenerator generator =
                        new BenchedGenerator(device.runtime(), new CheckpointInUse(folder))) {
            assertEquals(6144, generator.largestSide());
            Spent step = generator.step(32, true, Duration.ofNanos(1));
            assertTrue(step.operations() > 5e11, () -> "operations " + step.operations());
            Spent pixels = generator.pixels(32, Duration.ofNanos(1));
            assertTrue(pixels.operations() > 1e9, () -> "operations " + pixels.operations());
        }
    }
}
