package io.mingle.core.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.model.MemoryUse;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.SafetensorsWriter;
import io.mingle.model.StoredType;
import io.mingle.model.TensorSpec;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class TorchRuntimeTest {

    private static TorchDevice device;

    @TempDir Path folder;

    @BeforeAll
    static void open() {
        assertTrue(PlainEngine.start().usable());
        device = TorchDevice.standalone();
    }

    @AfterAll
    static void close() {
        device.close();
    }

    private static long held(String owner) {
        return device.ledger().uses().stream()
                .filter(use -> use.owner().equals(owner))
                .mapToLong(MemoryUse::bytes)
                .sum();
    }

    @Test
    void everyTensorIsChargedToItsOwnerUntilItIsClosed() {
        try (TorchRuntime runtime = new TorchRuntime(device, "charged")) {
            Tensor zeros = runtime.zeros("cache", DataType.BFLOAT16, 4, 8);
            assertEquals(64, held("charged"));
            Tensor values = runtime.of(new float[] {1, 2, 3}, 3);
            assertEquals(76, held("charged"));
            zeros.close();
            zeros.close();
            assertEquals(12, held("charged"));
            assertArrayEquals(new float[] {1, 2, 3}, values.floats());
        }
        assertEquals(0, held("charged"));
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItIsAllocated() {
        try (TorchRuntime runtime = new TorchRuntime(device, "greedy")) {
            assertThrows(
                    MemoryRefusedException.class,
                    () -> runtime.zeros("cache", DataType.FLOAT32, 1L << 40));
        }
    }

    @Test
    void closingARuntimeClosesWhatItsOwnerForgot() {
        TorchRuntime runtime = new TorchRuntime(device, "forgetful");
        Tensor forgotten = runtime.of(new float[16], 16);
        runtime.close();
        assertEquals(0, held("forgetful"));
        assertThrows(RuntimeException.class, forgotten::floats);
    }

    @Test
    void oneVersionOfABundleThatGoesLeavesWhatAnotherHolds() {
        TorchRuntime old = new TorchRuntime(device, "twice");
        old.of(new float[16], 16);
        Tensor forgotten = old.of(new float[2], 2);
        try (TorchRuntime young = new TorchRuntime(device, "twice")) {
            Tensor kept = young.of(new float[] {1}, 1);
            old.close();
            assertEquals(4, held("twice"));
            forgotten.close();
            assertEquals(4, held("twice"));
            kept.close();
            assertEquals(0, held("twice"));
        }
    }

    @Test
    void aProgramThatDoesNotCompileSaysWhatInASentenceAndWhereInItsCause() {
        ProgramSource source =
                new ProgramSource.Builder("Broken")
                        .method("f", "x: Tensor", "Tensor", "return torch.nonsense(x)")
                        .build();
        try (TorchRuntime runtime = new TorchRuntime(device, "compiler")) {
            IllegalArgumentException thrown =
                    assertThrows(IllegalArgumentException.class, () -> runtime.load(source));
            assertEquals(
                    "The program Broken does not compile for this libtorch: Unknown builtin op:"
                            + " aten::nonsense. It is a fault of the bundle that brings it; report"
                            + " it.",
                    thrown.getMessage());
            assertTrue(thrown.getCause().getMessage().contains("torch.nonsense"));
        }
    }

    @Test
    void gradientsFlowThroughAProgram() {
        ProgramSource source =
                new ProgramSource.Builder("Descent")
                        .tensors("w")
                        .method(
                                "forward",
                                "inputs: List[Tensor]",
                                "List[Tensor]",
                                """
                                loss = torch.sum(torch.mul(self.w[0], self.w[0]))
                                g = torch.grad([loss], self.w)[0]
                                if g is not None:
                                  w = torch.sub_(torch.detach(self.w[0]), g, alpha=0.25)
                                return [torch.detach(torch.reshape(loss, [1]))]
                                """)
                        .build();
        try (TorchRuntime runtime = new TorchRuntime(device, "descent");
                Program program = runtime.load(source);
                Tensor weight = runtime.parameter(new float[] {2, -4}, 2);
                Tensor unused = runtime.of(new float[] {0}, 1)) {
            program.run("set_w", List.of(weight));
            assertEquals(20, program.train(List.of(unused)).get(0).floats()[0]);
            assertArrayEquals(new float[] {1, -2}, weight.floats());
        }
    }

    /** Several results of 16 bytes each, as a program can return them. */
    private static final ProgramSource RESULTS =
            new ProgramSource.Builder("Results")
                    .method("one", "x: Tensor", "Tensor", "return torch.add(x, 1)")
                    .method(
                            "several",
                            "x: Tensor",
                            "List[Tensor]",
                            "return [torch.add(x, 1), torch.add(x, 2), torch.add(x, 3)]")
                    .method(
                            "nested",
                            "x: Tensor",
                            "Tuple[Tensor, List[Tensor]]",
                            "return torch.add(x, 1), [torch.add(x, 2), torch.add(x, 3)]")
                    .method(
                            "unknown",
                            "x: Tensor",
                            "List[Tensor]",
                            "return [torch.add(x, 1), torch.to(x, 7), torch.add(x, 3)]")
                    .method(
                            "strange",
                            "x: Tensor",
                            "Tuple[Tensor, int]",
                            "return torch.add(x, 1), 2")
                    .method(
                            "forward",
                            "inputs: List[Tensor]",
                            "List[Tensor]",
                            "return self.several(inputs[0])")
                    .build();

    @ParameterizedTest
    @ValueSource(strings = {"one", "several", "nested", "forward"})
    void resultsOfWhichOneIsRefusedAreAllGivenBack(String method) {
        long limit = device.limit();
        try (TorchRuntime runtime = new TorchRuntime(device, "results");
                Program program = runtime.load(RESULTS);
                Tensor x = runtime.of(new float[4], 4)) {
            int arrays = runtime.manager().getManagedArrays().size();
            device.ledger().limit(limit, Map.of("results", method.equals("one") ? 20L : 36L));
            assertThrows(
                    MemoryRefusedException.class,
                    () ->
                            (method.equals("forward")
                                            ? program.train(List.of(x))
                                            : program.run(method, x))
                                    .size());
            assertEquals(16, device.heldBy("results", "scratch"));
            assertEquals(arrays, runtime.manager().getManagedArrays().size());
        } finally {
            device.ledger().limit(limit, Map.of());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "strange"})
    void resultsOfWhichOneIsNotUnderstoodAreAllGivenBack(String method) {
        try (TorchRuntime runtime = new TorchRuntime(device, "results");
                Program program = runtime.load(RESULTS);
                Tensor x = runtime.of(new float[4], 4)) {
            int arrays = runtime.manager().getManagedArrays().size();
            assertThrows(InternalException.class, () -> program.run(method, x));
            assertEquals(16, device.heldBy("results", "scratch"));
            assertEquals(arrays, runtime.manager().getManagedArrays().size());
        }
    }

    @Test
    void trainingBesideOneAnotherTakesProgramsThatCannotBeUnloaded() throws IOException {
        write(new float[] {1}, 1);
        ProgramSource source =
                new ProgramSource.Builder("Loaded")
                        .tensors("w")
                        .method("w0", "", "Tensor", "return self.w[0]")
                        .build();
        try (TorchRuntime runtime = new TorchRuntime(device, "trainer");
                Program loaded =
                        runtime.load(
                                source,
                                SafetensorsIndex.open(folder),
                                List.of("t"),
                                DataType.FLOAT32)) {
            assertEquals(
                    "Programs were to be trained beside one another, and one of them is a"
                            + " EvictableProgram, which can be unloaded. Load it without weights of"
                            + " a checkpoint and set its parameters, or train it alone.",
                    refusal(runtime, List.of(loaded)));
            assertEquals(
                    "A training of 1 inputs was asked for without a program. Give one program or"
                            + " more.",
                    refusal(runtime, List.of()));
        }
    }

    private static String refusal(TorchRuntime runtime, List<Program> programs) {
        return assertThrows(
                        InvalidRequestException.class,
                        () -> runtime.train(programs, List.of(List.of())))
                .getMessage();
    }

    @Test
    void aFileIsMappedOnceForAllOwnersAndLetGoWithTheLast() throws IOException {
        write(new float[] {1.5f, -2, 3, 4}, 2, 2);
        SafetensorsIndex index = SafetensorsIndex.open(folder);
        try (TorchRuntime one = new TorchRuntime(device, "one");
                TorchRuntime two = new TorchRuntime(device, "two")) {
            Weights first = one.open(index);
            Weights second = two.open(index);
            Tensor a = first.tensors(List.of("t"), DataType.FLOAT32).get(0);
            Tensor b = second.tensors(List.of("t"), DataType.FLOAT32).get(0);
            assertEquals(1, device.files().count());
            first.close();
            assertEquals(1, device.files().count());
            assertArrayEquals(new float[] {1.5f, -2, 3, 4}, b.floats());
            assertThrows(IllegalStateException.class, a::floats);
            second.close();
            assertEquals(0, device.files().count());
        }
    }

    @Test
    void onlyConvertedWeightsTakeMemoryOfTheirOwn() throws IOException {
        write(new float[] {1, 2, 3, 4}, 4);
        try (TorchRuntime runtime = new TorchRuntime(device, "converter");
                Weights weights = runtime.open(SafetensorsIndex.open(folder))) {
            weights.tensors(List.of("t"), DataType.FLOAT32);
            weights.tensors(List.of("t"), DataType.BFLOAT16);
            Map<String, Long> purposes =
                    device.ledger().uses().stream()
                            .filter(use -> use.owner().equals("converter"))
                            .collect(Collectors.toMap(MemoryUse::purpose, MemoryUse::bytes));
            assertEquals(Map.of(MemoryUse.MAPPED, 16L, "weights", 8L), purposes);
        }
    }

    @Test
    void whatHasToBeConvertedIsRefusedAsAWhole() throws IOException {
        write(new float[] {1, 2, 3, 4}, 4);
        long limit = device.limit();
        device.ledger().limit(limit, Map.of("poor", 12L));
        try (TorchRuntime runtime = new TorchRuntime(device, "poor");
                Weights weights = runtime.open(SafetensorsIndex.open(folder))) {
            MemoryRefusedException thrown =
                    assertThrows(
                            MemoryRefusedException.class,
                            () -> weights.tensors(List.of("t", "t"), DataType.BFLOAT16));
            assertEquals(16, thrown.needed());
            assertEquals(0, held("poor"));
        } finally {
            device.ledger().limit(limit, Map.of());
        }
    }

    @Test
    void aMissingTensorIsNamed() throws IOException {
        write(new float[] {1}, 1);
        try (TorchRuntime runtime = new TorchRuntime(device, "missing");
                Weights weights = runtime.open(SafetensorsIndex.open(folder))) {
            BrokenModelException thrown =
                    assertThrows(
                            BrokenModelException.class,
                            () -> weights.tensors(List.of("t", "absent"), DataType.FLOAT32));
            assertTrue(thrown.getMessage().contains("absent"), thrown.getMessage());
        }
    }

    private void write(float[] values, long... shape) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        try (SafetensorsWriter writer =
                new SafetensorsWriter(
                        folder.resolve("model.safetensors"),
                        List.of(new TensorSpec("t", StoredType.F32, shape)),
                        Map.of())) {
            writer.write("t", bytes);
            writer.commit();
        }
    }
}
