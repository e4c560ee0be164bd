package io.mingle.device.adb.internal;

import io.mingle.api.error.SkillUnavailableException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The devices that somebody has: each has one run at a time, whichever agent does it. */
final class Occupied {

    private final Duration patience;
    private final Set<String> names = new HashSet<>();

    Occupied(Duration patience) {
        this.patience = patience;
    }

    /**
     * Gives a device away until it is closed.
     *
     * @return the same device
     * @throws SkillUnavailableException if somebody has it and does not let go of it in time; it is
     *     closed then
     */
    AdbDevice by(AdbDevice device) {
        if (!take(device.name())) {
            device.close();
            throw new SkillUnavailableException(
                    "The device '%s' is used by another run. Wait until that has ended, or cancel it."
                            .formatted(device.name()));
        }
        device.onClose(() -> free(device.name()));
        return device;
    }

    private synchronized boolean take(String name) {
        long end = System.nanoTime() + patience.toNanos();
        while (!names.add(name)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private synchronized void free(String name) {
        names.remove(name);
        notifyAll();
    }
}
