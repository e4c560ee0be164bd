package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.Broker;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Installation;
import io.mingle.itests.harness.Services;
import io.mingle.itests.harness.Swap;
import io.mingle.itests.skill.Misbehaviour;
import io.mingle.itests.skill.SkillBundle;
import io.mingle.itests.skill.SkillBundle.Fault;
import io.mingle.itests.skill.SkillText;
import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Outcome;
import io.mingle.swap.Swapper;
import io.mingle.swap.WaitingComponents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** Whatever a skill does, the host keeps serving, and the skill can be replaced. */
@InFramework(Installation.BROKER)
@Timeout(120)
class FaultIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path folder;
    private Bundle bundle;

    @BeforeEach
    void install(Broker broker, BundleContext context, ConfigurationAdmin admin) throws Exception {
        bundle = context.installBundle("memory:echo", SkillBundle.jar("1.0.0"));
        bundle.start();
        admin.getConfiguration("io.mingle.broker", "?")
                .update(new Hashtable<>(Map.of("drainTimeoutMillis", 300L)));
        Services.awaitBroker(context, "(drainTimeoutMillis=300)");
    }

    @AfterEach
    void uninstall(BundleContext context, ConfigurationAdmin admin) throws Exception {
        for (Bundle each : context.getBundles()) {
            if (SkillBundle.NAME.equals(each.getSymbolicName())) {
                each.uninstall();
            }
        }
        admin.getConfiguration("io.mingle.broker", "?").delete();
        Services.awaitBroker(context, "(drainTimeoutMillis=30000)");
    }

    private static Generation<SkillResult> invoke(Broker broker, Map<String, Object> arguments) {
        SkillRequest request = new SkillRequest(arguments, GenerationOptions.GREEDY);
        return broker.generate(Skill.class, LIMIT, skill -> skill.invoke(request));
    }

    private static String say(Broker broker) {
        return SkillText.of(invoke(broker, Map.of("text", "hello")).join(LIMIT));
    }

    private static Generation<SkillResult> misbehave(Broker broker, Misbehaviour how) {
        return invoke(broker, Map.of("fault", how.name()));
    }

    private static void serves(String version, Broker broker) {
        assertEquals(List.of(), broker.calls(), "nothing is left over");
        assertEquals("hello " + version, say(broker));
    }

    @Test
    void whatASkillThrowsReachesItsCallerAndNobodyElse(Broker broker) {
        assertThrows(IllegalArgumentException.class, () -> misbehave(broker, Misbehaviour.THROWS));
        serves("1.0.0", broker);
        assertThrows(StackOverflowError.class, () -> misbehave(broker, Misbehaviour.OVERFLOWS));
        serves("1.0.0", broker);
    }

    @Test
    void aFullHeapEndsTheCallAndNotTheHost(Broker broker) {
        assertThrows(
                OutOfMemoryError.class, () -> misbehave(broker, Misbehaviour.EXHAUSTS_THE_HEAP));
        serves("1.0.0", broker);
    }

    @Test
    void whatNeverEndsIsCutOffByTheNextVersion(Broker broker) throws Exception {
        Generation<SkillResult> endless = misbehave(broker, Misbehaviour.NEVER_ENDS);
        assertEquals(1, broker.calls().size());

        Swap.update(bundle, SkillBundle.jar("2.0.0"));

        SkillUnavailableException error =
                assertThrows(SkillUnavailableException.class, () -> endless.join(LIMIT));
        assertTrue(error.getMessage().contains("example.echo 1.0.0"), error.getMessage());
        assertTrue(error.retryable());
        serves("2.0.0", broker);
    }

    @Test
    void aSkillThatStopsItselfIsGoneAndComesBack(Broker broker) throws Exception {
        Generation<SkillResult> none = misbehave(broker, Misbehaviour.STOPS_ITSELF);
        none.cancel();
        assertEquals(Bundle.RESOLVED, bundle.getState());
        Swap.update(bundle, SkillBundle.jar("2.0.0"));
        bundle.start();
        assertEquals("hello 2.0.0", say(broker));
    }

    @Test
    void aSecondRegistrationAndALeakedThreadDoNotStandInTheWay(Broker broker) throws Exception {
        misbehave(broker, Misbehaviour.REGISTERS_TWICE).cancel();
        misbehave(broker, Misbehaviour.LEAKS_A_THREAD).cancel();

        Swap.update(bundle, SkillBundle.jar("2.0.0"));

        assertEquals("hello 2.0.0", say(broker));
    }

    @Test
    void componentsThatWaitForEachOtherAreNamedAndTheOthersServeOn(
            Broker broker, BundleContext context, WaitingComponents waiting) throws Exception {
        Bundle hen = context.installBundle("memory:hen", SkillBundle.needy("hen", "egg"));
        Bundle egg = context.installBundle("memory:egg", SkillBundle.needy("egg", "hen"));
        hen.start();
        egg.start();
        try {
            assertEquals(
                    List.of(
                            "The component egg of example.egg 1.0.0 waits for"
                                    + " io.mingle.api.skill.Skill (name=hen), the component hen of"
                                    + " example.hen 1.0.0 waits for io.mingle.api.skill.Skill"
                                    + " (name=egg): a circle, in which none can start first. Make"
                                    + " one of these references optional and dynamic."),
                    waiting.describe());
            serves("1.0.0", broker);
            egg.stop();
            assertEquals(
                    List.of(
                            "The component hen of example.hen 1.0.0 waits for"
                                    + " io.mingle.api.skill.Skill (name=egg), which is not there."),
                    waiting.describe());
        } finally {
            hen.uninstall();
            egg.uninstall();
        }
        assertEquals(List.of(), waiting.describe());
    }

    @Test
    void ofTwoSwapsAtOnceOneWaitsForTheOther(Broker broker, Swapper swapper) throws Exception {
        Path jar = SkillBundle.file(folder, "2.0.0", Fault.NONE);
        CompletableFuture<SwapReport> other =
                CompletableFuture.supplyAsync(() -> swapper.swap(jar));
        SwapReport report = swapper.swap(jar);
        assertEquals(Outcome.SWAPPED, report.outcome(), report.reason());
        assertEquals(Outcome.SWAPPED, other.get(60, TimeUnit.SECONDS).outcome());
        serves("2.0.0", broker);
    }
}
