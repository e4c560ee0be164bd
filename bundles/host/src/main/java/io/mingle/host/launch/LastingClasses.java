package io.mingle.host.launch;

import io.mingle.api.error.InternalException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The classes of bundles that load natives, which stay when their framework goes.
 *
 * <p>A native library belongs to one class loader for as long as the JVM lives. So that Mingle can
 * be started again after it was closed, or twice at once, such a bundle takes its classes from
 * here, in every framework the same ones. Felix asks here first, and the bundle itself after that.
 */
final class LastingClasses {

    /** The manifest header of such a bundle. */
    static final String HEADER = "Mingle-Natives";

    private static final Map<String, ClassLoader> LOADERS = new ConcurrentHashMap<>();

    private LastingClasses() {}

    /**
     * Returns the classes of a bundle.
     *
     * @param name its symbolic name
     * @param jar its file; that of the first start is used as long as the JVM lives
     */
    static ClassLoader of(String name, Path jar) {
        return LOADERS.computeIfAbsent(
                name, key -> new OwnFirst(url(jar), LastingClasses.class.getClassLoader()));
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new InternalException("The bundle '%s' cannot be read.".formatted(jar), e);
        }
    }

    /** The program may have other versions of what lies in the jar on its class path. */
    private static final class OwnFirst extends URLClassLoader {

        static {
            registerAsParallelCapable();
        }

        OwnFirst(URL jar, ClassLoader host) {
            super(new URL[] {jar}, host);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (findLoadedClass(name) == null && findResource(file(name)) != null) {
                    findClass(name);
                }
                return super.loadClass(name, resolve);
            }
        }

        private static String file(String name) {
            return name.replace('.', '/') + ".class";
        }

        @Override
        public URL getResource(String name) {
            URL own = findResource(name);
            return own == null ? super.getResource(name) : own;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            List<URL> own = Collections.list(findResources(name));
            return own.isEmpty() ? super.getResources(name) : Collections.enumeration(own);
        }
    }
}
