package io.mingle.itests.embedding;

import java.nio.file.Path;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;

/** How docs/embedding.md starts a framework. */
final class OwnFramework {

    private OwnFramework() {}

    static Framework start(
            FrameworkFactory factory, Map<String, String> properties, Map<Path, Integer> levels)
            throws BundleException {
        Framework framework = factory.newFramework(properties);
        framework.init();
        for (Path jar : levels.keySet()) {
            Bundle bundle = framework.getBundleContext().installBundle(jar.toUri().toString());
            bundle.adapt(BundleStartLevel.class).setStartLevel(levels.get(jar));
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
        framework.start();
        return framework;
    }
}
