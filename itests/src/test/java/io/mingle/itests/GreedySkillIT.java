package io.mingle.itests;

import static io.mingle.itests.picture.ShapesQuestion.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.event.Generation;
import io.mingle.api.model.MemoryReport;
import io.mingle.api.model.MemoryUse;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.Broker;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.skill.SkillBundle;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** A skill that takes memory without end meets the ledger, and nobody else does. */
@InFramework
@Timeout(120)
class GreedySkillIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NAME = "example.greedy";
    private static final long ALL = 2_000_000_000L;
    private static final long OWN = 50_000_000L;

    private Bundle bundle;

    @BeforeEach
    void install(BundleContext context, ConfigurationAdmin admin, MemoryReport memory)
            throws Exception {
        Map<String, Object> limits =
                Map.of("limitBytes", ALL, "bundleLimits", new String[] {NAME + "=" + OWN});
        admin.getConfiguration("io.mingle.memory", "?").update(new Hashtable<>(limits));
        for (int i = 0; i < 6000 && memory.limit() != ALL; i++) {
            Thread.sleep(10);
        }
        assertEquals(ALL, memory.limit(), "the limits hold");
        bundle = context.installBundle("memory:greedy", SkillBundle.greedy());
        bundle.start();
    }

    @AfterEach
    void uninstall(ConfigurationAdmin admin) throws Exception {
        bundle.uninstall();
        admin.getConfiguration("io.mingle.memory", "?").delete();
    }

    @Test
    void itIsRefusedByNameWhileVisionAnswersAndHoldsNothingOnceItHasStopped(
            Broker broker, MemoryReport memory) throws Exception {
        SkillRequest request = new SkillRequest(Map.of(), GenerationOptions.GREEDY);
        try (Callers callers = new Callers(2, () -> ask(broker))) {
            callers.awaitCalls(2);
            Generation<SkillResult> endless =
                    broker.generate(
                            Skill.class, "(name=greedy)", LIMIT, skill -> skill.invoke(request));

            MemoryRefusedException refused =
                    assertThrows(MemoryRefusedException.class, () -> endless.join(LIMIT));

            String message = refused.getMessage();
            assertTrue(message.startsWith("example.greedy asked for 4000000 bytes"), message);
            assertTrue(message.contains("its own limit of 50000000"), message);
            assertEquals(48_000_000, held(memory));
            callers.awaitCalls(4);
        }

        bundle.stop();

        assertEquals(0, held(memory));
        ask(broker);
    }

    private static long held(MemoryReport memory) {
        return memory.uses().stream()
                .filter(use -> use.owner().equals(NAME))
                .mapToLong(MemoryUse::bytes)
                .sum();
    }
}
