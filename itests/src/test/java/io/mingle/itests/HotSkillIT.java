package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.broker.Provider;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Installation;
import io.mingle.itests.harness.Swap;
import io.mingle.itests.skill.SkillBundle;
import io.mingle.itests.skill.SkillText;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** A skill that nobody was compiled against comes, is replaced under load, and goes. */
@InFramework(Installation.BROKER)
@Timeout(120)
class HotSkillIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int CALLERS = 4;
    private static final int SWAPS = 50;

    private Bundle bundle;

    @BeforeEach
    void install(BundleContext context) throws Exception {
        bundle = context.installBundle("memory:echo", SkillBundle.jar("1.0.0"));
        bundle.start();
    }

    @AfterEach
    void uninstall() throws Exception {
        bundle.uninstall();
    }

    @Test
    void itIsFoundByNameAndDescribesItself(Broker broker) {
        try (Lease<Skill> lease = broker.lease(Skill.class, "(name=echo)", LIMIT)) {
            assertEquals("echo", lease.service().description().name());
            assertEquals("example.echo 1.0.0", lease.provider());
        }
    }

    @Test
    void fourCallersLoseNothingWhileItIsUpdatedFiftyTimes(Broker broker) throws Exception {
        Set<String> versions = ConcurrentHashMap.newKeySet();
        try (Callers callers =
                new Callers(CALLERS, () -> versions.add(say(broker, "one two three")))) {
            for (int swap = 1; swap <= SWAPS; swap++) {
                callers.awaitCalls(CALLERS + 1);
                Swap.update(bundle, SkillBundle.jar("1.0." + swap));
            }
            callers.awaitCalls(CALLERS + 1);
        }

        assertEquals(SWAPS + 1, versions.size(), "every version has answered: " + versions);
    }

    @Test
    void theClassesOfAnOldVersionAreCollected(Broker broker) throws Exception {
        assertEquals("hello 1.0.0", say(broker, "hello"));
        WeakReference<ClassLoader> old = Swap.loader(bundle);

        Swap.update(bundle, SkillBundle.jar("2.0.0"));

        assertEquals("hello 2.0.0", say(broker, "hello"));
        assertTrue(Swap.isCollected(old), "the old class loader is still held");
    }

    @Test
    void aLongAnswerIsCancelledAndItsLeaseComesBack(Broker broker) {
        SkillRequest manyWords =
                new SkillRequest(
                        Map.of("text", "a ".repeat(10_000), "pause", 10), GenerationOptions.GREEDY);
        Generation<SkillResult> generation =
                broker.generate(Skill.class, LIMIT, skill -> skill.invoke(manyWords));
        assertEquals(1, leases(broker));
        generation.cancel();

        assertThrows(CancelledException.class, () -> generation.join(LIMIT));
        assertEquals(0, leases(broker));
    }

    @Test
    void withoutItTheCallerIsToldSo(Broker broker) throws Exception {
        bundle.stop();

        assertThrows(
                SkillUnavailableException.class,
                () -> broker.lease(Skill.class, "(name=echo)", Duration.ofMillis(50)));
    }

    private static String say(Broker broker, String text) {
        SkillRequest request = new SkillRequest(Map.of("text", text), GenerationOptions.GREEDY);
        return SkillText.of(
                broker.generate(Skill.class, LIMIT, skill -> skill.invoke(request)).join(LIMIT));
    }

    private static int leases(Broker broker) {
        return broker.providers().stream().mapToInt(Provider::leases).sum();
    }
}
