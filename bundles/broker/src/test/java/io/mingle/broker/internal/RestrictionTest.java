package io.mingle.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.regex.Pattern;
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

    private static ServiceRegistration<Skill> register(Bundle bundle, Skill skill, String name) {
        Dictionary<String, Object> properties = new Hashtable<>(Map.of("name", name));
        return bundle.getBundleContext().registerService(Skill.class, skill, properties);
    }

    private static Skill skill() {
        return new Skill() {
            @Override
            public SkillDescription description() {
                throw new UnsupportedOperationException("Nobody asks");
            }

            @Override
            public Generation invoke(SkillRequest request) {
                throw new UnsupportedOperationException("Nobody calls");
            }
        };
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
    void aNameIsTheHostsBeforeAnybodyHasAskedForASkill() throws Exception {
        ServiceRegistration<Skill> own = register(provider, skill(), "kind");
        own.unregister();
        register(stranger, skill(), "kind");

        assertThrows(
                SkillUnavailableException.class,
                () -> broker.lease(Skill.class, "(name=kind)", NOT).close());
    }

    @Test
    void aNameIsFreeWhenTheHostHasNoBundleForItAnyMore() throws Exception {
        register(provider, "kind", "host");
        greet("kind");
        register(stranger, "kind", "stranger");
        framework.update(provider);
        assertThrows(SkillUnavailableException.class, () -> greet("kind"));

        provider.uninstall();

        assertEquals("stranger", greet("kind"));
    }

    @Test
    void aNameIsTheHostsAsLongAsOneOfItsBundlesHasIt() throws Exception {
        register(provider, "kind", "host");
        register(framework.bundle("test.provider", "2.0.0"), "kind", "host");
        greet("kind");
        register(stranger, "kind", "stranger");

        provider.uninstall();

        assertEquals("host", greet("kind"));
    }

    @Test
    void whoTakesANameOfTheHostsIsToldOnce() {
        register(provider, "kind", "host");
        greet("kind");

        String log =
                logOf(
                        () -> {
                            ServiceRegistration<Greeter> its =
                                    register(stranger, "kind", "stranger");
                            its.setProperties(new Hashtable<>(Map.of("name", "kind")));
                        });

        String told =
                "test.stranger 1.2.3 offers io.mingle.broker.internal.Greeter under the name"
                        + " 'kind', which is the host's; nobody is led there. Give it another"
                        + " name, or trust its jar with --trust";
        assertEquals(2, log.split(Pattern.quote(told), -1).length, log);
    }

    @Test
    void whoHadTheNameBeforeTheHostIsToldAsWell() {
        register(stranger, "kind", "stranger");
        assertEquals("stranger", greet("kind"));

        String log = logOf(() -> register(provider, "kind", "host"));

        assertTrue(log.contains("test.stranger 1.2.3 offers"), log);
        assertEquals("host", greet("kind"));
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
