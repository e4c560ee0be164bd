package io.mingle.core.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.engine.internal.PlainEngine;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Kernel;
import io.mingle.tensor.Operation;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("numbers")
@Timeout(120)
class KernelTrialTest {

    private static final Bfloat16Cost QUICK = new Bfloat16Cost(0.2);
    private static final Bfloat16Cost LONG = new Bfloat16Cost(8);
    private static final Bfloat16Costs FAST = new Bfloat16Costs(QUICK, QUICK);

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

    private static KernelTrial tried(Kernel kernel, Bfloat16Costs bfloat16) {
        return device.scheduler()
                .call(() -> KernelTrial.of(List.of(kernel), bfloat16, device.newManager()))
                .get(0);
    }

    private static Kernel product(DataType format, String body) {
        return new Kernel("of the test", Operation.PRODUCT, format, false, false, 0, body);
    }

    @Test
    void anOperatorThatThisLibtorchLacksIsOutAndSaysSo() {
        KernelTrial trial =
                tried(product(DataType.BFLOAT16, "return ops.nowhere.linear(x, w, b)"), FAST);
        assertFalse(trial.holds());
        assertTrue(trial.out().startsWith("fails, "), trial::out);
        assertTrue(trial.out().contains("nowhere::linear"), trial::out);
        assertEquals(1, trial.out().lines().count(), trial::out);
    }

    @Test
    void whatThrowsIsOutAndSaysWhy() {
        KernelTrial trial =
                tried(
                        product(
                                DataType.FLOAT32,
                                "return torch.matmul(x, torch.narrow(w, 0, 0, 3))"),
                        FAST);
        assertTrue(trial.out().startsWith("fails, "), trial::out);
        assertTrue(trial.out().contains("shapes"), trial::out);
        assertEquals(1, trial.out().lines().count(), trial::out);
    }

