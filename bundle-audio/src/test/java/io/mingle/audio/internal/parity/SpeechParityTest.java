package io.mingle.audio.internal.parity;

import io.mingle.parity.Finding;
import io.mingle.reference.TestDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Speaking against the published implementation and the libraries that it uses. */
@Tag("numbers")
@Timeout(300)
class SpeechParityTest {

    @TestFactory
    Stream<DynamicTest> everyStageIsThatOfTheReference() {
        List<Finding> findings = new ArrayList<>();
        try (TestDevice device = new TestDevice()) {
            new SpeechParity(device.runtime()).run(findings::add);
        }
        return findings.stream()
                .map(
                        finding ->
                                DynamicTest.dynamicTest(
                                        finding.subject() + ": " + finding.difference().found(),
                                        () -> finding.difference().require(finding.subject())));
    }
}
