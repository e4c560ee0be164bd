package io.mingle.gen.internal.parity;

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

/** Drawing against the published implementation and the libraries that it uses. */
@Tag("numbers")
@Timeout(300)
class GenParityTest {

    private static final Set<String> TRANSFORMER =
            Set.of("time and pooled", "patches and refiners", "blocks", "velocity");
    private static final Set<String> SAMPLING =
            Set.of("step 1", "step 2", "step 3", "step 4", "picture");

    @TestFactory
    Stream<DynamicTest> everyStageIsThatOfTheReference() {
        List<Finding> findings = new ArrayList<>();
        try (TestDevice device = new TestDevice()) {
            new GenParity(device.runtime()).run(findings::add);
        }
        for (Precision precision : List.of(Precision.FLOAT32, Precision.BFLOAT16)) {
            assertEquals(TRANSFORMER, stages(findings, "gen-transformer, edited", precision));
            assertEquals(SAMPLING, stages(findings, "gen-sampling, edited_three_way", precision));
            assertEquals(Set.of("guidance"), stages(findings, "gen-guidance, mode_6", precision));
        }
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
