package io.mingle.host.batch;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.host.Mingle;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The one Mingle of this JVM, however many workers there are.
 *
 * <p>The first worker starts it. It stays when the last one has closed, because the next task of an
 * engine comes soon, and is closed when the JVM ends, or when a worker wants another model and
 * nobody uses this one any more. May be used by several threads; who comes while it starts waits.
 */
final class SharedMingle {

    /** That of this JVM. */
    static final SharedMingle OF_JVM = new SharedMingle(it -> it.builder().start());

    /** Of what has begun when the JVM ends. */
    private static final Duration LONGEST_START = Duration.ofSeconds(10);

    private final Function<WorkerSettings, Mingle> starter;
    private final ReentrantLock lock = new ReentrantLock();
    private WorkerSettings settings;
    private Mingle mingle;
    private int users;
    private boolean hooked;
    private volatile Thread starting;
    private volatile boolean ended;

    SharedMingle(Function<WorkerSettings, Mingle> starter) {
        this.starter = starter;
    }

    /**
     * Returns it, started if need be; to be released.
     *
     * @throws InvalidRequestException if others use it with another model or other properties
     * @throws BrokenModelException if there is no model where it is said to be
     * @throws CancelledException if the thread is interrupted while another one starts it, or the
     *     JVM is ending
     */
    Mingle use(WorkerSettings wanted) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Interrupted while another task started the model.", e);
        }
        try {
            if (ended) {
                throw new CancelledException("This JVM is being ended, and starts no model.");
            }
            if (mingle != null && !settings.equals(wanted.start())) {
                replaceable(wanted);
                close();
            }
            if (mingle == null) {
                checkModel(wanted.model());
                if (!hooked) {
                    // Closed in good order, if the JVM is: what it has unpacked stays whole.
                    hooked = true;
                    Runtime.getRuntime()
                            .addShutdownHook(new Thread(this::end, "mingle-worker-end"));
                }
                mingle = started(wanted);
                settings = wanted.start();
            }
            users++;
            return mingle;
        } finally {
            lock.unlock();
        }
    }

    private Mingle started(WorkerSettings wanted) {
        starting = Thread.currentThread();
        try {
            return starter.apply(wanted);
        } finally {
            starting = null;
        }
    }

    private void replaceable(WorkerSettings wanted) {
        if (users > 0) {
            throw new InvalidRequestException(
                    "A worker wants the model %s with the properties %s, and %s of this JVM use %s with %s. Let all tasks of a JVM use the same, or end the others first."
                            .formatted(
                                    named(wanted.model()),
                                    wanted.properties(),
                                    users,
                                    named(settings.model()),
                                    settings.properties()));
        }
    }

    private static String named(String model) {
        return model == null ? "that Mingle brings" : "'" + model + "'";
    }

    private static void checkModel(String model) {
        if (model == null || Files.isRegularFile(Path.of(model).resolve("config.json"))) {
            return;
        }
        throw new BrokenModelException(
                "The model folder '%s' %s on the host %s. Unpack the checkpoint at the same path of each host that works, or name a folder that all of them see."
                        .formatted(
                                model,
                                Files.isDirectory(Path.of(model))
                                        ? "has no config.json"
                                        : "does not exist",
                                host()));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "(it has no name)";
        }
    }

    /** Says that a worker does not use it any more. */
    void release() {
        lock.lock();
        try {
            users--;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether the JVM is ending: what fails then is no line's fault. */
    boolean hasEnded() {
        return ended;
    }

    /**
     * Closes it for good. A start that is under way is interrupted, and not waited for much longer:
     * it may unpack a model, and whoever ends the JVM will not wait for that.
     */
    void end() {
        ended = true;
        Thread starter = starting;
        if (starter != null) {
            starter.interrupt();
        }
        boolean locked = false;
        try {
            locked = lock.tryLock(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
            if (locked && mingle != null) {
                close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (locked) {
                lock.unlock();
            }
        }
    }

    private void close() {
        Mingle closed = mingle;
        mingle = null;
        closed.close();
    }
}
