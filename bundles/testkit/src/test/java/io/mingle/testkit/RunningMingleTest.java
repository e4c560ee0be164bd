package io.mingle.testkit;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class RunningMingleTest {

    private static final Path ONE = Path.of("one.jar");
    private static final Path TWO = Path.of("two.jar");

    private final RunningMingle running = new RunningMingle(null, Set.of(ONE, TWO));

    @Test
    void aClassWithTheSameBundlesSharesIt() {
        assertSame(running, running.with(Set.of(TWO, ONE), RunningMingleTest.class));
    }

    @Test
    void aClassWithOtherBundlesIsRefusedAndToldWhatToDo() {
        for (Set<Path> others : List.of(Set.of(ONE), Set.of(ONE, Path.of("three.jar")))) {
            String message =
                    assertThrows(
                                    ExtensionConfigurationException.class,
                                    () -> running.with(others, RunningMingleTest.class))
                            .getMessage();
            assertTrue(message.contains(RunningMingleTest.class.getName()), message);
            assertTrue(message.contains("[one.jar, two.jar]"), message);
            assertTrue(message.contains("Name all of them"), message);
            assertTrue(message.contains("reuseForks"), message);
        }
    }
}
