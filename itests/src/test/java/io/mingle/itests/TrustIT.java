package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Installation;
import io.mingle.itests.skill.SkillBundle;
import io.mingle.itests.skill.Stranger;
import io.mingle.trust.Trust;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.FrameworkWiring;

/** What a jar from outside can do that nobody trusts, and what it cannot. */
@InFramework(Installation.BROKER)
@Timeout(120)
class TrustIT {

    private static final String REFUSED = "example.stranger 1.0.0 is not trusted and was refused ";

    private Bundle stranger;

    private void install(BundleContext context, Trust trust) throws Exception {
        stranger = context.installBundle("memory:stranger", SkillBundle.stranger(""));
        if (trust != null) {
            trust.restrict(stranger);
        }
        stranger.start();
    }

    @AfterEach
    void uninstall(BundleContext context) throws Exception {
        for (Bundle each : context.getBundles()) {
            if (each.getLocation().startsWith("memory:")) {
                each.uninstall();
            }
        }
    }

    private String order(BundleContext context, String what) {
        return Stranger.order(context, stranger, what);
    }

    @Test
    void whatItOffersInThePlaceOfTheHostIsNotChosenHoweverHighItIsRanked(
            BundleContext context, Broker broker, Trust trust) throws Exception {
        ServiceRegistration<Understanding> own =
                context.registerService(Understanding.class, (conversation, options) -> null, null);
        install(context, trust);
        try (Lease<Understanding> lease = broker.lease(Understanding.class, Duration.ZERO)) {
            assertFalse(lease.provider().contains("stranger"), lease.provider());
        }
        assertEquals(own.getReference(), context.getServiceReference(Understanding.class));
        own.unregister();
        assertThrows(
                SkillUnavailableException.class,
                () -> broker.lease(Understanding.class, Duration.ZERO).close());
    }

    @Test
    void itSeesNoBundleOfTheHost(BundleContext context, Broker broker, Trust trust)
            throws Exception {
        install(context, trust);
        assertEquals("example.stranger", order(context, "bundles"));
    }

    @Test
    void itMayNeitherShareOutCallsNorCancelThemNorReplaceBundles(
            BundleContext context, Broker broker, Trust trust) throws Exception {
        install(context, trust);
        assertTrue(order(context, "share").startsWith(REFUSED + "to share out calls. "));
        assertTrue(order(context, "cancel").startsWith(REFUSED + "to cancel requests. "));
        assertTrue(
                order(context, "lease")
                        .startsWith(REFUSED + "the use of io.mingle.swap.Swapper. "));
        assertEquals("null", order(context, "find"));
    }

    @Test
    void whatItInstallsIsNotTrustedEither(BundleContext context, Broker broker, Trust trust)
            throws Exception {
        install(context, trust);
        assertTrue(trust.restricts(Long.parseLong(order(context, "install"))));
    }

    @Test
    void itCannotLoadTheFrameworksPackagesWhenItNeedsThemEither(BundleContext context, Trust trust)
            throws Exception {
        stranger = context.installBundle("memory:stranger", SkillBundle.strangerThatImports("*"));
        stranger.start();
        String wiring = "org.osgi.framework.wiring.FrameworkWiring";
        String hook = "org.osgi.framework.hooks.weaving.WeavingHook";
        String url = "org.osgi.service.url.URLStreamHandlerService";
        assertEquals(wiring, order(context, "load " + wiring));
        stranger.uninstall();
        stranger = context.installBundle("memory:stranger", SkillBundle.strangerThatImports("*"));
        trust.restrict(stranger);
        stranger.start();
        for (String type : List.of(wiring, hook, url)) {
            assertTrue(order(context, "load " + type).startsWith(type + " not found"), type);
        }
    }

    @Test
    void whatItInstallsBecomesNoPartOfTheHostAndTakesNoNameOfIt(BundleContext context, Trust trust)
            throws Exception {
        install(context, trust);
        for (String order : List.of("fragment", "pretend")) {
            Bundle helper = context.getBundle(Long.parseLong(order(context, order)));
            context.getBundle(0).adapt(FrameworkWiring.class).resolveBundles(List.of(helper));
            assertEquals(Bundle.INSTALLED, helper.getState(), order);
            helper.uninstall();
        }
    }

    @Test
    void servicesThatChangeTheHostAreHiddenFromItAndSoAreItsOwnOfThatKind(
            BundleContext context, Trust trust) throws Exception {
        install(context, trust);
        for (String service :
                List.of(
                        "org.osgi.service.cm.ConfigurationAdmin",
                        "org.osgi.service.component.runtime.ServiceComponentRuntime",
                        "org.osgi.service.startlevel.StartLevel",
                        "org.osgi.service.packageadmin.PackageAdmin",
                        "io.mingle.trust.Trust")) {
            assertNotNull(context.getAllServiceReferences(service, null), service);
            assertEquals("null", order(context, "find " + service));
        }
        for (String service :
                List.of(
                        "org.osgi.service.cm.ConfigurationListener",
                        "org.osgi.service.cm.ManagedService",
                        "org.osgi.service.event.EventHandler",
                        "org.apache.felix.fileinstall.ArtifactInstaller",
                        "io.mingle.api.model.ModelSource")) {
            assertEquals("done", order(context, "offer " + service));
            ServiceReference<?>[] found = context.getAllServiceReferences(service, null);
            assertFalse(
                    Stream.ofNullable(found)
                            .flatMap(Arrays::stream)
                            .anyMatch(it -> it.getBundle().equals(stranger)),
                    service);
        }
    }

    @Test
    void itIsToldNothingOfBundlesOfTheHost(BundleContext context, Trust trust) throws Exception {
        install(context, trust);
        order(context, "listen");
        Bundle host = context.installBundle("memory:host", SkillBundle.standing());
        Bundle helper = context.getBundle(Long.parseLong(order(context, "install")));
        assertEquals("null", order(context, "bundle " + host.getBundleId()));
        assertEquals("null", order(context, "bundle 0"));
        assertEquals(helper.getSymbolicName(), order(context, "heard"));
    }

    @Test
    void theFrameworksOwnPackagesAreKeptFromIt(BundleContext context, Trust trust)
            throws Exception {
        stranger =
                context.installBundle(
                        "memory:stranger", SkillBundle.stranger("org.osgi.framework.hooks.bundle"));
        trust.restrict(stranger);
        assertThrows(BundleException.class, stranger::start);
        assertEquals(List.of("org.osgi.framework.hooks.bundle"), trust.withheldPackages(stranger));

        trust.release(stranger);
        stranger.start();
        assertEquals(Bundle.ACTIVE, stranger.getState());
    }

    @Test
    void whomTheHostInstallsIsTrusted(BundleContext context, Broker broker) throws Exception {
        install(context, null);
        assertTrue(order(context, "bundles").contains("io.mingle.broker"));
        assertEquals("done", order(context, "share"));
        try (Lease<Understanding> lease = broker.lease(Understanding.class, Duration.ZERO)) {
            assertEquals("example.stranger 1.0.0", lease.provider());
        }
    }
}
