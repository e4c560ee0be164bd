package io.mingle.core.internal.runtime;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MingleException;
import io.mingle.core.internal.runtime.FairTurns.Account;
import io.mingle.core.internal.runtime.FairTurns.Turn;
import io.mingle.tensor.Scheduler;
import io.mingle.tensor.Step;
import io.mingle.tensor.WorkGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queue from which a device's thread takes the steps of all work, fair by time. */
final class StepQueue implements Scheduler, AutoCloseable {

    /** What a step should take while others wait: a pause that a reader does not notice. */
    static final long BUDGET = TimeUnit.MILLISECONDS.toNanos(50);

    private static final Logger LOG = LoggerFactory.getLogger(StepQueue.class);
    private static final Runnable NOBODY = () -> {};

    private final String name;
    private final LongSupplier clock;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final FairTurns turns = new FairTurns();
    private final Map<Thread, Account> callers = new WeakHashMap<>();
    private volatile Thread thread;
    private volatile long begun;
    private boolean closed;
    private Runnable last = NOBODY;
    private int unfinished;
    private long steps;
    private long request;

    /**
     * Begins to work.
     *
     * @param name of the device
     * @param threads runs the queue until it is closed, on a thread that is the device's meanwhile
     */
    StepQueue(String name, Executor threads) {
        this(name, threads, System::nanoTime);
    }

    StepQueue(String name, Executor threads, LongSupplier clock) {
        this.name = name;
        this.clock = clock;
        threads.execute(this::work);
    }

    private void work() {
        thread = Thread.currentThread();
        String before = thread.getName();
        thread.setName(name);
        try {
            for (Turn turn = next(); turn != null; turn = next()) {
                advance(turn);
            }
            last.run();
        } catch (RuntimeException | Error e) {
            LOG.error("{} has failed and does no more work. Start this program anew.", name, e);
        } finally {
            stop();
            thread.setName(before);
            thread = null;
            ended.countDown();
        }
    }

    /** Leaves nobody waiting, whatever has ended the device. */
    private void stop() {
        List<Turn> left;
        synchronized (this) {
            closed = true;
            left = turns.drain();
        }
        unfinished += left.size();
        if (unfinished > 0) {
            LOG.warn("{} stops with {} pieces of work unfinished.", name, unfinished);
        }
        left.forEach(this::end);
    }

    /** Nothing but closing ends the device: all who have work here would wait for ever. */
    private synchronized Turn next() {
        while (turns.isEmpty()) {
            if (closed) {
                return null;
            }
            turns.idle();
            try {
                wait();
            } catch (InterruptedException e) {
                LOG.warn("The device thread {} was interrupted; it stops when it is closed.", name);
            }
        }
        return turns.next();
    }

    /** A piece of work that throws ends; the device goes on with the others. */
    private void advance(Turn turn) {
        boolean more = false;
        try {
            more = goesOn(turn, run(turn));
        } finally {
            if (!more) {
                end(turn);
            }
        }
    }

    private boolean run(Turn turn) {
        Step step = turn.step();
        double weight = 1;
        steps++;
        begun = clock.getAsLong();
        try {
            request = step.request();
            weight = weight(step);
            return step.advance();
        } catch (Exception | Error e) {
            LOG.error("A step on {} failed; its work is dropped.", name, e);
            return false;
        } finally {
            // An interrupt that one step leaves behind would be taken for one of the next step.
            Thread.interrupted();
            took(turn, clock.getAsLong() - begun, weight);
        }
    }

    private static double weight(Step step) {
        double weight = step.weight();
        if (!(weight > 0)) {
            throw new IllegalArgumentException(
                    "A step has the weight %s; it has to be above zero.".formatted(weight));
        }
        return weight * step.workClass().share();
    }

    private synchronized void took(Turn turn, long nanos, double weight) {
        turns.took(turn, nanos, weight);
    }

    private synchronized boolean goesOn(Turn turn, boolean more) {
        if (more && closed) {
            unfinished++;
        } else if (more) {
            turns.add(turn.step(), turn.account(), turn.over());
        }
        return more && !closed;
    }