    @ParameterizedTest
    @CsvSource({
        "BFLOAT16, 'return torch.mul(torch.linear(x, w, b), 1.02)'",
        "FLOAT32, 'return torch.mul(torch.linear(x, w, b), 1.0001)'",
        "BFLOAT16, 'return torch.mul(torch.linear(x, w, b), float(\"nan\"))'",
    })
    void whatDiffersBeyondRoundingIsOut(DataType format, String body) {
        KernelTrial trial = tried(product(format, body), FAST);
        assertTrue(trial.out().startsWith("differs from the plain way by "), trial::out);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT32", "BFLOAT16"})
    void thePlainWayOfEachOperationHolds(DataType format) {
        for (Operation operation : Operation.values()) {
            Kernel plain =
                    new Kernel("plain", operation, format, false, false, 0, operation.plain());
            assertEquals("", tried(plain, FAST).out(), operation::toString);
        }
    }

    @Test
    void detoursAreTakenWhereTheirOwnOperationIsSlowInBfloat16Only() {
        String needless = "not needed, bfloat16 takes 0.2 times as long as float32 here";
        Bfloat16Costs slowProducts = new Bfloat16Costs(LONG, QUICK);
        Bfloat16Costs slowConvolutions = new Bfloat16Costs(QUICK, LONG);
        Kernel product = detour(Operation.PRODUCT);
        Kernel convolution = detour(Operation.CONVOLUTION);
        assertEquals("", tried(product, slowProducts).out());
        assertEquals(needless, tried(product, slowConvolutions).out());
        assertEquals("", tried(convolution, slowConvolutions).out());
        assertEquals(needless, tried(convolution, slowProducts).out());
    }

    @Test
    void whatBfloat16CostsIsTheQuickestTimeOverTheQuickestOfFloat32() {
        Iterator<Long> times = List.of(9L, 5L, 7L, 30L, 6L, 6L, 8L, 20L).iterator();
        Bfloat16Cost cost =
                Bfloat16Cost.measure(type -> TimeUnit.MILLISECONDS.toNanos(times.next()));
        assertEquals(new Bfloat16Cost(4), cost);
    }

    /** Rows, inputs and outputs: of one block, of several, and the last of them smaller. */
    @ParameterizedTest
    @CsvSource({"1, 64, 16", "2, 64, 16", "5, 1024, 700", "3, 4096, 65"})
    void productsThroughFloat32AreThoseOfTheReferenceRoundedOnce(
            int rows, int inputs, int outputs) {
        assertNear(
                detour(Operation.PRODUCT),
                "x, w, b",
                new long[] {rows, inputs},
                new long[] {outputs, inputs},
                outputs);
        assertNear(
                detour(Operation.PRODUCT),
                "x, w, None",
                new long[] {1, rows, inputs},
                new long[] {outputs, inputs},
                outputs);
    }

    /** Of one block, of several, of each way to part or turn channels, and of a picture. */
    @ParameterizedTest
    @CsvSource({
        "8x16x3, 1x16x9, '[1], [1], [1], False, 1'",
        "600x700x3, 1x700x9, '[2], [1], [1], False, 1'",
        "8x16x3, 2x16x9, '[1], [2], [2], False, 1'",
        "16x1x7, 1x16x9, '[1], [3], [1], False, 16'",
        "700x600x3, 1x700x9, '[2], [0], [1], True, 1'",
        "16x4x3, 1x16x9, '[2], [1], [1], True, 2'",
        "600x256x3x3, 1x256x5x6, '[2, 1], [1, 1], [1, 1], False, 1'",
        "256x600x2x2, 1x256x5x6, '[2, 2], [0, 0], [1, 1], True, 1'",
    })
    void convolutionsThroughFloat32AreThoseOfTheReferenceRoundedOnce(
            String weight, String input, String arguments) {
        long[] w = sides(weight);
        boolean transposed = arguments.contains("True");
        int groups = Integer.parseInt(arguments.substring(arguments.lastIndexOf(' ') + 1));
        long outputs = transposed ? w[1] * groups : w[0];
        assertNear(
                detour(Operation.CONVOLUTION),
                "x, w, b, " + arguments,
                sides(input),
                w,
                Math.toIntExact(outputs));
        assertNear(detour(Operation.CONVOLUTION), "x, w, None, " + arguments, sides(input), w, 1);
    }

    private static long[] sides(String shape) {
        return Stream.of(shape.split("x")).mapToLong(Long::parseLong).toArray();
    }

    private static Kernel detour(Operation operation) {
        return KernelTable.PROCESSOR.stream()
                .filter(kernel -> kernel.detour() && kernel.operation() == operation)
                .findFirst()
                .orElseThrow();
    }

    /** Half a step of bfloat16 of each value, and the additions in float32. */
    private static void assertNear(
            Kernel kernel, String arguments, long[] x, long[] w, int outputs) {
        Operation operation = kernel.operation();
        String wide = arguments.replaceAll("\\b[xwb]\\b", "torch.to($0, 6)");
        ProgramSource source =
                new ProgramSource.Builder("Near")
                        .method("kernel", operation.parameters(), "Tensor", kernel.body())
                        .method("plain", operation.parameters(), "Tensor", operation.plain())
                        .method(
                                "waves",
                                "like: Tensor, speed: float",
                                "Tensor",
                                """
                                n = torch.arange(torch.numel(like), dtype=6)
                                return torch.to(torch.reshape(torch.sin(torch.mul(n, speed)), torch.size(like)), 15)
                                """)
                        .method(
                                "excess",
                                "x: Tensor, w: Tensor, b: Tensor",
                                "Tensor",
                                """
                                x = self.waves(x, 0.7)
                                w = self.waves(w, 1.3)
                                b = self.waves(b, 1.9)
                                found = self.kernel(%s)
                                expected = self.plain(%s)
                                difference = torch.abs(torch.sub(torch.to(found, 6), expected))
                                excess = torch.sub(difference, torch.mul(torch.abs(expected), %s))
                                return torch.reshape(torch.max(excess), [1])
                                """
                                        .formatted(arguments, wide, 0x1p-8))
                        .build();
        try (TorchRuntime runtime = new TorchRuntime(device, "near");
                Program program = runtime.load(source);
                Tensor one = runtime.zeros("scratch", DataType.FLOAT32, x);
                Tensor two = runtime.zeros("scratch", DataType.FLOAT32, w);
                Tensor three = runtime.zeros("scratch", DataType.FLOAT32, outputs);
                Tensor excess = program.runOne("excess", one, two, three)) {
            assertTrue(excess.floats()[0] < 1e-3, () -> kernel.name() + " " + excess.floats()[0]);
        }
    }

    /** The second run of these tests is capped; a cap without effect would test nothing. */
    @Test
    @EnabledOnOs(architectures = {"amd64", "x86_64"})
    @EnabledIfEnvironmentVariable(named = "ONEDNN_MAX_CPU_ISA", matches = "AVX2|SSE41")
    void withoutAvx512TheRowProductOfOneDnnIsOut() {
        KernelTrial row = device.kernelTrials().get(0);
        assertEquals("mkldnn::_linear_pointwise", row.kernel().name());
        assertTrue(row.wrong(), row::toString);
        assertTrue(
                row.out().startsWith("fails, could not create a primitive descriptor"), row::out);
    }

    @Test
    void aRuntimeGivesTheRowsThatHoldInTheOrderOfTheTable() {
        try (TorchRuntime runtime = new TorchRuntime(device, "told")) {
            assertEquals(
                    device.kernelTrials().stream()
                            .filter(KernelTrial::holds)
                            .map(KernelTrial::kernel)
                            .toList(),
                    runtime.kernels());
            assertEquals(
                    KernelTable.PROCESSOR,
                    device.kernelTrials().stream().map(KernelTrial::kernel).toList());
        }
    }
}
