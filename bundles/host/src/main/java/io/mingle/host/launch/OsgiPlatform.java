package io.mingle.host.launch;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.broker.Broker;
import io.mingle.broker.absence.Unrest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.framework.util.FelixConstants;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Felix with the bundles of an installation.
 *
 * <p>The packages of the API, the broker's interface, logging and the OSGi services stand on the
 * host's class path and are shared with the bundles, so that a host casts a service to its own
 * interface and no update of a bundle ever replaces them. The framework keeps its records in a
 * folder of its own, which goes when the platform is closed; the bundles themselves are used from
 * the {@link BundleStore} where they lie.
 */
public final class OsgiPlatform implements Platform {

    private static final Logger log = LoggerFactory.getLogger(OsgiPlatform.class);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

    /** Started before all others, in this order: who they serve would otherwise start twice. */
    private static final List<String> FIRST =
            List.of(
                    "org.apache.felix.configadmin",
                    "org.apache.felix.scr",
                    "org.apache.felix.metatype",
                    "io.mingle.config");

    /** What the framework's records need, and a little more. */
    private static final long STORAGE_BYTES = 1 << 20;

    /** Callers of SLF4J 1.7 can call 2.0, and ask for their own version all the same. */
    private static final String LOGGING_BEFORE =
            ",org.slf4j;version=\"1.7.36\",org.slf4j.helpers;version=\"1.7.36\"";

    private static final String ENGINE = "io.mingle.engine.pytorch";

    /** Without a folder to watch it would watch one of its own choice. */
    private static final String FILE_INSTALL = "org.apache.felix.fileinstall";

    private static final String WATCH = "felix.fileinstall.";

    /** Without a port it would take one of its own choice. */
    private static final String HTTP_SERVER = "org.apache.felix.http.jetty";

    private static final String HTTP_PORT = "org.osgi.service.http.port";

    private static final String INSTALLER = "org.apache.felix.fileinstall.ArtifactInstaller";

    private final Framework framework;

    /** What goes when this is closed; null if it is somebody else's. */
    private final FrameworkStorage storage;

    /** Where bundles find their classes that do not find them in themselves. */
    private final Map<Bundle, ClassLoader> lasting;

    private final Map<Bundle, BundleException> failures = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private Broker broker;
    private Unrest unrest;

    private OsgiPlatform(
            Framework framework, FrameworkStorage storage, Map<Bundle, ClassLoader> lasting) {
        this.framework = framework;
        this.storage = storage;
        this.lasting = lasting;
    }

    /**
     * Unpacks and starts everything.
     *
     * <p>A bundle that cannot be started is logged and does not keep the others from starting;
     * {@link #bundles} and {@link #whyAbsent} tell about it.
     *
     * @param installation what to start
     * @param options how
     * @return the platform, to be closed
     * @throws InvalidRequestException if one of the further bundles is missing or no bundle
     * @throws MingleException if not even the broker can be started
     */
    public static OsgiPlatform start(Installation installation, LaunchOptions options) {
        options.bundles().forEach(OsgiPlatform::check);
        List<Path> files =
                new ArrayList<>(
                        new BundleStore(options.cache())
                                .unpack(installation, options.serving(), options.progress()));
        files.addAll(options.bundles());
        options.progress()
                .accept(
                        Files.isDirectory(engineCache(options))
                                ? "starting"
                                : "starting for the first time: unpacking libtorch, once, about"
                                        + " 550 MB on the disk");
        OsgiPlatform platform = create(installation, options);
        boolean started = false;
        try {
            DaemonStart.run(() -> platform.run(files, options));
            platform.storage.goWithTheJvm();
            started = true;
            return platform;
        } catch (BundleException | IOException e) {
            Path temporary = platform.storage.folder().getParent();
            throw notStarted(e, temporary, temporary.toFile().getUsableSpace());
        } finally {
            if (!started) {
                platform.close();
            }
        }
    }

    /** Felix says what it could not keep in its folder, and not that there is no space. */
    static MingleException notStarted(Exception error, Path temporary, long room) {
        boolean full = room < STORAGE_BYTES;
        return full
                ? FrameworkStorage.full(temporary, error)
                : new InternalException(
                        "The OSGi framework could not be started ("
                                + error.getMessage()
                                + "). Run again with --verbose and report what it says.",
                        error);
    }

