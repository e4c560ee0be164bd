package io.mingle.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.tensor.DataType;
import io.mingle.tensor.Kernel;
import io.mingle.tensor.Operation;
import io.mingle.tensor.ProgramSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelsTest {

    private static final List<Kernel> KERNELS =
            List.of(
                    kernel("learning", Operation.PRODUCT, true, 8),
                    kernel("best", Operation.PRODUCT, false, 3),
                    kernel("second", Operation.PRODUCT, false, 9),
                    kernel("row", Operation.ROW_PRODUCT, false, 5));

    private static Kernel kernel(
            String name, Operation operation, boolean gradients, long scratchBytes) {
        return new Kernel(
                name,
                operation,
                DataType.BFLOAT16,
                gradients,
                false,
                scratchBytes,
                "return torch." + name + "(x, w)");
    }

    private static String text(Kernels kernels) {
        ProgramSource.Builder source = new ProgramSource.Builder("Chosen");
        kernels.addTo(source);
        return source.build().text();
    }

    @Test
    void aProgramGetsTheFirstKernelOfItsFormatForEachOperation() {
        Kernels kernels = new Kernels(Precision.BFLOAT16, KERNELS);
        assertTrue(text(kernels).contains("torch.best(x, w)"));
        assertTrue(text(kernels).contains("torch.row(x, w)"));
        assertFalse(text(kernels).contains("torch.second(x, w)"));
        assertFalse(text(kernels).contains("torch.learning(x, w)"));
    }

    @Test
    void aProgramThatLearnsGetsThoseWithGradientsOnly() {
        String text = text(new Kernels(Precision.MIXED, KERNELS));
        assertTrue(text.contains("torch.learning(x, w)"));
        assertFalse(text.contains("torch.row(x, w)"));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void whatNoKernelFitsIsComputedInThePlainWay(Precision precision) {
        String text = text(new Kernels(precision, List.of()));
        for (Operation operation : Operation.values()) {
            operation.plain().lines().forEach(line -> assertTrue(text.contains(line), line));
        }
        assertEquals(
                text(new Kernels(Precision.FLOAT32, List.of())),
                text(new Kernels(Precision.FLOAT32, KERNELS)));
    }

    @Test
    void scratchIsThatOfTheChosenKernelThatTakesMost() {
        assertEquals(5, new Kernels(Precision.BFLOAT16, KERNELS).scratchBytes());
        assertEquals(8, new Kernels(Precision.MIXED, KERNELS).scratchBytes());
        assertEquals(0, new Kernels(Precision.FLOAT32, KERNELS).scratchBytes());
    }
}
