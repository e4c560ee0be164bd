package io.mingle.swap.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Outcome;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** A real framework in this JVM, and a swapper in a bundle of its own. */
@Timeout(120)
abstract class SwapperFixture {

    static final String NAME = TestBundle.NAME;
    static final String WHO = "a test";

    /** Declarative Services where there are no components. */
    private static final ServiceComponentRuntime NONE =
            (ServiceComponentRuntime)
                    Proxy.newProxyInstance(
                            ServiceComponentRuntime.class.getClassLoader(),
                            new Class<?>[] {ServiceComponentRuntime.class},
                            (proxy, method, arguments) -> List.of());

    @TempDir Path folder;

    final NamedTrust trust = new NamedTrust();
    final SharingBroker broker = new SharingBroker();
    BundleContext context;
    SafeSwapper swapper;
    private Framework framework;

    @BeforeEach
    void start() throws Exception {
        System.clearProperty(ObedientActivator.OVER);
        Map<String, String> configuration = new HashMap<>();
        configuration.put(
                Constants.FRAMEWORK_STORAGE,
                Files.createDirectory(folder.resolve("storage")).toString());
        framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(configuration);
        framework.start();
        context = framework.getBundleContext();
        Bundle own =
                context.installBundle(
                        "memory:swap",
                        TestBundle.of("1.0.0")
                                .with(Constants.BUNDLE_SYMBOLICNAME, "test.swap")
                                .open());
        own.start();
        swapper = new SafeSwapper(broker, trust, NONE, own.getBundleContext(), Limits.SHORT);
    }

    @AfterEach
    void stop() throws Exception {
        System.setProperty(ObedientActivator.OVER, "");
        swapper.close();
        framework.stop();
        framework.waitForStop(60_000);
        System.clearProperty(ObedientActivator.OVER);
    }

    /** Installs a bundle as the host's own program would. */
    Bundle own(String version) throws Exception {
        return context.installBundle("memory:" + version, TestBundle.of(version).open());
    }

    Bundle restricted(String version) throws Exception {
        Bundle bundle = own(version);
        trust.restrict(bundle);
        return bundle;
    }

    /** A jar that nobody trusts. */
    Path jar(String version) throws Exception {
        return TestBundle.of(version).in(folder);
    }

    /** One whose bundle fails when it is started. */
    Path failing(String version) throws Exception {
        return TestBundle.of(version)
                .with(ObedientActivator.START, ObedientActivator.FAILS)
                .in(folder);
    }

    List<Bundle> installed() {
        return Arrays.stream(context.getBundles())
                .filter(it -> NAME.equals(it.getSymbolicName()))
                .toList();
    }

    Bundle active() {
        List<Bundle> active =
                installed().stream().filter(it -> it.getState() == Bundle.ACTIVE).toList();
        assertEquals(1, active.size(), active.toString());
        return active.get(0);
    }

    boolean isRestricted(Bundle bundle) {
        return trust.restricts(bundle.getBundleId());
    }

    static void swapped(SwapReport report) {
        assertEquals(Outcome.SWAPPED, report.outcome(), report.reason());
    }

    static void refused(SwapReport report) {
        assertEquals(Outcome.REFUSED, report.outcome(), report.reason());
    }
}
