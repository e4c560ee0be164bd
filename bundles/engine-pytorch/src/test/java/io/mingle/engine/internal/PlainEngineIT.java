package io.mingle.engine.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.mingle.engine.EngineStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
}
