package io.mingle.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.mingle.core.internal.parity.ReferenceDecoder;
import io.mingle.parity.Difference;
import io.mingle.parity.ReferenceValues;
import io.mingle.reference.TestDevice;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two RMS norms against the published implementation: they round at different places. */
@Timeout(300)
class NormReferenceTest {

    private static final ReferenceValues PIECES =
            ReferenceValues.of(ReferenceDecoder.class, "pieces.safetensors");

    private static TestDevice device;

    @BeforeAll
    static void open() {
        device = new TestDevice();
    }

    @AfterAll
    static void close() {
        if (device != null) {
            device.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"norm, decoder, 1e-5", "norm_rounded, vision, 1e-6"})
    void bfloat16IsTheSameToTheLastBit(String kernel, String name, double epsilon) {
        assertArrayEquals(
                PIECES.floats("rmsnorm." + name), norm(Precision.BFLOAT16, kernel, epsilon));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"norm, decoder, 1e-5", "norm_rounded, vision, 1e-6"})
    void float32IsNear(String kernel, String name, double epsilon) {
        Difference.float32(
                        PIECES.floats("rmsnorm." + name + ".float32"),
                        norm(Precision.FLOAT32, kernel, epsilon),
                        1e-6)
                .require(name);
    }

    private static float[] norm(Precision precision, String kernel, double epsilon) {
        int type = precision.activations().code();
        ProgramSource.Builder source = new ProgramSource.Builder("Norm");
        new Kernels(precision).addTo(source);
        source.method(
                "widened",
                "x: Tensor, w: Tensor, eps: float",
                "Tensor",
                "return torch.to(self.%s(torch.to(x, %d), torch.to(w, %d), eps), 6)"
                        .formatted(kernel, type, type));
        try (Program program = device.runtime().load(source.build());
                Tensor x = value("rmsnorm.x");
                Tensor weight = value("rmsnorm.weight");
                Tensor y = program.runOne("widened", x, weight, epsilon)) {
            return y.floats();
        }
    }

    private static Tensor value(String name) {
        return device.runtime().of(PIECES.floats(name), PIECES.shape(name));
    }
}
