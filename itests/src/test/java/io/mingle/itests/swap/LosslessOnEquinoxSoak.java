package io.mingle.itests.swap;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.osgi.framework.launch.FrameworkFactory;

/** On another framework. */
class LosslessOnEquinoxSoak extends LosslessSwap {

    @Override
    FrameworkFactory framework() throws Exception {
        URL equinox = Path.of(System.getProperty("equinox.jar")).toUri().toURL();
        ClassLoader loader = new URLClassLoader(new URL[] {equinox}, getClass().getClassLoader());
        return (FrameworkFactory)
                loader.loadClass("org.eclipse.osgi.launch.EquinoxFactory")
                        .getConstructor()
                        .newInstance();
    }
}
