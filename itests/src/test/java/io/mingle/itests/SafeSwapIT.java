package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.SelfTest;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.Broker;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Installation;
import io.mingle.itests.harness.Services;
import io.mingle.itests.harness.Swap;
import io.mingle.itests.skill.EndlessStart;
import io.mingle.itests.skill.SkillBundle;
import io.mingle.itests.skill.SkillBundle.Fault;
import io.mingle.itests.skill.SkillText;
import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Mode;
import io.mingle.swap.SwapReport.Outcome;
import io.mingle.swap.Swapper;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A skill is replaced by a version that is tried first, and what does not hold never serves. */
@InFramework(Installation.BROKER)
@Timeout(120)
class SafeSwapIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long LIMIT_MILLIS = 2_000;
    private static final int CALLERS = 4;
    private static final String NAME = SkillBundle.NAME;

    @TempDir Path folder;

    @BeforeEach
    void install(BundleContext context, ConfigurationAdmin configurations) throws Exception {
        configurations
                .getConfiguration("io.mingle.swap", "?")
                .update(
                        new Hashtable<>(
                                Map.of(
                                        "servicesLimitMillis",
                                        LIMIT_MILLIS,
                                        "startLimitMillis",
                                        LIMIT_MILLIS,
                                        "stopLimitMillis",
                                        LIMIT_MILLIS)));
        context.installBundle("memory:echo", SkillBundle.jar("1.0.0")).start();
    }

    @AfterEach
    void uninstall(BundleContext context, Broker broker) throws Exception {
        broker.share(NAME, Map.of());
        for (Bundle bundle : installed(context)) {
            bundle.uninstall();
        }
    }

    private static List<Bundle> installed(BundleContext context) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> NAME.equals(bundle.getSymbolicName()))
                .toList();
    }

    private Path jar(String version, Fault fault) throws Exception {
        return SkillBundle.file(folder, version, fault);
    }

    private static String say(Broker broker, String text) {
        SkillRequest request = new SkillRequest(Map.of("text", text), GenerationOptions.GREEDY);
        return SkillText.of(
                broker.generate(Skill.class, LIMIT, skill -> skill.invoke(request)).join(LIMIT));
    }

    /** A request that is not over before {@link #openGate}. */
    private SkillRequest gated() {
        return new SkillRequest(
                Map.of("text", "a b c d", "gate", folder.resolve("gate").toString()),
                GenerationOptions.GREEDY);
    }

    private void openGate() throws Exception {
        Files.createFile(folder.resolve("gate"));
    }

    private static void saysVersion(String version, Broker broker) {
        assertEquals("hello " + version, say(broker, "hello"));
    }

    @Test
    void aVersionThatDoesNotReturnFromItsStartIsGivenUpAndCorrectedUnderTheSameVersionOrTheNext(
            Broker broker, Swapper swapper, BundleContext context) throws Exception {
        try {
            SwapReport report = swapper.swap(SkillBundle.endless(folder, "2.0.0"));
            assertEquals(Outcome.REFUSED, report.outcome());
            assertEquals(
                    "example.echo 2.0.0 does not start: it did not return from its start within"
                        + " 2000 ms, and is given up; raise startLimitMillis of io.mingle.swap if"
                        + " it needs longer. Version 1.0.0 keeps serving.",
                    report.reason());
            saysVersion("1.0.0", broker);
            for (String version : List.of("2.0.0", "3.0.0")) {
                SwapReport next = swapper.swap(jar(version, Fault.NONE));
                assertEquals(Outcome.SWAPPED, next.outcome(), next.reason());
                saysVersion(version, broker);
            }
        } finally {
            System.setProperty(EndlessStart.OVER, "");
        }
        while (installed(context).size() > 2) {
            Thread.sleep(10);
        }
        swapper.rollback(NAME);
        saysVersion("2.0.0", broker);
    }

    @Test
    void aVersionThatStopsAfterACallThatTookLongerThanStopsMayIsNotGivenUp(
            BundleContext context, Broker broker, Swapper swapper) throws Exception {
        Generation<SkillResult> running =
                broker.generate(Skill.class, LIMIT, skill -> skill.invoke(gated()));
        Path next = jar("2.0.0", Fault.NONE);
        CompletableFuture<SwapReport> swap =
                CompletableFuture.supplyAsync(() -> swapper.swap(next));
        while (installed(context).get(0).getState() != Bundle.STOPPING) {
            Thread.sleep(1);
        }
        Thread.sleep(LIMIT_MILLIS * 3 / 2);
        openGate();

        assertEquals(Outcome.SWAPPED, swap.get().outcome(), swap.get().reason());
        assertEquals("a b c d 1.0.0", SkillText.of(running.join(LIMIT)));
        assertEquals("2.0.0", swapper.rollback(NAME).from(), "the old one is not given up");
    }

    @Test
    void fourCallersLoseNothingWhileItIsReplacedTenTimes(
            Broker broker, Swapper swapper, BundleContext context) throws Exception {
        Set<String> versions = ConcurrentHashMap.newKeySet();
        try (Callers callers =
                new Callers(CALLERS, () -> versions.add(say(broker, "one two three")))) {
            for (int swap = 1; swap <= 10; swap++) {
                callers.awaitCalls(CALLERS + 1);
                SwapReport report = swapper.swap(jar("1.0." + swap, Fault.NONE));
                assertEquals(Outcome.SWAPPED, report.outcome(), report.reason());
                assertEquals(Mode.BESIDE, report.mode());
            }
            callers.awaitCalls(CALLERS + 1);
        }
        assertEquals(11, versions.size(), "every version has answered: " + versions);
        assertEquals("1.0.10", swapper.history().get(0).to());
        assertEquals(Map.of(), broker.shares());
        File jars = Swap.bundle(context, "io.mingle.swap").getBundleContext().getDataFile("jars");
        assertEquals(2, jars.list().length, "jars kept: what runs, and what to go back to");
    }

    @Test
    void whatDoesNotHoldNeverServes(BundleContext context, Broker broker, Swapper swapper)
            throws Exception {
        refused(swapper, broker, Fault.DOES_NOT_RESOLVE, "example.nowhere");
        refused(swapper, broker, Fault.NEEDS_VIDEO, "(modality=video)");
        refused(swapper, broker, Fault.NEEDS_VIDEO_WHILE_ACTIVE, "modality (modality=video)");
        refused(swapper, broker, Fault.FAILS_ITS_TEST, "there is no echo here");
        refused(swapper, broker, Fault.HAS_NO_SKILL, "io.mingle.api.skill.Skill echo");
        refused(swapper, broker, Fault.WAITS, "component echo of example.echo 2.0.0 waits for");
        assertEquals(1, installed(context).size(), "what was refused is gone");
    }

    @Test
    void aReplacementThatCostACallDoesNotReportSuccess(
            BundleContext context,
            ConfigurationAdmin configurations,
            Broker broker,
            Swapper swapper)
            throws Exception {
        Configuration impatient = configurations.getConfiguration("io.mingle.broker", "?");
        impatient.update(new Hashtable<>(Map.of("drainTimeoutMillis", 50L)));
        try {
            Services.awaitBroker(context, "(drainTimeoutMillis=50)");
            Generation<SkillResult> running =
                    broker.generate(Skill.class, LIMIT, skill -> skill.invoke(gated()));

            SwapReport report = swapper.swap(jar("2.0.0", Fault.NONE));

            assertThrows(SkillUnavailableException.class, () -> running.join(LIMIT));
            assertEquals(Outcome.CALLS_LOST, report.outcome());
            assertTrue(report.reason().contains("{example.echo=1}"), report.reason());
            assertEquals(report, swapper.history().get(0));
            saysVersion("2.0.0", broker);
        } finally {
            impatient.delete();
            Services.awaitBroker(context, "(drainTimeoutMillis=30000)");
        }
    }

    @Test
    void whatNeedsSomethingThatIsNotThereIsNotStartedWhoeverInstallsIt(BundleContext context)
            throws Exception {
        Path jar = jar("2.0.0", Fault.NEEDS_VIDEO_WHILE_ACTIVE);
        Bundle bundle = context.installBundle(jar.toUri().toString());

        assertThrows(BundleException.class, bundle::start);
    }

    private void refused(Swapper swapper, Broker broker, Fault fault, String reason)
            throws Exception {
        SwapReport report = swapper.swap(jar("2.0.0", fault));
        assertEquals(Outcome.REFUSED, report.outcome());
        assertTrue(report.reason().contains(reason), report.reason());
        saysVersion("1.0.0", broker);
    }

    @Test
    void theVersionBeforeIsBackAtOnceAndForthAgain(Broker broker, Swapper swapper)
            throws Exception {
        swapper.swap(jar("2.0.0", Fault.NONE));
        saysVersion("2.0.0", broker);

        SwapReport back = swapper.rollback(NAME);

        assertEquals("2.0.0 to 1.0.0", back.from() + " to " + back.to());
        saysVersion("1.0.0", broker);
        swapper.rollback(NAME);
        saysVersion("2.0.0", broker);
    }

    @Test
    void aVersionThatWasThereBeforeIsSwappedInAgain(
            BundleContext context, Broker broker, Swapper swapper) throws Exception {
        swapper.swap(jar("2.0.0", Fault.NONE));
        swapper.rollback(NAME);
        for (String version : List.of("2.0.0", "1.0.0", "2.0.0")) {
            SwapReport report = swapper.swap(jar(version, Fault.NONE));
            assertEquals(Outcome.SWAPPED, report.outcome(), report.reason());
            assertEquals(Mode.BESIDE, report.mode());
            saysVersion(version, broker);
            assertEquals(2, installed(context).size());
        }
    }

    @Test
    void whatOneCanGoBackToKeepsItsCodeWhenItsVersionIsRefused(Broker broker, Swapper swapper)
            throws Exception {
        swapper.swap(jar("2.0.0", Fault.NONE));
        swapper.rollback(NAME);
        refused(swapper, broker, Fault.FAILS_ITS_TEST, "there is no echo here");
        swapper.canary(jar("2.0.0", Fault.NONE), 50);
        swapper.rollback(NAME);
        saysVersion("1.0.0", broker);

        SwapReport forth = swapper.rollback(NAME);

        assertEquals(Outcome.SWAPPED, forth.outcome(), forth.reason());
        saysVersion("2.0.0", broker);
    }

    @Test
    void theOnlyVersionThereIsIsNotGoneBackTo(BundleContext context, Broker broker, Swapper swapper)
            throws Exception {
        swapper.swap(jar("2.0.0", Fault.NONE));
        for (Bundle bundle : installed(context)) {
            if (bundle.getState() == Bundle.ACTIVE) {
                bundle.uninstall();
            } else {
                bundle.start();
            }
        }
        InvalidRequestException error =
                assertThrows(InvalidRequestException.class, () -> swapper.rollback(NAME));
        assertTrue(error.getMessage().contains("1.0.0, is the one"), error.getMessage());
        saysVersion("1.0.0", broker);
    }

    @Test
    void anInterruptDoesNotLeaveAReplacementHalfDone(
            BundleContext context, Broker broker, Swapper swapper) throws Exception {
        Thread caller = Thread.currentThread();
        ServiceListener interrupting =
                event -> {
                    if (event.getType() == ServiceEvent.UNREGISTERING) {
                        caller.interrupt();
                    }
                };
        context.addServiceListener(interrupting, "(objectClass=" + Skill.class.getName() + ")");
        try {
            for (String version : List.of("2.0.0", "2.0.0", "3.0.0")) {
                caller.interrupt();
                SwapReport report = swapper.swap(jar(version, Fault.NONE));
                assertTrue(Thread.interrupted(), "the caller keeps its flag");
                assertEquals(Outcome.SWAPPED, report.outcome(), report.reason());
                onlyServes(version, context, broker);
            }
            caller.interrupt();
            SwapReport report = swapper.swap(jar("3.0.0", Fault.FAILS_ITS_TEST));
            assertTrue(Thread.interrupted(), "the caller keeps its flag");
            assertEquals(Outcome.REFUSED, report.outcome());
            onlyServes("3.0.0", context, broker);
        } finally {
            context.removeServiceListener(interrupting);
        }
    }

    private static void onlyServes(String version, BundleContext context, Broker broker) {
        saysVersion(version, broker);
        assertEquals(Map.of(), broker.shares());
        assertEquals(
                1,
                installed(context).stream()
                        .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                        .count());
    }

    @Test
    void aCanaryGetsItsShareUntilItIsPromoted(BundleContext context, Broker broker, Swapper swapper)
            throws Exception {
        SwapReport report = swapper.canary(jar("2.0.0", Fault.NONE), 40);

        assertEquals(Outcome.CANARY, report.outcome(), report.reason());
        int canary = 0;
        for (int i = 0; i < 200; i++) {
            canary += say(broker, "hello").equals("hello 2.0.0") ? 1 : 0;
        }
        assertTrue(canary > 40 && canary < 120, canary + " of 200 calls instead of about 80");
        assertThrows(InvalidRequestException.class, () -> swapper.swap(jar("3.0.0", Fault.NONE)));
        swapper.promote(NAME);
        saysVersion("2.0.0", broker);
        swapper.rollback(NAME);
        saysVersion("1.0.0", broker);
        assertEquals(2, installed(context).size());
    }

    @Test
    void aCanaryIsTakenAway(BundleContext context, Broker broker, Swapper swapper)
            throws Exception {
        swapper.canary(jar("2.0.0", Fault.NONE), 99);
        swapper.rollback(NAME);
        saysVersion("1.0.0", broker);
        assertEquals(1, installed(context).size());
        assertThrows(InvalidRequestException.class, () -> swapper.promote(NAME));
    }

    @Test
    void theSameVersionIsUpdatedInPlaceAndPutBackIfItFails(Broker broker, Swapper swapper)
            throws Exception {
        SwapReport good = swapper.swap(jar("1.0.0", Fault.NONE));
        assertEquals(Outcome.SWAPPED, good.outcome(), good.reason());
        assertEquals(Mode.IN_PLACE, good.mode());

        SwapReport bad;
        try (Callers callers = new Callers(2, () -> say(broker, "one"))) {
            callers.awaitCalls(4);
            bad = swapper.swap(jar("1.0.0", Fault.FAILS_ITS_TEST));
            callers.awaitCalls(4);
        }

        assertEquals(Outcome.REFUSED, bad.outcome());
        assertTrue(bad.reason().contains("there is no echo here"), bad.reason());
        saysVersion("1.0.0", broker);
        assertEquals(Map.of(), broker.shares());
    }

    @Test
    void whatStandsOnABundleIsActiveAfterwards(
            BundleContext context, Broker broker, Swapper swapper) throws Exception {
        swapper.swap(jar("1.0.0", Fault.NONE));
        Bundle standing = context.installBundle("memory:standing", SkillBundle.standing());
        try {
            standing.start();
            refused(swapper, broker, Fault.EXPORTS_NOTHING, "example.standing, which stands on it");
            assertEquals(Bundle.ACTIVE, standing.getState());
            refused(swapper, broker, Fault.DOES_NOT_RESOLVE, "example.nowhere");
            assertEquals(Bundle.ACTIVE, standing.getState());

            SwapReport report = swapper.swap(jar("2.0.0", Fault.NONE));

            assertEquals(Outcome.SWAPPED, report.outcome(), report.reason());
            assertEquals(Mode.IN_PLACE, report.mode());
            assertEquals(Bundle.ACTIVE, standing.getState());
            saysVersion("2.0.0", broker);
        } finally {
            standing.uninstall();
        }
    }

    @Test
    void whatStandsOnABundleServesAgainWhenTheNewCodeHasHeld(
            BundleContext context, Broker broker, Swapper swapper) throws Exception {
        swapper.swap(jar("1.0.0", Fault.NONE));
        Bundle standing = context.installBundle("memory:standing", SkillBundle.standing());
        List<Map<String, Map<String, Integer>>> seen = new CopyOnWriteArrayList<>();
        ServiceListener listener = event -> seen.add(broker.shares());
        try {
            standing.start();
            Map<String, Integer> own = Map.of("1.0.0", 7);
            broker.share(standing.getSymbolicName(), own);
            context.addServiceListener(listener, "(objectClass=" + SelfTest.class.getName() + ")");

            swapper.swap(jar("2.0.0", Fault.FAILS_ITS_TEST));

            assertFalse(seen.isEmpty(), "the self-test has come and gone");
            for (Map<String, Map<String, Integer>> shares : seen) {
                assertEquals(Map.of("1.0.0", 0), shares.get(standing.getSymbolicName()));
            }
            assertEquals(Map.of(standing.getSymbolicName(), own), broker.shares());
        } finally {
            context.removeServiceListener(listener);
            broker.share(standing.getSymbolicName(), Map.of());
            standing.uninstall();
        }
    }

    @Test
    void oneGoesBackToWhatOthersUpdatedItWith(BundleContext context, Broker broker, Swapper swapper)
            throws Exception {
        uninstall(context, broker);
        Path watched =
                Files.copy(
                        SkillBundle.file(folder, "1.0.0", Fault.NONE),
                        folder.resolve("watched.jar"));
        Bundle bundle = context.installBundle(watched.toUri().toString());
        bundle.start();
        swapper.swap(jar("1.0.0", Fault.NONE));
        Files.copy(jar("3.0.0", Fault.NONE), watched, StandardCopyOption.REPLACE_EXISTING);
        bundle.update(Files.newInputStream(watched));

        SwapReport report = swapper.swap(jar("3.0.0", Fault.FAILS_ITS_TEST));

        assertEquals(Outcome.REFUSED, report.outcome());
        saysVersion("3.0.0", broker);
    }

    @Test
    void aRefusalSaysWhatServesNow(Broker broker, Swapper swapper) throws Exception {
        SwapReport beside = swapper.swap(jar("2.0.0", Fault.FAILS_ITS_TEST));
        assertTrue(beside.reason().endsWith("Version 1.0.0 keeps serving."), beside.reason());

        SwapReport unread = swapper.swap(jar("1.0.0", Fault.IMPORTS_TWICE));
        assertTrue(unread.reason().endsWith("Version 1.0.0 keeps serving."), unread.reason());
        saysVersion("1.0.0", broker);

        SwapReport lost = swapper.swap(jar("1.0.0", Fault.HAS_NO_SKILL));
        assertTrue(lost.reason().contains("could not be put back. Swap in"), lost.reason());
        assertFalse(lost.reason().contains("keeps serving"), lost.reason());
    }

    @Test
    void aBundleIsDrainedWithItsCanaryAndGetsItBack(Broker broker, Swapper swapper)
            throws Exception {
        swapper.canary(jar("2.0.0", Fault.NONE), 1);
        Map<String, Map<String, Integer>> shares = broker.shares();
        List<Generation<SkillResult>> running =
                Stream.generate(
                                () ->
                                        broker.generate(
                                                Skill.class, LIMIT, skill -> skill.invoke(gated())))
                        .limit(3)
                        .toList();
        assertEquals(3, swapper.drain(NAME, Duration.ZERO));
        openGate();
        assertEquals(0, swapper.drain(NAME, LIMIT));
        running.forEach(generation -> generation.join(LIMIT));
        swapper.resume(NAME);
        assertEquals(shares, broker.shares());
        assertThrows(UnsupportedOperationException.class, () -> shares.get(NAME).clear());
        swapper.rollback(NAME);
    }

    @Test
    void aDrainedBundleGetsNoCallsUntilItIsResumed(Broker broker, Swapper swapper)
            throws Exception {
        Generation<SkillResult> running =
                broker.generate(Skill.class, LIMIT, skill -> skill.invoke(gated()));
        assertEquals(1, swapper.drain(NAME, Duration.ZERO));
        openGate();
        assertEquals(0, swapper.drain(NAME, Duration.ofSeconds(Long.MAX_VALUE)));
        assertEquals("a b c d 1.0.0", SkillText.of(running.join(LIMIT)));
        assertThrows(
                SkillUnavailableException.class,
                () -> broker.lease(Skill.class, Duration.ofMillis(50)));
        swapper.resume(NAME);
        saysVersion("1.0.0", broker);
    }

    @Test
    void onlyWhatCanBeGoneBackToIsKept(BundleContext context, Broker broker, Swapper swapper)
            throws Exception {
        swapper.swap(jar("2.0.0", Fault.NONE));
        assertEquals(2, installed(context).size());
        swapper.swap(jar("2.0.0", Fault.NONE));
        assertEquals(1, installed(context).size(), "one goes back to the jar before");
        assertEquals(Mode.IN_PLACE, swapper.rollback(NAME).mode());
        saysVersion("2.0.0", broker);
    }

    @Test
    void whatIsInstalledAnewHasNothingToGoBackTo(BundleContext context, Swapper swapper)
            throws Exception {
        swapper.swap(jar("1.0.0", Fault.NONE));
        installed(context).get(0).uninstall();
        context.installBundle("memory:echo", SkillBundle.jar("1.0.0")).start();
        assertThrows(InvalidRequestException.class, () -> swapper.rollback(NAME));
    }

    @Test
    void whatIsNoBundleOrMayNotBeReplacedIsSaidClearly(BundleContext context, Swapper swapper)
            throws Exception {
        Path text = Files.writeString(folder.resolve("text.jar"), "no jar at all");
        InvalidRequestException unreadable =
                assertThrows(InvalidRequestException.class, () -> swapper.swap(text));
        assertTrue(unreadable.getMessage().startsWith(text + " could"), unreadable.getMessage());
        assertThrows(
                InvalidRequestException.class, () -> swapper.swap(folder.resolve("nothing.jar")));
        assertThrows(InvalidRequestException.class, () -> swapper.rollback(NAME));
        Bundle broker =
                Arrays.stream(context.getBundles())
                        .filter(it -> "io.mingle.broker".equals(it.getSymbolicName()))
                        .findFirst()
                        .orElseThrow();
        Path jar = Path.of(URI.create(broker.getLocation()));
        InvalidRequestException error =
                assertThrows(InvalidRequestException.class, () -> swapper.swap(jar));
        assertTrue(error.getMessage().contains("cannot be replaced"), error.getMessage());
    }
}
