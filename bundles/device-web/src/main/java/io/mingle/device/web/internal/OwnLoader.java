package io.mingle.device.web.internal;

import java.util.function.Supplier;

/** Selenium looks for its parts by the context class loader: they are in this bundle. */
final class OwnLoader {

    private OwnLoader() {}

    static <T> T during(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(OwnLoader.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
