package io.mingle.engine.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread that stays, and others for a while if that one is busy. */
final class ComputingThreads implements Executor {

    private static final int MOST = 8;

    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(
                    1,
                    MOST,
                    1,
                    TimeUnit.MINUTES,
                    new SynchronousQueue<>(),
                    work -> {
                        Thread thread = new Thread(work, "mingle-computing");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** Starts the thread now: it would remember the classes of whoever caused its start. */
    ComputingThreads() {
        pool.prestartCoreThread();
    }

    @Override
    public void execute(Runnable work) {
        pool.execute(work);
    }
}
