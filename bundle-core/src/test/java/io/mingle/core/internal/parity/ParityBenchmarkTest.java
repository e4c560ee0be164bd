package io.mingle.core.internal.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.bench.BenchmarkReport;
import io.mingle.api.error.CancelledException;
import io.mingle.nn.Precision;
import io.mingle.parity.Difference;
import io.mingle.parity.Finding;
import io.mingle.parity.ParityCheck;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ParityBenchmarkTest {

    private static final Difference NEAR =
            Difference.float32(new float[] {1, 2}, new float[] {1, 2.00002f});
    private static final Difference FAR =
            Difference.float32(new float[] {1, 2}, new float[] {1, 2.01f});

    @Test
    void everyFindingIsARowAndThoseTooFarAreFailures() {
        BenchmarkReport report =
                report(
                        check("vision", found -> found.accept(finding("features", FAR))),
                        check("audio", found -> found.accept(finding("tokens", NEAR))));
        assertEquals(
                List.of(
                        "audio",
                        "tokens",
                        "a, b",
                        "FLOAT32",
                        "1.0e-05 of scale",
                        "2e-05",
                        "",
                        "ok"),
                report.rows().get(0));
        assertEquals(
                List.of(
                        "vision",
                        "features",
                        "a, b",
                        "FLOAT32",
                        "5.0e-03 of scale",
                        "2e-05",
                        "",
                        "TOO FAR"),
                report.rows().get(1));
        assertEquals(
                List.of(
                        "The features of a, b in FLOAT32 differ too far from the reference: 5.0e-03"
                                + " of scale, allowed is 2e-05. Value 1 is 2.01, expected 2.0; the"
                                + " largest expected is 2.0."),
                report.failures());
        assertTrue(report.notes().get(1).contains("audio, vision"), report.notes().get(1));
    }

    @Test
    void anInterruptedComparisonFailsWithWhatThereIs() {
        BenchmarkReport report =
                report(
                        check(
                                "decoder",
                                found -> {
                                    found.accept(finding("logits", NEAR));
                                    Thread.currentThread().interrupt();
                                    throw new CancelledException("stopped", null);
                                }),
                        check("vision", found -> found.accept(finding("features", NEAR))));
        assertTrue(Thread.interrupted());
        assertEquals(1, report.rows().size());
        assertEquals(
                List.of("The comparison of the decoder was interrupted. Run it again."),
                report.failures());
    }

    private static BenchmarkReport report(ParityCheck... checks) {
        return new ParityBenchmark(List.of(checks)).run(Duration.ofSeconds(1), text -> {});
    }

    private static Finding finding(String stage, Difference difference) {
        return new Finding(stage, "a, b", Precision.FLOAT32, difference);
    }

    private static ParityCheck check(String part, Consumer<Consumer<Finding>> work) {
        return new ParityCheck() {

            @Override
            public String part() {
                return part;
            }

            @Override
            public void run(Consumer<Finding> findings) {
                work.accept(findings);
            }
        };
    }
}
