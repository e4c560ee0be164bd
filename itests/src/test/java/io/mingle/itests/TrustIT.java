package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;

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
