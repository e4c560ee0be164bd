package io.mingle.onnx.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.EngineUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingNativesTest {

    @Test
    void anotherPlatformIsNamedAndSoIsWhatToDo() {
        CarriedLibraries none = new CarriedLibraries("none", "1.29.0", List.of());
        assertEquals(
                "Graphs of ONNX cannot be run here: the bundle io.mingle.engine.onnx has ONNX"
                        + " Runtime for no platform, and this machine is linux-riscv64. Build"
                        + " Mingle on this machine (natives are published for linux-x64,"
                        + " linux-aarch64, osx-aarch64 and win-x64). Nothing is downloaded at run"
                        + " time.",
                OnnxLibrary.missing(none, "linux-riscv64").getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x64",
        "Linux, aarch64, linux-aarch64",
        "Mac OS X, aarch64, osx-aarch64",
        "Windows 11, amd64, win-x64",
        "Linux, riscv64, linux-riscv64"
    })
    void platformsAreCalledAsTheyArePublished(String name, String architecture, String platform) {
        assertEquals(platform, CarriedLibraries.platform(name, architecture));
    }

    @Test
    void aCacheThatCannotBeWrittenIsNamed(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("occupied"));
        EngineUnavailableException error =
                assertThrows(
                        EngineUnavailableException.class,
                        () -> CarriedLibraries.read().unpacked(file));
        assertTrue(error.getMessage().startsWith("ONNX Runtime cannot be unpacked into " + file));
        assertTrue(error.getMessage().contains("mingle.engine.cache"), error.getMessage());
    }
}
