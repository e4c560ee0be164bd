package io.mingle.audio.internal.parity;

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

/** Hearing against the published implementation and the libraries that it uses. */
@Tag("numbers")
@Timeout(300)
class AudioParityTest {

    private static final Set<String> ENCODER =
            Set.of("convolutions", "blocks", "encoder", "projector", "tokens");

    @TestFactory
    Stream<DynamicTest> everyStageIsThatOfTheReference() {
        List<Finding> findings = new ArrayList<>();
        try (TestDevice device = new TestDevice()) {
            new AudioParity(device.runtime()).run(findings::add);
        }
        assertEquals(ENCODER, stages(findings, "audio-head8, clip", Precision.FLOAT32));
        assertEquals(ENCODER, stages(findings, "audio-head64, clip", Precision.BFLOAT16));
        assertEquals(6, findings.stream().filter(f -> f.stage().equals("resampled sound")).count());
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