    /**
     * Stands on a framework that somebody else has started, Felix or another, with the bundles of
     * Mingle in it.
     *
     * <p>The framework has to take the packages that {@link SharedPackages} lists from this class's
     * loader, else its services are not those of the host.
     *
     * @param framework running; stopped when the platform is closed
     * @return the platform, to be closed
     * @throws MingleException if the broker is not there
     */
    public static OsgiPlatform on(Framework framework) {
        OsgiPlatform platform = new OsgiPlatform(framework, null, Map.of());
        platform.findBroker();
        return platform;
    }

    /** Felix would only say that it could not cache the bundle. */
    private static void check(Path bundle) {
        if (Files.isDirectory(bundle)) {
            if (!Files.isRegularFile(bundle.resolve(JarFile.MANIFEST_NAME))) {
                throw unusable(bundle, "is a folder without " + JarFile.MANIFEST_NAME, null);
            }
            return;
        }
        if (!Files.exists(bundle)) {
            throw unusable(bundle, "does not exist", null);
        }
        try {
            new JarFile(bundle.toFile(), false).close();
        } catch (IOException e) {
            throw unusable(bundle, "is no jar that can be read (" + e.getMessage() + ")", e);
        }
    }

    private static InvalidRequestException unusable(Path bundle, String found, Throwable cause) {
        return new InvalidRequestException(
                "'%s' was to be installed as a bundle and %s. Check the path, and build the bundle before."
                        .formatted(bundle, found),
                cause);
    }

    private static OsgiPlatform create(Installation installation, LaunchOptions options) {
        // Felix runs an extension as itself before it asks any hook, whoever has installed it. It
        // looks here, once, when it is loaded.
        System.getProperties().putIfAbsent(FelixConstants.FELIX_EXTENSIONS_DISABLE, "true");
        FrameworkStorage storage = FrameworkStorage.create();
        Map<Bundle, ClassLoader> lasting = new ConcurrentHashMap<>();
        Map<String, Object> configuration = configuration(options);
        configuration.putIfAbsent(Constants.FRAMEWORK_STORAGE, storage.folder().toString());
        configuration.putIfAbsent(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                installation.sharedPackages() + LOGGING_BEFORE);
        configuration.putIfAbsent(FelixConstants.BOOT_CLASSLOADERS_PROP, lasting);
        return new OsgiPlatform(
                new FrameworkFactory().newFramework(configuration), storage, lasting);
    }

