package io.mingle.gui.internal;

import io.mingle.api.error.CancelledException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.gui.device.Device;
import java.time.Duration;

/** Waits until a screen has stopped moving. */
final class Stillness {

    private static final long PAUSE = 20;

    private Stillness() {}

    /**
     * Waits.
     *
     * @return false if it still moved when the limit had passed
     * @throws CancelledException if the run was cancelled meanwhile
     */
    static boolean await(Device device, Duration limit, GenerationChannel<?> channel) {
        long begun = System.nanoTime();
        while (!device.isStill()) {
            channel.throwIfCancelled();
            if (System.nanoTime() - begun >= limit.toNanos()) {
                return false;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException("The run was interrupted while the screen moved.");
            }
        }
        return true;
    }
}
