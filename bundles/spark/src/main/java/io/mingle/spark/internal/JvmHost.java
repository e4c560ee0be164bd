package io.mingle.spark.internal;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The one Mingle of an executor, however many tasks and class loaders it has.
 *
 * <p>{@code mingle.jar} is loaded by a loader that sees the JDK alone. It does not belong to
 * Spark's loader of user jars, of which each session may have another: natives are loaded once, and
 * stay with the loader that loaded them. So this is kept for the JVM, as an object among the system
 * properties, and has types of the JDK alone.
 */
final class JvmHost {

    private static final String KEY = "io.mingle.spark.host";

    private static final String HOST = "io.mingle.spark.internal.isolated.WorkerHost";

    private JvmHost() {}

    /**
     * Returns what answers lines; made if need be.
     *
     * @param mingle {@code mingle.jar} on this machine; that of the first call is used as long as
     *     the JVM lives
     * @param made is told if it is made by this call
     * @throws TaskFailure if it cannot be made
     */
    @SuppressWarnings("unchecked")
    static Function<Map<String, Object>, Iterator<Object[]>> get(Path mingle, Runnable made) {
        AtomicReference<Object> slot = slot();
        synchronized (slot) {
            if (slot.get() == null) {
                slot.set(load(mingle));
                made.run();
            }
            return (Function<Map<String, Object>, Iterator<Object[]>>) slot.get();
        }
    }

    @SuppressWarnings("unchecked")
    static AtomicReference<Object> slot() {
        return (AtomicReference<Object>)
                System.getProperties().computeIfAbsent(KEY, key -> new AtomicReference<>());
    }

    private static Object load(Path mingle) {
        if (!Files.isRegularFile(mingle)) {
            throw new TaskFailure(
                    "Mingle was to be loaded from '%s', and there is no such file on this host. Give mingle.jar to all executors with --files, or name local:/PATH where every host has it."
                            .formatted(mingle));
        }
        try {
            URL own = JvmHost.class.getProtectionDomain().getCodeSource().getLocation();
            URL[] jars = {mingle.toUri().toURL(), own};
            return new URLClassLoader("mingle", jars, ClassLoader.getPlatformClassLoader())
                    .loadClass(HOST)
                    .getConstructor()
                    .newInstance();
        } catch (MalformedURLException | ReflectiveOperationException | LinkageError e) {
            throw new TaskFailure(
                    "Mingle cannot be loaded from '%s' (%s). Use mingle.jar and io.mingle.spark of the same version."
                            .formatted(mingle, e),
                    e);
        }
    }
}
