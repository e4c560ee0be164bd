package io.mingle.core.internal.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** The whole decoder against the published implementation, on small random networks. */
@Tag("numbers")
@Timeout(300)
class DecoderParityTest {

    @TestFactory
    Stream<DynamicTest> everyStageIsThatOfTheReference() {
        return findings().stream()
                .map(
                        finding ->
                                DynamicTest.dynamicTest(
                                        finding.subject(),
                                        () -> finding.difference().require(finding.subject())));
    }

    @Test
    void everyPromptPassesEveryStage() {
        List<Finding> findings = findings();
        Set<String> whole =
                Set.of(
                        "positions",
                        "modality masks",
                        "embeddings",
                        "attention",
                        "router choices",
                        "router shares",
                        "layers",
                        "final states",
                        "final states, in chunks",
                        "logits",
                        "decoded logits",
                        "greedy tokens");
        for (String prompt : List.of("text", "pictures", "mixed", "sound", "everything")) {
            assertEquals(whole, stages(findings, prompt, Precision.FLOAT32), prompt);
            assertTrue(stages(findings, prompt, Precision.BFLOAT16).size() >= 8, prompt);
        }
    }

    private static Set<String> stages(List<Finding> findings, String prompt, Precision precision) {
        return findings.stream()
                .filter(f -> f.input().equals("decoder-head8, " + prompt))
                .filter(f -> f.precision() == precision)
                .map(Finding::stage)
                .collect(Collectors.toSet());
    }

    private static List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        try (TestDevice device = new TestDevice()) {
            new DecoderParity(device.runtime()).run(findings::add);
        }
        return findings;
    }
}
