package io.mingle.swap.internal;

import io.mingle.swap.SwapFigures.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Threads that make the same call over and over, and note how long it took and what failed. */
final class Load implements AutoCloseable {

    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    Load(int count, Runnable call) {
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> repeat(call), "mingle-bench-swap-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void repeat(Runnable call) {
        while (!over) {
            long begun = System.nanoTime();
            try {
                call.run();
            } catch (RuntimeException | Error e) {
                failures.add(e);
            }
            nanos.add(System.nanoTime() - begun);
        }
    }

    int calls() {
        return nanos.size();
    }

    int failed() {
        return failures.size();
    }

    String firstFailure() {
        Throwable first = failures.peek();
        return first == null ? "" : first.toString();
    }

    Quantiles millis() {
        return quantiles(nanos.stream().mapToDouble(it -> it / 1e6).toArray());
    }

    static Quantiles quantiles(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Quantiles(at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    /** The smallest value that a share of all stays at or below. */
    private static double at(double[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, rank - 1)];
    }

    /** Lets the calls that are under way end. */
    @Override
    public void close() {
        over = true;
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
