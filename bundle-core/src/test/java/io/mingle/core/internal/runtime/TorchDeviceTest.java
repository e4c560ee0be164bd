package io.mingle.core.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.CancelledException;
import io.mingle.engine.EngineStatus;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TorchDeviceTest {

    @Test
    void aDeviceThatDoesNotStartLeavesNoThread() throws InterruptedException {
        AtomicReference<Thread> thread = new AtomicReference<>();
        Executor threads =
                work -> {
                    thread.set(new Thread(work));
                    thread.get().setDaemon(true);
                    thread.get().start();
                };
        Thread.currentThread().interrupt();
        assertThrows(CancelledException.class, () -> new TorchDevice(new On(threads), null));
        assertTrue(Thread.interrupted());
        thread.get().join(30_000);
        assertFalse(thread.get().isAlive());
    }

    /** An engine that computes on given threads. */
    private record On(Executor computing) implements EngineStatus {

        @Override
        public String version() {
            return "";
        }

        @Override
        public String flavor() {
            return "";
        }

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public boolean usable() {
            return true;
        }

        @Override
        public String explanation() {
            return "";
        }
    }
}
