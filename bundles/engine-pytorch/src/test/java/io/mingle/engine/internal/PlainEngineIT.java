package io.mingle.engine.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.mingle.engine.EngineStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The built jar on a class path, without a framework. */
@Timeout(120)
class PlainEngineIT {

    @Test
    void theEngineComputesOnTheClassPathToo() {
        EngineStatus status = PlainEngine.start();

        assertTrue(status.usable(), status.explanation());
        try (NDManager manager = NDManager.newBaseManager();
                NDArray one = manager.create(new float[] {1, 2, 3});
                NDArray sum = one.add(one)) {
            assertArrayEquals(new float[] {2, 4, 6}, sum.toFloatArray());
        }
        assertSame(status, PlainEngine.start());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whoMayReadTheCacheMayReadAllOfIt() throws IOException {
        PlainEngine.start();
        Path cache = Path.of(System.getProperty("ENGINE_CACHE_DIR"));
        try (Stream<Path> folders = Files.list(cache.resolve("tokenizers"))) {
            List<Path> all = folders.toList();
            assertFalse(all.isEmpty());
            for (Path folder : all) {
                assertEquals(
                        Files.getPosixFilePermissions(cache),
                        Files.getPosixFilePermissions(folder));
            }
        }
    }
}
