package io.mingle.itests.swap;

import io.mingle.host.Mingle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Replaces a bundle at a rhythm that does not wait for those who call it meanwhile, in four
 * threads.
 */
final class CellRun {

    private static final int CALLERS = 4;

    private final HostInTest host;
    private final Cell cell;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final Set<String> answers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger mostReplacements = new AtomicInteger();
    private volatile int replacements;
    private volatile boolean over;

    private CellRun(HostInTest host, Cell cell) {
        this.host = host;
        this.cell = cell;
    }

    /**
     * Runs a case.
     *
     * @param swaps how many replacements
     * @param limit after which no further one is begun
     * @param folder for jars
     */
    static Outcome of(HostInTest host, Cell cell, int swaps, Duration limit, Path folder)
            throws Exception {
        return new CellRun(host, cell).run(swaps, limit, folder);
    }

    private Outcome run(int swaps, Duration limit, Path folder) throws Exception {
        Replacing replacing = new Replacing(host, cell.target(), cell.way(), folder);
        List<Double> took = new ArrayList<>();
        List<Thread> callers = callers();
        double quiet = 0;
        try {
            while (nanos.size() < 2 * CALLERS && failures.isEmpty()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            quiet = longest();
            nanos.clear();
            long end = System.nanoTime() + limit.toNanos();
            for (int i = 0; i < swaps && System.nanoTime() < end; i++) {
                LockSupport.parkNanos(cell.gap().toNanos());
                long begun = System.nanoTime();
                replacing.again();
                took.add((System.nanoTime() - begun) / 1e6);
                replacements = took.size();
            }
        } finally {
            over = true;
            for (Thread caller : callers) {
                caller.join();
            }
        }
        if (answers.size() > 1) {
            failures.add(new AssertionError("different answers to one question: " + answers));
        }
        Collections.sort(took);
        return new Outcome(
                cell,
                nanos.size(),
                List.copyOf(failures),
                quiet,
                longest(),
                mostReplacements.get(),
                took,
                replacing.problems());
    }

    /** In milliseconds, so far. */
    private double longest() {
        return nanos.stream().mapToLong(it -> it).max().orElse(0) / 1e6;
    }

    private List<Thread> callers() {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Thread thread = new Thread(() -> repeat(host.mingle()), "caller " + i);
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    private void repeat(Mingle mingle) {
        while (!over) {
            long begun = System.nanoTime();
            int before = replacements;
            try {
                answers.add(Asking.ask(mingle, cell));
            } catch (RuntimeException | Error e) {
                failures.add(e);
            }
            nanos.add(System.nanoTime() - begun);
            mostReplacements.accumulateAndGet(replacements - before, Math::max);
        }
    }
}
