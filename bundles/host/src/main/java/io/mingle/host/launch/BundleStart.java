package io.mingle.host.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs the bundles of an installation into a framework that runs, and starts them in the order
 * that they need. One that cannot be started does not keep the others from starting.
 */
final class BundleStart {

    private static final Logger log = LoggerFactory.getLogger(BundleStart.class);

    /** Started before all others, in this order: who they serve would otherwise start twice. */
    private static final List<String> FIRST =
            List.of(
                    "org.apache.felix.configadmin",
                    "org.apache.felix.scr",
                    "org.apache.felix.metatype",
                    "io.mingle.config");

    private static final String ENGINE = "io.mingle.engine.pytorch";

    /** Without a folder to watch it would watch one of its own choice. */
    private static final String FILE_INSTALL = "org.apache.felix.fileinstall";

    /** What the names of its properties begin with. */
    static final String WATCH = "felix.fileinstall.";

    /** Without a port it would take one of its own choice. */
    private static final String HTTP_SERVER = "org.apache.felix.http.jetty";

    private static final String HTTP_PORT = "org.osgi.service.http.port";

    private static final String INSTALLER = "org.apache.felix.fileinstall.ArtifactInstaller";

    private final Framework framework;
    private final BundleContext context;
    private final Map<Bundle, ClassLoader> lasting;
    private final Map<Bundle, BundleException> failures;
    private Bundle watcher;

    /**
     * @param lasting gets where bundles find their classes that do not find them in themselves
     * @param failures gets why a bundle was not started
     */
    BundleStart(
            Framework framework,
            Map<Bundle, ClassLoader> lasting,
            Map<Bundle, BundleException> failures) {
        this.framework = framework;
        this.context = framework.getBundleContext();
        this.lasting = lasting;
        this.failures = failures;
    }

    /**
     * Installs and starts bundles.
     *
     * @param files jars, or folders that jars would be made of
     * @throws BundleException if the framework cannot take one of them
     */
    void run(List<Path> files, LaunchOptions options) throws BundleException, IOException {
        List<Bundle> rest = new ArrayList<>();
        Map<String, Bundle> first = new HashMap<>();
        for (Path file : files) {
            Bundle bundle = install(file);
            if (bundle == null) {
                continue;
            }
            if (FIRST.contains(bundle.getSymbolicName())) {
                first.put(bundle.getSymbolicName(), bundle);
            } else if (FILE_INSTALL.equals(bundle.getSymbolicName())) {
                watcher = bundle;
            } else if (!bundle.getSymbolicName().startsWith(HTTP_SERVER)
                    || options.properties().containsKey(HTTP_PORT)) {
                rest.add(bundle);
            }
        }
        // Two threads that resolve while they start something get in each other's way in Felix: one
        // of them is refused. What cannot be resolved is told when it is started.
        framework.adapt(FrameworkWiring.class).resolveBundles(null);
        for (String name : FIRST) {
            start(first.get(name));
        }
        configure(options.model());
        startAll(rest);
    }

    /**
     * Lets a folder of skills be watched if one is named. Left to itself, the watcher would install
     * jars as they are, and trust them all.
     */
    void watch(LaunchOptions options) {
        if (!options.properties().containsKey(WATCH + "dir")) {
            return;
        }
        if (context.getServiceReference(INSTALLER) == null) {
            log.error(
                    "The folder of skills is not watched: nobody is there to try what comes. Run"
                            + " again with --verbose, and report what it says");
        } else {
            start(watcher);
        }
    }

    /**
     * Starts bundles; the engine, which loads its natives for a second or so, beside the others.
     */
    private void startAll(List<Bundle> bundles) {
        List<Thread> beside = new ArrayList<>();
        for (Bundle bundle : bundles) {
            if (ENGINE.equals(bundle.getSymbolicName())) {
                Thread thread = new Thread(() -> start(bundle), "mingle-start-engine");
                thread.start();
                beside.add(thread);
            }
        }
        bundles.stream()
                .filter(bundle -> !ENGINE.equals(bundle.getSymbolicName()))
                .forEach(this::start);
        try {
            for (Thread thread : beside) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Installs a bundle where it lies; a jar that is no bundle, or is on the class path, is left
     * out.
     */
    private Bundle install(Path file) throws BundleException {
        // Felix decodes the location like a form, in which a plus is a space.
        String location = "reference:" + file.toUri().toString().replace("+", "%2B");
        Bundle bundle = context.installBundle(location);
        if (bundle.getSymbolicName() == null) {
            log.info("{} is no bundle and is left out", file.getFileName());
            bundle.uninstall();
            return null;
        }
        if (bundle.getHeaders("").get(LastingClasses.HEADER) != null) {
            lasting.put(bundle, LastingClasses.of(bundle.getSymbolicName(), file));
        }
        return bundle;
    }

    private void start(Bundle bundle) {
        if (bundle == null || bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null) {
            return;
        }
        long begun = System.nanoTime();
        try {
            BundleProblem.checkNeeds(context, bundle);
            bundle.start();
            log.info("{} started in {} ms", bundle, (System.nanoTime() - begun) / 1_000_000);
        } catch (BundleException e) {
            failures.put(bundle, e);
            log.warn("{}", BundleProblem.describe(bundle, e));
            log.debug("{} could not be started", bundle, e);
        }
    }

    private void configure(Path model) throws IOException {
        if (model == null) {
            return;
        }
        ServiceReference<ConfigurationAdmin> reference =
                context.getServiceReference(ConfigurationAdmin.class);
        if (reference == null) {
            throw new IOException("Configuration Admin is missing, so no model can be chosen");
        }
        ConfigurationAdmin admin = context.getService(reference);
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("directory", model.toAbsolutePath().normalize().toString());
        admin.getConfiguration("io.mingle.model", "?").update(properties);
    }
}
