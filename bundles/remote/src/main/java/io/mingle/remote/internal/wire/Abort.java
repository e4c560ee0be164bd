package io.mingle.remote.internal.wire;

/**
 * Ends what is under way just now, when it is run: once, from any thread. What begins later is
 * ended at once.
 */
public final class Abort implements Runnable {

    private boolean aborted;
    private Runnable current = () -> {};

    /** Says how what begins now is ended; forgets what was said before. */
    public void onAbort(Runnable how) {
        synchronized (this) {
            current = how;
            if (!aborted) {
                return;
            }
        }
        how.run();
    }

    /** Tells whether it was run; once true, never false again. */
    public synchronized boolean isAborted() {
        return aborted;
    }

    @Override
    public void run() {
        Runnable how;
        synchronized (this) {
            aborted = true;
            how = current;
        }
        how.run();
    }
}
