package io.mingle.core.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.SafetensorsWriter;
import io.mingle.model.StoredType;
import io.mingle.model.TensorSpec;
import io.mingle.tensor.DataType;
import io.mingle.tensor.LoadedProgram;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of a model that change while it is in use; a touched page that is gone ends the JVM. */
@Timeout(60)
class ChangedFileTest {

    private static final int COUNT = 1 << 18;
    private static final ProgramSource SUM =
            new ProgramSource.Builder("Sum")
                    .tensors("w")
                    .method("sum", "", "Tensor", "return torch.reshape(torch.sum(self.w[0]), [1])")
                    .build();

    private static TorchDevice device;

    @TempDir private Path folder;
    private TorchRuntime runtime;
    private Path file;

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
    void start() throws IOException {
        runtime = new TorchRuntime(device, "changed");
        file = folder.resolve("model.safetensors");
        write(file, 1);
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void aFileThatIsCutOffIsRefusedInsteadOfEndingTheJvm() throws IOException {
        LoadedProgram program = load();
        assertSum(program, COUNT);
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(100);
        }
        assertRefused(() -> program.run("sum"), "was written over while it was in use");
    }

    @Test
    void aFileThatIsWrittenOverInPlaceIsRefused() throws IOException {
        Path other = folder.resolve("other");
        write(other, 2);
        LoadedProgram program = load();
        assertSum(program, COUNT);
        Files.write(file, Files.readAllBytes(other));
        // However coarse the file system's clock is.
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        assertRefused(() -> program.run("sum"), "was written over while it was in use");
    }

    @Test
    void aFileThatIsReplacedByRenamingStaysAsItWasForThoseWhoUseIt() throws IOException {
        LoadedProgram program = load();
        Path other = folder.resolve("other");
        write(other, 2);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertSum(program, COUNT);
    }

    @Test
    void aFileThatIsDeletedStaysForThoseWhoUseIt() throws IOException {
        LoadedProgram program = load();
        Files.delete(file);
        assertSum(program, COUNT);
    }

    @Test
    void aFileThatIsReplacedBeforeItsPagesAreMappedIsRefused() throws IOException {
        SafetensorsIndex index = SafetensorsIndex.open(folder);
        Path other = folder.resolve("other");
        write(other, 2);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertRefused(() -> load(index), "has changed since the model was opened");
    }

    @Test
    void whatWasUnloadedIsNotLoadedFromAFileThatIsGone() throws IOException {
        LoadedProgram program = load();
        device.scheduler()
                .call(
                        () -> {
                            device.residents().unloadIdle(Duration.ZERO, Long.MAX_VALUE);
                            return null;
                        });
        Files.delete(file);
        assertRefused(() -> program.run("sum"), "is gone now");
    }

    private LoadedProgram load() {
        return load(SafetensorsIndex.open(folder));
    }

    private LoadedProgram load(SafetensorsIndex index) {
        return runtime.load(SUM, index, List.of("t"), DataType.FLOAT32);
    }

    private static void assertSum(LoadedProgram program, float expected) {
        try (Tensor sum = program.runOne("sum")) {
            assertArrayEquals(new float[] {expected}, sum.floats());
        }
    }

    private static void assertRefused(Runnable use, String text) {
        String message = assertThrows(BrokenModelException.class, use::run).getMessage();
        assertTrue(message.contains(text), message);
    }

    private static void write(Path file, float value) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(COUNT * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            bytes.putFloat(value);
        }
        try (SafetensorsWriter writer =
                new SafetensorsWriter(
                        file, List.of(new TensorSpec("t", StoredType.F32, COUNT)), Map.of())) {
            writer.write("t", bytes.flip());
            writer.commit();
        }
    }
}
