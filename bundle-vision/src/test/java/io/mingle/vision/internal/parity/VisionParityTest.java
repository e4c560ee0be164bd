package io.mingle.vision.internal.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.nn.Precision;
import io.mingle.parity.Finding;
import io.mingle.reference.TestDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Seeing against the published implementation, on small random networks. */
@Tag("numbers")
@Timeout(300)
class VisionParityTest {

    private static final Set<String> ENCODER =
            Set.of(
                    "patch embedding",
                    "blocks",
                    "merger",
                    "projector",
                    "features",
                    "features, at once");

    @TestFactory
    Stream<DynamicTest> everyStageIsThatOfTheReference() {
        List<Finding> findings = new ArrayList<>();
        try (TestDevice device = new TestDevice()) {
            new VisionParity(device.runtime()).run(findings::add);
        }
        assertEquals(ENCODER, stages(findings, "vision-patch8, pictures", Precision.FLOAT32));
        assertEquals(ENCODER, stages(findings, "vision-patch14, picture", Precision.BFLOAT16));
        return findings.stream()
                .map(
                        finding ->
                                DynamicTest.dynamicTest(
                                        finding.subject(),
                                        () -> finding.difference().require(finding.subject())));
    }

    private static Set<String> stages(List<Finding> findings, String input, Precision precision) {
        return findings.stream()
                .filter(f -> f.input().equals(input) && f.precision() == precision)
                .map(Finding::stage)
                .collect(Collectors.toSet());
    }
}
