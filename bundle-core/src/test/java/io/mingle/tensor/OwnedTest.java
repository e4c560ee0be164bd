package io.mingle.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class OwnedTest {

    private final List<String> closed = new ArrayList<>();

    /** A device that keeps what it is to finish with. */
    private static final class Device implements Scheduler {

        private final List<Runnable> finishing = new ArrayList<>();
        private boolean stopped;

        @Override
        public void submit(Step work) {
            throw new UnsupportedOperationException();
        }

        @Override
        public WorkGroup group() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long budget() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T call(Callable<T> work) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T call(long request, Callable<T> work) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void finish(Runnable work) {
            if (stopped) {
                throw new RejectedExecutionException();
            }
            finishing.add(work);
        }
    }

    private Owned twoThings(Device device) {
        Owned owned = new Owned(device);
        owned.add(() -> closed.add("first"));
        owned.add(() -> closed.add("second"));
        return owned;
    }

    @Test
    void theLastThingIsGivenBackFirst() {
        twoThings(new Device()).close();
        assertEquals(List.of("second", "first"), closed);
    }

    @Test
    void whoIsInterruptedLeavesItToTheDevice() {
        Device device = new Device();
        closeInterrupted(twoThings(device));
        assertEquals(List.of(), closed);
        device.finishing.forEach(Runnable::run);
        assertEquals(List.of("second", "first"), closed);
    }

    @Test
    void aDeviceThatHasStoppedIsNotWaitedFor() {
        Device device = new Device();
        device.stopped = true;
        closeInterrupted(twoThings(device));
        assertEquals(List.of("second", "first"), closed);
    }

    private static void closeInterrupted(Owned owned) {
        Thread.currentThread().interrupt();
        try {
            owned.close();
        } finally {
            assertTrue(Thread.interrupted(), "it stays interrupted");
        }
    }

    @Test
    void oneThatCannotBeGivenBackKeepsNoOther() {
        IllegalStateException failure = new IllegalStateException();
        Owned owned = new Owned(new Device());
        owned.add(() -> closed.add("first"));
        owned.add(
                () -> {
                    throw failure;
                });
        assertSame(failure, assertThrows(IllegalStateException.class, owned::close));
        assertEquals(List.of("first"), closed);
    }
}
