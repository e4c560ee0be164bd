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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
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

    /** What the framework's records need, and a little more. */
    private static final long STORAGE_BYTES = 1 << 20;

    private final Framework framework;

    /** What goes when this is closed; null if it is somebody else's. */
    private final FrameworkStorage storage;

    private final Map<Bundle, BundleException> failures = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private Broker broker;
    private Unrest unrest;

    private OsgiPlatform(Framework framework, FrameworkStorage storage) {
        this.framework = framework;
        this.storage = storage;
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
        options.bundles().forEach(BundleFile::check);
        List<Path> files =
                new ArrayList<>(
                        new BundleStore(options.cache())
                                .unpack(installation, options.serving(), options.progress()));
        files.addAll(options.bundles());
        options.progress()
                .accept(
                        Files.isDirectory(FrameworkConfiguration.engineCache(options))
                                ? "starting"
                                : "starting for the first time: unpacking libtorch, once, about"
                                        + " 550 MB on the disk");
        FrameworkStorage storage = FrameworkStorage.create();
        Map<Bundle, ClassLoader> lasting = new ConcurrentHashMap<>();
        Map<String, Object> configuration =
                FrameworkConfiguration.of(installation, options, storage.folder(), lasting);
        OsgiPlatform platform =
                new OsgiPlatform(new FrameworkFactory().newFramework(configuration), storage);
        boolean started = false;
        try {
            DaemonStart.run(() -> platform.run(files, options, lasting));
            storage.goWithTheJvm();
            started = true;
            return platform;
        } catch (BundleException | IOException e) {
            Path temporary = storage.folder().getParent();
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
        OsgiPlatform platform = new OsgiPlatform(framework, null);
        platform.findBroker();
        return platform;
    }

    private void run(List<Path> files, LaunchOptions options, Map<Bundle, ClassLoader> lasting)
            throws BundleException, IOException {
        RootLocale.during(framework::init);
        framework.start();
        BundleStart start = new BundleStart(framework, lasting, failures);
        start.run(files, options);
        findBroker();
        start.watch(options);
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
