package io.mingle.host.launch;

import java.io.IOException;
import org.osgi.framework.BundleException;

/**
 * Starts a framework on a daemon thread. The threads that it and its bundles start are then
 * daemons, too, as threads inherit that: a program ends with its own last thread, whether or not it
 * has closed Mingle.
 */
final class DaemonStart {

    private Throwable failure;

    private DaemonStart() {}

    /** What is done on the thread. */
    interface Work {
        void run() throws BundleException, IOException;
    }

    /** Does it and waits for the end; an interrupt is passed on, and stays with the caller. */
    static void run(Work work) throws BundleException, IOException {
        DaemonStart start = new DaemonStart();
        Thread thread = new Thread(() -> start.attempt(work), "mingle-start");
        thread.setDaemon(true);
        thread.start();
        if (joined(thread)) {
            Thread.currentThread().interrupt();
        }
        start.rethrow();
    }

    private void attempt(Work work) {
        try {
            work.run();
        } catch (BundleException | IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Returns whether this thread was interrupted meanwhile. */
    private static boolean joined(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                thread.interrupt();
            }
        }
    }

    private void rethrow() throws BundleException, IOException {
        if (failure instanceof BundleException known) {
            throw known;
        }
        if (failure instanceof IOException known) {
            throw known;
        }
        if (failure instanceof RuntimeException known) {
            throw known;
        }
        if (failure instanceof Error known) {
            throw known;
        }
    }
}
