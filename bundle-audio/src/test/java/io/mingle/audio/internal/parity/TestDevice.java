package io.mingle.audio.internal.parity;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.EngineStatus;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.tensor.TensorRuntime;

/** The processor as a device for one test, outside a framework. */
public final class TestDevice implements AutoCloseable {

    private final TorchDevice device;
    private final TorchRuntime runtime;

    public TestDevice() {
        // Networks this small are quicker on one thread, on a busy machine by far.
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        EngineStatus engine = PlainEngine.start();
        assertTrue(engine.usable(), engine.explanation());
        device = TorchDevice.standalone();
        runtime = new TorchRuntime(device, "test");
    }

    public TensorRuntime runtime() {
        return runtime;
    }

    @Override
    public void close() {
        runtime.close();
        device.close();
    }
}
