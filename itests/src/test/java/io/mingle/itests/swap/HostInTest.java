package io.mingle.itests.swap;

import io.mingle.api.model.InstalledModel;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.host.launch.OsgiPlatform;
import io.mingle.host.launch.SharedPackages;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * All bundles of the host that serves, in a framework in this JVM, and the façade on it: whoever
 * calls stands outside. One for each JVM, which loads libtorch once.
 */
final class HostInTest implements AutoCloseable {

    /** What the distribution carries; the build names the folder. */
    private static final Path BUNDLES = Path.of(System.getProperty("distribution.bundles"));

    private static final String WATCH = "felix.fileinstall.";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Framework framework;
    private final Mingle mingle;
    private final Path skills;

    private HostInTest(Framework framework, Path skills) {
        this.framework = framework;
        this.mingle = Mingle.on(OsgiPlatform.on(framework), PATIENCE);
        this.skills = skills;
    }

    /**
     * Starts everything, with the embedded model.
     *
     * @param factory of the framework
     * @param folder for what the framework keeps, and for the skills
     */
    static HostInTest start(FrameworkFactory factory, Path folder) throws Exception {
        return start(factory, folder, Set.of());
    }

    /**
     * Starts everything but some.
     *
     * @param without symbolic names of bundles that are left out
     */
    static HostInTest start(FrameworkFactory factory, Path folder, Set<String> without)
            throws Exception {
        return start(factory, folder, without, "all");
    }

    /**
     * Starts everything but some, once more if it was started with that folder before.
     *
     * @param without symbolic names of bundles that are left out
     * @param trust the rules for what comes into the folder of skills; null for none
     */
    static HostInTest start(
            FrameworkFactory factory, Path folder, Set<String> without, String trust)
            throws Exception {
        Path skills = Files.createDirectories(folder.resolve("skills"));
        String natives = System.getProperty("mingle.engine.cache");
        Map<String, String> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, folder.resolve("storage").toString());
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SharedPackages.onClassPath());
        properties.put(
                Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA, "io.mingle.memory;bytes:Long=1");
        properties.put("ds.log.enabled", "false");
        properties.put("mingle.cache", natives);
        properties.put("mingle.engine.cache", natives);
        properties.put("mingle.engine.threads", "1");
        if (trust != null) {
            properties.put("mingle.trust", trust);
        }
        properties.put("org.apache.felix.http.host", "127.0.0.1");
        properties.put("org.osgi.service.http.port", "0");
        properties.put(WATCH + "dir", skills.toString());
        properties.put(WATCH + "poll", "50");
        properties.put(WATCH + "noInitialDelay", "true");
        properties.put(WATCH + "tmpdir", folder.resolve("watching").toString());
        // Gogo without a console would end the framework.
        properties.put("gosh.args", "--nointeractive --noshutdown");
        Framework framework = factory.newFramework(properties);
        framework.start();
        BundleContext context = framework.getBundleContext();
        List<Bundle> installed = new ArrayList<>();
        for (Path jar : jars()) {
            Bundle bundle = context.installBundle(jar.toUri().toString());
            if (bundle.getSymbolicName() == null || without.contains(bundle.getSymbolicName())) {
                bundle.uninstall();
            } else {
                installed.add(bundle);
            }
        }
        framework.adapt(FrameworkWiring.class).resolveBundles(null);
        for (Bundle bundle : installed) {
            bundle.start();
        }
        return new HostInTest(framework, skills);
    }

    private static List<Path> jars() throws Exception {
        try (Stream<Path> everywhere = Files.walk(BUNDLES.resolve("everywhere"));
                Stream<Path> natives = Files.list(BUNDLES.resolve("with-natives"))) {
            return Stream.concat(everywhere, natives)
                    .filter(it -> it.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** Opens the jar of a bundle that the host carries. */
    static InputStream carried(String name) throws Exception {
        Path jar =
                jars().stream()
                        .filter(it -> it.getFileName().toString().startsWith(name + "-"))
                        .findFirst()
                        .orElseThrow();
        return Files.newInputStream(jar);
    }

    /** Installs and starts a bundle; others of its name go. */
    void install(String name, Path jar) throws Exception {
        for (Bundle bundle : context().getBundles()) {
            if (name.equals(bundle.getSymbolicName())) {
                bundle.uninstall();
            }
        }
        context().installBundle(jar.toUri().toString()).start();
    }

    /** Waits until a bundle of that name is active that was changed after a time. */
    void await(String name, long since) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!isBack(name, since)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(name + " is not there within " + LIMIT);
            }
            Thread.sleep(1);
        }
    }

    private boolean isBack(String name, long since) {
        return Arrays.stream(context().getBundles())
                .anyMatch(
                        it ->
                                name.equals(it.getSymbolicName())
                                        && it.getState() == Bundle.ACTIVE
                                        && it.getLastModified() > since);
    }

    Mingle mingle() {
        return mingle;
    }

    /** Returns where clients reach it by HTTP. */
    URI address() {
        return mingle.address().orElseThrow();
    }

    /** Returns the folder that is watched. */
    Path skills() {
        return skills;
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Returns the active bundle of that name. */
    Bundle bundle(String name) {
        for (Bundle bundle : context().getBundles()) {
            if (name.equals(bundle.getSymbolicName()) && bundle.getState() == Bundle.ACTIVE) {
                return bundle;
            }
        }
        throw new AssertionError("No active bundle " + name);
    }

    /** Rewires a bundle and what is wired to it. */
    void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        framework
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> done.countDown());
        if (!done.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(bundle + " was not refreshed within " + LIMIT);
        }
    }

    /** Exchanges the model, and waits until it is in use. */
    void use(Path model) throws Exception {
        ConfigurationAdmin admin =
                context().getService(context().getServiceReference(ConfigurationAdmin.class));
        admin.getConfiguration("io.mingle.model", "?")
                .updateIfDifferent(new Hashtable<>(Map.of("directory", model.toString())));
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            try (Lease<InstalledModel> lease = mingle.lease(InstalledModel.class)) {
                if (lease.service().directory().equals(model)) {
                    return;
                }
            }
            Thread.sleep(10);
        }
        throw new AssertionError(model + " is not in use");
    }

    @Override
    public void close() {
        mingle.close();
    }
}
