package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InternalException;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.Broker;
import io.mingle.broker.Provider;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Installation;
import io.mingle.itests.skill.SkillBundle;
import io.mingle.itests.skill.SkillBundle.Fault;
import io.mingle.itests.skill.SkillText;
import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Outcome;
import io.mingle.swap.Swapper;
import io.mingle.swap.WaitingComponents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** A skill that is registered and cannot be activated is found out, and holds up nobody. */
@InFramework(Installation.BROKER)
@Timeout(120)
class ActivationIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Far longer than the test: who waits so long waits in vain. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final long TRIAL_MILLIS = 5_000;

    private static final String THROWS =
            "The component echo of example.echo 2.0.0 failed to start"
                    + " (java.lang.ArithmeticException: 1 / 0). Run again with --verbose and report"
                    + " what it says.";

    @TempDir Path folder;

    @BeforeEach
    void limit(ConfigurationAdmin configurations) throws Exception {
        configurations
                .getConfiguration("io.mingle.swap", "?")
                .update(new Hashtable<>(Map.of("selfTestLimitMillis", TRIAL_MILLIS)));
    }

    @AfterEach
    void uninstall(BundleContext context) throws Exception {
        for (Bundle bundle : installed(context)) {
            bundle.uninstall();
        }
    }

    private static List<Bundle> installed(BundleContext context) {
        return Arrays.stream(context.getBundles())
                .filter(it -> String.valueOf(it.getSymbolicName()).startsWith("example."))
                .toList();
    }

    private Path jar(String version, Fault fault) throws Exception {
        return SkillBundle.file(folder, version, fault);
    }

    /** As anybody would who does not ask the swapper: nobody tries it. */
    private void installUntried(BundleContext context, Fault fault) throws Exception {
        context.installBundle(jar("2.0.0", fault).toUri().toString()).start();
    }

    private static SkillRequest hello() {
        return new SkillRequest(Map.of("text", "hello"), GenerationOptions.GREEDY);
    }

    private static String say(Broker broker, String skill) {
        return SkillText.of(
                broker.generate(
                                Skill.class,
                                "(name=" + skill + ")",
                                PATIENCE,
                                it -> it.invoke(hello()))
                        .join(LIMIT));
    }

    private void refused(Swapper swapper, Broker broker, Fault fault, String reason)
            throws Exception {
        SwapReport report = swapper.swap(jar("2.0.0", fault));
        assertEquals(Outcome.REFUSED, report.outcome());
        assertEquals(reason + " Version 1.0.0 keeps serving.", report.reason());
        assertEquals("hello 1.0.0", say(broker, "echo"));
    }

    @Test
    void aVersionThatCannotBeActivatedNeverServesAndACorrectedOneDoes(
            BundleContext context, Broker broker, Swapper swapper) throws Exception {
        context.installBundle("memory:echo", SkillBundle.jar("1.0.0")).start();

        refused(
                swapper,
                broker,
                Fault.THROWS,
                "The skill echo of example.echo 2.0.0 cannot be activated. " + THROWS);
        refused(
                swapper,
                broker,
                Fault.OUTDATED,
                "The skill echo of example.echo 2.0.0 cannot be activated. The component echo of"
                        + " example.echo 2.0.0 failed to start (java.lang.NoSuchMethodError:"
                        + " 'java.lang.String io.mingle.api.skill.SkillDescription.inputFormat()')."
                        + " It does not find what it was compiled against. Compile it against the"
                        + " versions that are installed, and import the packages that it uses.");
        refused(
                swapper,
                broker,
                Fault.INCOMPLETE,
                "The skill echo of example.echo 2.0.0 cannot be activated. The component echo of"
                        + " example.echo 2.0.0 failed to start (java.lang.NoClassDefFoundError:"
                        + " io/mingle/itests/skill/BrokenSkill). It"
                        + " does not find what it was compiled against. Compile it against the"
                        + " versions that are installed, and import the packages that it uses.");
        refused(
                swapper,
                broker,
                Fault.SLOW,
                "The skill echo of example.echo 2.0.0 was not activated within 5000 ms; raise"
                        + " selfTestLimitMillis of io.mingle.swap if it needs longer.");

        assertEquals(1, installed(context).size(), "what was refused is gone");
        SwapReport good = swapper.swap(jar("2.0.0", Fault.NONE));
        assertEquals(Outcome.SWAPPED, good.outcome(), good.reason());
        assertEquals("hello 2.0.0", say(broker, "echo"));
    }

    @Test
    void whoCallsOneThatWasNotTriedIsToldTheCauseAtOnceAndServedByTheNextVersion(
            BundleContext context, Broker broker, Swapper swapper, WaitingComponents waiting)
            throws Exception {
        installUntried(context, Fault.THROWS);

        InternalException error = assertThrows(InternalException.class, () -> say(broker, "echo"));

        assertEquals(THROWS, error.getMessage());
        assertEquals(List.of(Provider.FAILED), states(broker));
        assertTrue(waiting.describe().contains(THROWS), waiting.describe().toString());
        SwapReport good = swapper.swap(jar("3.0.0", Fault.NONE));
        assertEquals(Outcome.SWAPPED, good.outcome(), good.reason());
        assertEquals("hello 3.0.0", say(broker, "echo"));
        assertEquals(List.of(), waiting.describe());
    }

    @Test
    void aJarThatWasCompiledAgainstTheApiOfBeforeIsRefusedWithBothVersions(
            BundleContext context, Broker broker, Swapper swapper) throws Exception {
        context.installBundle("memory:echo", SkillBundle.jar("1.0.0")).start();
        refused(
                swapper,
                broker,
                Fault.IMPORTS_OLD_API,
                "example.echo 2.0.0 needs the package io.mingle.api.content from version 0.1.0 to"
                        + " below 1.0.0, which no installed bundle offers. There is"
                        + " io.mingle.api.content 1.1.0: compile it against that.");
    }

    @Test
    void aSkillThatCallsItIsToldTheCause(BundleContext context, Broker broker) throws Exception {
        installUntried(context, Fault.OUTDATED);
        context.installBundle("memory:relay", SkillBundle.relaying()).start();

        InternalException error = assertThrows(InternalException.class, () -> say(broker, "relay"));

        assertTrue(error.getMessage().contains("NoSuchMethodError"), error.getMessage());
    }

    private static List<String> states(Broker broker) {
        return broker.providers().stream()
                .filter(it -> it.service().equals(Skill.class.getName()))
                .map(Provider::state)
                .toList();
    }
}
