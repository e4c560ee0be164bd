package io.mingle.document.internal.source;

import java.util.function.Supplier;

/**
 * Draws under the system's class loader: the first use of {@code java.awt} keeps the context class
 * loader for good, and a bundle's would never go away.
 */
public final class PlainAwt {

    private PlainAwt() {}

    /** Does something and returns what it makes. */
    public static <T> T draw(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
