package io.mingle.itests.harness;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.osgi.framework.launch.FrameworkFactory;

/** Another framework, in a class loader of its own: Felix is on the class path. */
public final class Equinox {

    private Equinox() {}

    /** Returns what makes one. */
    public static FrameworkFactory factory() throws Exception {
        URL jar = Path.of(System.getProperty("equinox.jar")).toUri().toURL();
        ClassLoader loader = new URLClassLoader(new URL[] {jar}, Equinox.class.getClassLoader());
        return (FrameworkFactory)
                loader.loadClass("org.eclipse.osgi.launch.EquinoxFactory")
                        .getConstructor()
                        .newInstance();
    }
}
