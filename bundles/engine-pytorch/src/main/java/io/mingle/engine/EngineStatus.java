package io.mingle.engine;

import java.util.concurrent.Executor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells whether tensors can be computed in this JVM, and with what.
 *
 * <p>The service is registered once the engine bundle has looked for libtorch, whatever the
 * outcome; its answers never change afterwards, because a native library is loaded once per JVM.
 * All methods answer at once, on any thread.
 */
@ProviderType
public interface EngineStatus {

    /** Returns the version of libtorch, such as {@code 2.7.1}; empty where none was found. */
    String version();

    /**
     * Returns what libtorch was built for, such as {@code cpu} or {@code cu128}; empty where none
     * was found.
     */
    String flavor();

    /**
     * Returns the number of threads that one operation uses; 0 while not {@linkplain #usable()
     * usable}.
     */
    int threads();

    /**
     * Returns where a device's work is run: on a thread that stays when whoever gave it work goes,
     * and is there for the next one.
     *
     * <p>libtorch keeps a team of threads and their buffers for every thread that computes. With a
     * thread of its own, each new version of the core would leave such a team's memory behind in
     * the C library. A call returns at once; while the thread is busy, another one takes its place.
     *
     * @throws IllegalStateException on use while not {@linkplain #usable() usable}
     */
    Executor computing();

    /** Returns true when libtorch is loaded; false means that no {@code ai.djl} type will work. */
    boolean usable();

    /**
     * Returns one or more sentences for a person: what was looked for, what was found, what to do
     * next.
     */
    String explanation();
}
