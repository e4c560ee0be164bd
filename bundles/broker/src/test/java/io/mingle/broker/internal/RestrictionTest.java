package io.mingle.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/** What a bundle that nobody trusts cannot make the broker do. */
class RestrictionTest extends BrokerFixture {

    private Bundle stranger;
    private Broker itsBroker;

    @BeforeEach
    void restrict() throws Exception {
        stranger = framework.bundle("test.stranger");
        trust.restrict(stranger);
        itsBroker = new ClientBroker(leasing, stranger.getBundleId());
    }

    private static ServiceRegistration<Greeter> register(Bundle bundle, String name, String says) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("name", name);
        properties.put(Constants.SERVICE_RANKING, says.equals("stranger") ? 1_000 : 0);
        return bundle.getBundleContext().registerService(Greeter.class, () -> says, properties);
    }

    private String greet(String name) {
        try (Lease<Greeter> lease = broker.lease(Greeter.class, "(name=" + name + ")", NOT)) {
            return lease.service().greet();
        }
    }

    @Test
    void itsNameIsItsOwnAndTheHostsNameIsTheHosts() {
        register(provider, "kind", "host");
        register(stranger, "kind", "stranger");
        register(stranger, "rude", "stranger");

        assertEquals("host", greet("kind"));
        assertEquals("stranger", greet("rude"));
    }

    @Test
    void nobodyIsLedToItWhileTheHostsOwnIsAway() {
        ServiceRegistration<Greeter> own = register(provider, "kind", "host");
        assertEquals("host", greet("kind"));
        register(stranger, "kind", "stranger");
        own.unregister();

        assertThrows(SkillUnavailableException.class, () -> greet("kind"));
    }

    @Test
    void itMayNeitherShareNorCancelNorUseWhatIsWithheld() {
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> itsBroker.share("test.provider", Map.of("1.2.3", 0)));
        assertTrue(error.getMessage().endsWith("was refused to share out calls"));
        assertThrows(InvalidRequestException.class, () -> itsBroker.cancel(1));
        assertThrows(
                InvalidRequestException.class, () -> itsBroker.lease(Runnable.class, NOT).close());
        assertEquals(Map.of(), broker.shares());
    }
}