    private void end(Turn turn) {
        try {
            turn.over().run();
        } catch (Exception | Error e) {
            LOG.warn("{} could not give back all that a piece of work had made.", name, e);
        }
    }

    /** Returns whether this is the device's thread. */
    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Returns the number of the step under way; to be asked within it. */
    long step() {
        return steps;
    }

    /** Returns what the step under way is for; to be asked within it. */
    long request() {
        return request;
    }

    @Override
    public synchronized long budget() {
        return turns.isEmpty() ? Long.MAX_VALUE : Math.max(0, BUDGET - (clock.getAsLong() - begun));
    }

    @Override
    public void submit(Step work) {
        add(work, new Account(), NOBODY);
    }

    @Override
    public WorkGroup group() {
        return new Group();
    }

    private synchronized void add(Step work, Account account, Runnable over) {
        if (closed) {
            throw new RejectedExecutionException("The device " + name + " has stopped.");
        }
        turns.add(work, account, over);
        notifyAll();
    }

    private synchronized Account caller() {
        return callers.computeIfAbsent(Thread.currentThread(), each -> new Account());
    }

    @Override
    public <T> T call(Callable<T> work) {
        return call(0, work);
    }

    @Override
    public <T> T call(long number, Callable<T> work) {
        if (isCurrent()) {
            return inline(work);
        }
        CalledWork<T> called = new CalledWork<>(work, number);
        add(called, caller(), called::end);
        return await(called.result());
    }

    /**
     * Runs work of several steps and waits for its result; at once when called by a step.
     *
     * @param work ends with its result, or as soon as it finds that nobody waits for it any more
     */
    <T> T call(SteppedWork<T> work, WorkGroup owner) {
        if (isCurrent()) {
            boolean more = true;
            while (more) {
                more = work.advance();
            }
            work.end();
        } else {
            ((Group) owner).add(work, caller(), work::end);
        }
        return await(work.result());
    }

    private static <T> T await(CompletableFuture<T> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new CancelledException("Waiting for a step on the device was interrupted.", e);
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    @Override
    public void finish(Runnable work) {
        if (isCurrent()) {
            work.run();
            return;
        }
        CalledWork<Object> called = new CalledWork<>(Executors.callable(work), 0);
        add(called, new Account(), called::end);
        try {
            // Unlike get, join waits through interrupts and keeps them.
            called.result().join();
        } catch (CompletionException e) {
            throw unchecked(e.getCause());
        }
    }

    private static <T> T inline(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof MingleException || cause instanceof IllegalArgumentException) {
            return (RuntimeException) cause;
        }
        return StepFailure.of(cause);
    }

    @Override
    public void close() {
        close(NOBODY);
    }

    /**
     * Lets each piece of work that is queued have one more step, does {@code end} on the device's
     * thread, and lets go of the thread.
     */
    void close(Runnable end) {
        synchronized (this) {
            last = closed ? last : end;
            closed = true;
            notifyAll();
        }
        try {
            if (!ended.await(10, TimeUnit.SECONDS)) {
                LOG.warn("A step on {} does not end; the device is left to it.", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work of one owner, counted. */
    private final class Group implements WorkGroup {

        private final List<Account> ended = new ArrayList<>();
        private int left;

        @Override
        public void submit(Step work) {
            synchronized (StepQueue.this) {
                Account account = turns.after(ended);
                add(work, account, () -> ended(account));
            }
        }

        private void ended(Account account) {
            synchronized (StepQueue.this) {
                ended.add(account);
            }
        }

        /** Queues work after which, whatever has ended it, {@code after} runs. */
        void add(Step work, Account account, Runnable after) {
            synchronized (StepQueue.this) {
                StepQueue.this.add(work, account, () -> over(after));
                left++;
            }
        }

        private void over(Runnable after) {
            try {
                after.run();
            } finally {
                synchronized (StepQueue.this) {
                    left--;
                    StepQueue.this.notifyAll();
                }
            }
        }

        @Override
        public void join() {
            boolean interrupted = false;
            synchronized (StepQueue.this) {
                if (left > 0 && isCurrent()) {
                    throw new IllegalStateException(
                            "A step on " + name + " would wait for others, and hold them up.");
                }
                while (left > 0) {
                    try {
                        StepQueue.this.wait();
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
}
