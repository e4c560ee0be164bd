package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.broker.Provider;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Installation;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The broker as a component among bundles. */
@InFramework(Installation.BROKER)
class BrokerIT {

    @Test
    void aMissingProviderIsReportedAsSuch(Broker broker) {
        SkillUnavailableException error =
                assertThrows(
                        SkillUnavailableException.class,
                        () -> broker.lease(Understanding.class, Duration.ofMillis(10)));

        assertEquals("skill-unavailable", error.code());
    }

    /**
     * The broker's bundle has no wire to the interface's package, and the lease works all the same.
     */
    @Test
    void anInterfaceThatTheBrokerCannotSeeCanBeLeased(Broker broker, BundleContext context) {
        Runnable service = () -> {};
        Greeting greeting = () -> "hello";
        ServiceRegistration<?> one = context.registerService(Runnable.class, service, null);
        ServiceRegistration<?> two = context.registerService(Greeting.class, greeting, null);

        try (Lease<Runnable> lease = broker.lease(Runnable.class, Duration.ZERO);
                Lease<Greeting> other = broker.lease(Greeting.class, Duration.ZERO)) {
            assertSame(service, lease.service());
            assertSame(greeting, other.service());
        }
        one.unregister();
        two.unregister();
    }

    @Test
    void aChangedDrainTimeOutHoldsAtOnceAndTheBrokerStays(
            Broker broker, BundleContext context, ConfigurationAdmin admin) throws Exception {
        ServiceReference<Broker> before = context.getServiceReference(Broker.class);
        Configuration configuration = admin.getConfiguration("io.mingle.broker", "?");
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("drainTimeoutMillis", 50L);
        configuration.update(properties);
        awaitProperty(
                context.getServiceReference("io.mingle.broker.internal.LeasingBroker"),
                "drainTimeoutMillis",
                50L);

        ServiceRegistration<Greeting> registration =
                context.registerService(Greeting.class, () -> "held", null);
        Lease<Greeting> lease = broker.lease(Greeting.class, Duration.ofSeconds(5));
        CompletableFuture.runAsync(registration::unregister).get(10, TimeUnit.SECONDS);
        lease.close();

        assertSame(before, context.getServiceReference(Broker.class));
        configuration.delete();
    }

    @Test
    void providersAreListedWithTheirBundle(Broker broker, BundleContext context) {
        ServiceRegistration<Understanding> registration =
                context.registerService(Understanding.class, (conversation, options) -> null, null);

        Provider provider =
                broker.providers().stream()
                        .filter(each -> each.service().endsWith(".Understanding"))
                        .findFirst()
                        .orElse(null);

        assertNotNull(provider);
        assertEquals(context.getBundle().getSymbolicName(), provider.bundle());
        assertEquals(Provider.ACTIVE, provider.state());
        registration.unregister();
        assertTrue(broker.providers().stream().noneMatch(provider::equals));
    }

    private static void awaitProperty(ServiceReference<?> reference, String name, Object value)
            throws InterruptedException {
        for (int i = 0; i < 6000 && !value.equals(reference.getProperty(name)); i++) {
            Thread.sleep(10);
        }
        assertEquals(value, reference.getProperty(name));
    }

    /** A service that no bundle but the test's knows. */
    interface Greeting {
        String greet();
    }
}
