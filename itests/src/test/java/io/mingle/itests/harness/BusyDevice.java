package io.mingle.itests.harness;

import io.mingle.tensor.TensorRuntime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the device in one step, so that what is asked meanwhile has not been done, however fast the
 * machine is. What is built at its first use has to have been used before.
 */
public final class BusyDevice implements AutoCloseable {

    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * Begins the step before all that is asked for later.
     *
     * @param runtime of the device
     */
    public BusyDevice(TensorRuntime runtime) {
        runtime.scheduler()
                .submit(
                        () -> {
                            await();
                            return false;
                        });
    }

    private void await() {
        try {
            over.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the step. */
    @Override
    public void close() {
        over.countDown();
    }
}