    /** What the framework and its bundles are told; what the options say holds in any case. */
    static Map<String, Object> configuration(LaunchOptions options) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(FelixConstants.LOG_LOGGER_PROP, new FrameworkLog());
        configuration.put(FelixConstants.LOG_LEVEL_PROP, options.verbose() ? "3" : "2");
        // Without a log service it would write to the console; Absence tells what matters.
        configuration.put("ds.log.enabled", Boolean.toString(options.verbose()));
        configuration.put(
                "mingle.cache.setting", "the environment variable " + CacheFolder.VARIABLE);
        configuration.put("mingle.cache", options.cache().toString());
        configuration.put("mingle.engine.cache", engineCache(options).toString());
        configuration.put(
                Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                "io.mingle.memory;bytes:Long=" + MachineMemory.bytes());
        // Of jars it asks the swapper. All else, such as a configuration or a folder, it would take
        // up by itself, untried and trusted.
        configuration.put(WATCH + "filter", ".*\\.jar");
        configuration.put(WATCH + "subdir.mode", "skip");
        // Felix would listen to the whole network.
        configuration.put("org.apache.felix.http.host", "127.0.0.1");
        configuration.putAll(options.properties());
        return configuration;
    }

    private static Path engineCache(LaunchOptions options) {
        return options.cache().resolve("engine");
    }

    private void run(List<Path> files, LaunchOptions options) throws BundleException, IOException {
        RootLocale.during(framework::init);
        framework.start();
        BundleContext context = framework.getBundleContext();
        List<Bundle> rest = new ArrayList<>();
        Map<String, Bundle> first = new HashMap<>();
        Bundle watcher = null;
        for (Path file : files) {
            Bundle bundle = install(context, file);
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
        configure(context, options.model());
        startAll(rest);
        findBroker();
        if (options.properties().containsKey(WATCH + "dir")) {
            watch(context, watcher);
        }
    }

    /** Left to itself, the watcher would install jars as they are, and trust them all. */
    private void watch(BundleContext context, Bundle watcher) {
        if (context.getServiceReference(INSTALLER) == null) {
            log.error(
                    "The folder of skills is not watched: nobody is there to try what comes. Run"
                            + " again with --verbose, and report what it says");
        } else {
            start(watcher);
        }
    }

    private void findBroker() {
        BundleContext context = framework.getBundleContext();
        ServiceReference<Broker> reference = context.getServiceReference(Broker.class);
        broker = reference == null ? null : context.getService(reference);
        if (broker == null) {
            throw Diagnosis.of(context, failures)
                    .explain(Broker.class.getName(), null)
                    .map(Absence::error)
                    .orElseGet(() -> new InternalException("The broker could not be started."));
        }
        unrest = Unrest.watch(context, System::nanoTime);
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
    private Bundle install(BundleContext context, Path file) throws BundleException {
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
            BundleProblem.checkNeeds(framework.getBundleContext(), bundle);
            bundle.start();
            log.info("{} started in {} ms", bundle, (System.nanoTime() - begun) / 1_000_000);
        } catch (BundleException e) {
            failures.put(bundle, e);
            log.warn("{}", BundleProblem.describe(bundle, e));
            log.debug("{} could not be started", bundle, e);
        }
    }

    private static void configure(BundleContext context, Path model) throws IOException {
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

    @Override
    public Broker broker() {
        return broker;
    }

    @Override
    public List<InstalledBundle> bundles() {
        BundleContext context = framework.getBundleContext();
        return context == null ? List.of() : bundles(context);
    }

    private List<InstalledBundle> bundles(BundleContext context) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID)
                .map(bundle -> BundleProblem.view(bundle, failures.get(bundle)))
                .sorted(Comparator.comparing(InstalledBundle::name))
                .toList();
    }

    @Override
    public List<String> values(String service, String filter, String property) {
        BundleContext context = framework.getBundleContext();
        try {
            ServiceReference<?>[] found =
                    context == null ? null : context.getAllServiceReferences(service, filter);
            return Stream.ofNullable(found)
                    .flatMap(Arrays::stream)
                    .map(reference -> reference.getProperty(property))
                    .flatMap(OsgiPlatform::each)
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .distinct()
                    .sorted()
                    .toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("There is no filter that could be wrong", e);
        }
    }

    /** A property may have several values. */
    private static Stream<?> each(Object value) {
        if (value instanceof Object[] array) {
            return Arrays.stream(array);
        }
        return value instanceof Collection<?> several ? several.stream() : Stream.ofNullable(value);
    }

    @Override
    public void reach(String service, String filter, Duration wait) {
        BundleContext context = framework.getBundleContext();
        if (context == null) {
            throw new SkillUnavailableException("Mingle has been stopped. Start it again.");
        }
        new NamedService(context, broker, service, filter).reach(wait);
    }

    @Override
    public Optional<Absence> whyAbsent(String service, String filter) {
        BundleContext context = framework.getBundleContext();
        if (context == null) {
            return Optional.of(
                    new Absence(
                            new SkillUnavailableException(
                                    "Mingle has been stopped. Start it again."),
                            true));
        }
        Optional<Absence> found = Diagnosis.of(context, failures).explain(service, filter);
        return unrest.isOver() ? found : found.map(it -> new Absence(it.error(), false));
    }

    @Override
    public void awaitStop() throws InterruptedException {
        framework.waitForStop(0);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            framework.stop();
            framework.waitForStop(STOP_LIMIT.toMillis());
        } catch (BundleException e) {
            log.warn("The framework could not be stopped cleanly: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (storage != null) {
            storage.close();
        }
    }
}
