package io.mingle.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.core.internal.runtime.Limits;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.EngineStatus;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.tensor.TensorRuntime;

/** The processor as a device for one test class, outside a framework. */
public final class TestDevice implements AutoCloseable {

    private static final String OWNER = "test";

    private final TorchDevice device;
    private final TorchRuntime runtime;

    public TestDevice() {
        // Networks this small are quicker on one thread, on a busy machine by far.
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        EngineStatus engine = PlainEngine.start();
        assertTrue(engine.usable(), engine.explanation());
        device = TorchDevice.standalone();
        runtime = new TorchRuntime(device, OWNER);
    }

    public TensorRuntime runtime() {
        return runtime;
    }

    /** Lets what is made here have so many bytes and no more. */
    public void limit(long bytes) {
        Limits.limit(device, OWNER, bytes);
    }

    /** Returns how many bytes are held here that count against a limit. */
    public long held() {
        return Limits.held(device, OWNER);
    }

    @Override
    public void close() {
        runtime.close();
        device.close();
    }
}
