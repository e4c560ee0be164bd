package io.mingle.broker.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/** A real framework in this JVM, with bundles that are made on the spot. */
public final class EmbeddedFramework implements AutoCloseable {

    private final Framework framework;
    private final AtomicInteger installed = new AtomicInteger();

    public EmbeddedFramework(Path storage) throws BundleException {
        Map<String, String> configuration = new HashMap<>();
        configuration.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(configuration);
        framework.start();
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Installs and starts a bundle that is nothing but a name. */
    public Bundle bundle(String symbolicName) throws BundleException, IOException {
        return bundle(symbolicName, "1.2.3");
    }

    Bundle bundle(String symbolicName, String version) throws BundleException, IOException {
        return bundle(symbolicName, version, null);
    }

    /** Installs and starts a bundle that is wired to another. */
    Bundle standing(String symbolicName, Bundle on) throws BundleException, IOException {
        return bundle(symbolicName, "1.2.3", on.getSymbolicName());
    }

    private Bundle bundle(String symbolicName, String version, String required)
            throws BundleException, IOException {
        Bundle bundle =
                context()
                        .installBundle(
                                "memory:" + installed.incrementAndGet(),
                                new ByteArrayInputStream(jar(symbolicName, version, required)));
        bundle.start();
        return bundle;
    }

    /** Updates a bundle; who is wired to it stays wired to what it was. */
    void update(Bundle bundle) throws BundleException, IOException {
        bundle.update(
                new ByteArrayInputStream(
                        jar(bundle.getSymbolicName(), bundle.getVersion().toString(), null)));
    }

    /** Rewires a bundle and who is wired to it, and waits for that. */
    void refresh(Bundle bundle) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        framework
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> done.complete(null));
        done.get(10, TimeUnit.SECONDS);
    }

    private static byte[] jar(String symbolicName, String version, String required)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, symbolicName);
        main.putValue(Constants.BUNDLE_VERSION, version);
        if (required != null) {
            main.putValue(Constants.REQUIRE_BUNDLE, required);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return bytes.toByteArray();
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }
}
