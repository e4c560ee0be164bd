package io.mingle.core.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import io.mingle.api.error.InternalException;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StepFailureTest {

    private static final String ADVICE =
            ": the libraries of this machine could not compute it. Ask once more; if it fails"
                    + " again, report it with what --verbose prints and the table of 'mingle bench"
                    + " kernels'.";

    private static TorchDevice device;

    @BeforeAll
    static void open() {
        assertTrue(PlainEngine.start().usable());
        device = TorchDevice.standalone();
    }

    @AfterAll
    static void close() {
        device.close();
    }

    private static ProgramSource.Builder program() {
        String product = "return torch.matmul(x, x)";
        return new ProgramSource.Builder("Failing")
                .method("square", "x: Tensor", "Tensor", product)
                .method("forward", "x: List[Tensor]", "List[Tensor]", "return [self.square(x[0])]");
    }

    @Test
    void aFailedStepIsOneSentenceAboutWhatWasDoneWhereAndWhatToDo() {
        ProgramSource source =
                program()
                        .subject("the squares of the model 'X'")
                        .deed("square", "Squaring")
                        .deed("forward", "Learning")
                        .build();
        try (TorchRuntime runtime = new TorchRuntime(device, "failing");
                Program program = runtime.load(source);
                Tensor x = runtime.of(new float[6], 2, 3)) {
            InternalException error =
                    assertThrows(InternalException.class, () -> program.run("square", x));
            assertEquals(
                    "Squaring failed in the squares of the model 'X'" + ADVICE, error.getMessage());
            assertTrue(error.getCause().getMessage().contains("torch.matmul"));
            error = assertThrows(InternalException.class, () -> program.train(List.of(x)));
            assertEquals(
                    "Learning failed in the squares of the model 'X'" + ADVICE, error.getMessage());
        }
    }

    @Test
    void aProgramThatSaysNothingAboutItselfIsCalledByItsNames() {
        try (TorchRuntime runtime = new TorchRuntime(device, "failing");
                Program program = runtime.load(program().build());
                Tensor x = runtime.of(new float[6], 2, 3)) {
            InternalException error =
                    assertThrows(InternalException.class, () -> program.run("square", x));
            assertEquals(
                    "The step 'square' failed in the program Failing" + ADVICE, error.getMessage());
        }
    }

    @Test
    void whatFailsOutsideOfAProgramDoesNotTellWhatTheLibrarySaid() {
        InternalException error =
                assertThrows(
                        InternalException.class,
                        () ->
                                device.scheduler()
                                        .call(
                                                () -> {
                                                    throw new EngineException("a page of text");
                                                }));
        assertEquals("A step on the device failed" + ADVICE, error.getMessage());
        assertNotNull(error.getCause());
    }

    @Test
    void aMachineWithoutMemoryIsToldAsThat() {
        EngineException refused =
                new EngineException(
                        "RuntimeError: DefaultCPUAllocator: can't allocate memory: you tried to"
                                + " allocate 99 bytes.");
        assertEquals(
                "A step on the device failed: the machine had no memory left for it. Ask for less"
                        + " at a time, or close other programs.",
                StepFailure.of(refused).getMessage());
    }
}
