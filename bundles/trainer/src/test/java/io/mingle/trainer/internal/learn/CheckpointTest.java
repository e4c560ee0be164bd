package io.mingle.trainer.internal.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.training.Adjustments;
import io.mingle.model.SafetensorsHeader;
import io.mingle.model.SafetensorsWriter;
import io.mingle.model.TensorEntry;
import io.mingle.nn.Parameter;
import io.mingle.trainer.picture.TinyBatches;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens where a disk or a file is not as it should be; the engine is not needed for it. */
class CheckpointTest {

    @TempDir Path folder;

    private final MemoryRuntime memory = new MemoryRuntime(Integer.MAX_VALUE);
    private TinyBatches batches;
    private Path state;

    @BeforeEach
    void makeNetworks() throws Exception {
        batches = new TinyBatches(folder);
        state = folder.resolve("training.safetensors");
    }

    @AfterEach
    void close() {
        batches.close();
        assertEquals(0, memory.open());
    }

    private TrainingProgram program() {
        return new TrainingProgram(
                List.of(TinyBatches.objective()), batches.config(), Adjustments.NONE);
    }

    private Learner learner() {
        return new Learner(memory.runtime(), program(), 1, 7);
    }

    private Learner read() {
        return Checkpoint.readState(memory.runtime(), program(), 1, state);
    }

    @Test
    void aFolderThatIsGoneIsToldWithWhatToDo() throws Exception {
        Path gone = Files.createDirectory(folder.resolve("gone")).resolve("x.safetensors");
        Files.delete(gone.getParent());
        try (Learner learner = learner()) {
            UnwritableOutputException error =
                    assertThrows(
                            UnwritableOutputException.class,
                            () -> Checkpoint.writeState(learner, gone, Map.of()));
            assertContains(error, "The checkpoint " + gone + " was not written");
            assertContains(error, "--resume");
            assertThrows(
                    UnwritableOutputException.class,
                    () -> Checkpoint.writeModel(learner, gone, Map.of()));
        }
    }

    @Test
    void anInterruptedReadingIsCancelledAndTheThreadStaysInterrupted() {
        try (Learner learner = learner()) {
            Checkpoint.writeState(learner, state, Map.of());
        }
        // The header has been read when the first tensor is made: it is the second tensor's reading
        // that the interrupt meets.
        MemoryRuntime interrupting =
                new MemoryRuntime(Integer.MAX_VALUE, Thread.currentThread()::interrupt);
        CancelledException error =
                assertThrows(
                        CancelledException.class,
                        () -> Checkpoint.readState(interrupting.runtime(), program(), 1, state));
        assertTrue(Thread.interrupted());
        assertContains(error, state + " was interrupted");
        assertEquals(0, interrupting.open());
    }

    @Test
    void aNoteThatIsNoNumberIsNamed() throws Exception {
        for (String wrong : List.of("many", "-1", "99999999999999999999")) {
            try (SafetensorsWriter writer =
                    new SafetensorsWriter(state, List.of(), Map.of("updates", wrong))) {
                writer.commit();
            }
            BrokenModelException error = assertThrows(BrokenModelException.class, this::read);
            assertContains(error, state + " notes 'updates' as '" + wrong + "'");
        }
    }

    @Test
    void eachTensorOfTheModelHasItsOwnWeights() throws Exception {
        Path model = folder.resolve("model.safetensors");
        try (Learner learner = learner()) {
            Checkpoint.writeModel(learner, model, Map.of());
            Map<String, TensorEntry> tensors = SafetensorsHeader.read(model).tensors();
            List<Parameter> parameters = learner.description().parameters();
            for (int i = 0; i < parameters.size(); i++) {
                TensorEntry entry = tensors.get(parameters.get(i).name());
                if (parameters.get(i).name().startsWith("dense.")) {
                    assertNull(entry);
                } else {
                    assertArrayEquals(learner.values("w", i), bfloat16(model, entry), 0.02f);
                }
            }
        }
    }

    private static float[] bfloat16(Path file, TensorEntry entry) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[(int) entry.bytes() / Short.BYTES];
        for (int i = 0; i < values.length; i++) {
            int at = (int) entry.offset() + i * Short.BYTES;
            values[i] = Float.intBitsToFloat(bytes.getShort(at) << 16);
        }
        return values;
    }

    private static void assertContains(Exception error, String text) {
        assertTrue(error.getMessage().contains(text), error.getMessage());
    }
}
