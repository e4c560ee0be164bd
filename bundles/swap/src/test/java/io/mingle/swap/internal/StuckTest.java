package io.mingle.swap.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.swap.SwapReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.hooks.bundle.EventHook;

/** A bundle that does not return from its start or its stop holds up nobody. */
class StuckTest extends SwapperFixture {

    private Path hangingStart(String version, String how) throws Exception {
        return TestBundle.of(version).with(ObedientActivator.START, how).in(folder);
    }

    private Bundle hangingStop(String version) throws Exception {
        TestBundle code =
                TestBundle.of(version).with(ObedientActivator.STOP, ObedientActivator.HANGS);
        Bundle bundle = context.installBundle("memory:" + version, code.open());
        bundle.start();
        return bundle;
    }

    private void awaitRemoval(Bundle bundle) throws Exception {
        System.setProperty(ObedientActivator.OVER, "");
        while (!Bundles.isGone(bundle)) {
            Thread.sleep(1);
        }
    }

    private Bundle only(int state) {
        return installed().stream().filter(it -> it.getState() == state).findFirst().orElseThrow();
    }

    @Test
    void aCorrectedJarOfTheSameVersionIsInstalledWhileTheOneBeforeIsStuckInItsStart()
            throws Exception {
        refused(swapper.install(hangingStart("1.0.0", ObedientActivator.HANGS), WHO));
        Bundle stuck = only(Bundle.STARTING);

        swapped(swapper.install(jar("1.0.0"), WHO));

        Bundle corrected = active();
        awaitRemoval(stuck);
        assertEquals(corrected, active());
    }

    @Test
    void aCorrectedJarOfTheSameVersionTakesOverWhileTheOneBeforeIsStuckInItsStart()
            throws Exception {
        own("1.0.0").start();
        refused(swapper.swap(hangingStart("2.0.0", ObedientActivator.HANGS), WHO));
        Bundle stuck = only(Bundle.STARTING);

        swapped(swapper.swap(jar("2.0.0"), WHO));

        assertEquals("2.0.0", active().getVersion().toString());
        awaitRemoval(stuck);
        swapped(swapper.rollback(NAME, WHO));
        assertEquals("1.0.0", active().getVersion().toString());
    }

    @Test
    void whatIsStuckAndOffersServicesGetsNoCallsAndIsCorrectedUnderAHigherVersion()
            throws Exception {
        refused(swapper.install(hangingStart("1.0.0", ObedientActivator.HANGS_SERVING), WHO));
        assertEquals(Map.of(NAME, Map.of("1.0.0", 0)), broker.shares());

        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class, () -> swapper.install(jar("1.0.0"), WHO));

        assertEquals(
                "example.echo 1.0.0 has not returned from its last start or stop, and offers"
                        + " services that could not be told from those of another bundle of that"
                        + " version. Give the jar a higher version, or start the host anew.",
                error.getMessage());
        swapped(swapper.install(jar("1.0.1"), WHO));
        assertEquals(Map.of(NAME, Map.of("1.0.1", 1)), broker.shares());
        assertThrows(InvalidRequestException.class, () -> swapper.swap(jar("1.0.0"), WHO));
    }

    @Test
    void callsAreKeptFromWhatIsStuckNoLongerThanThat() throws Exception {
        refused(swapper.install(hangingStart("1.0.0", ObedientActivator.HANGS_SERVING), WHO));
        swapped(swapper.install(jar("1.0.1"), WHO));
        assertEquals(Map.of(NAME, Map.of("1.0.1", 1)), broker.shares());

        System.setProperty(ObedientActivator.OVER, "");

        awaitShares(Map.of());
    }

    @Test
    void callsGoAgainToWhatHasReturnedFromItsStop() throws Exception {
        hangingStop("1.0.0");
        refused(swapper.swap(jar("1.0.0"), WHO));
        assertEquals(Map.of(NAME, Map.of("1.0.0", 0)), broker.shares());

        System.setProperty(ObedientActivator.OVER, "");

        awaitShares(Map.of());
    }

    @Test
    void whatSomebodyHasSharedOutMeanwhileStays() throws Exception {
        refused(swapper.install(hangingStart("1.0.0", ObedientActivator.HANGS_SERVING), WHO));
        Map<String, Integer> wanted = Map.of("1.0.0", 0, "2.0.0", 1);
        broker.share(NAME, wanted);

        Thread starting = thread("mingle-start-" + only(Bundle.STARTING).getBundleId());
        System.setProperty(ObedientActivator.OVER, "");
        starting.join();

        assertEquals(Map.of(NAME, wanted), broker.shares());
    }

    private static Thread thread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(it -> it.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void awaitShares(Map<String, Map<String, Integer>> wanted) throws Exception {
        while (!broker.shares().equals(wanted)) {
            Thread.sleep(1);
        }
    }

    @Test
    void aBundleThatWasThereAndGotStuckIsRemovedWhenItReturns() throws Exception {
        own("1.0.0").start();
        Bundle other = context.installBundle(jar("3.0.0").toUri().toString());

        refused(swapper.swap(hangingStart("3.0.0", ObedientActivator.HANGS), WHO));

        assertEquals("1.0.0", active().getVersion().toString());
        awaitRemoval(other);
    }

    @Test
    void anOldVersionThatDoesNotReturnFromItsStopGetsNoMoreCallsAndIsRemovedWhenItDoes()
            throws Exception {
        Bundle old = hangingStop("1.0.0");

        swapped(swapper.swap(jar("2.0.0"), WHO));

        assertEquals("2.0.0", active().getVersion().toString());
        assertEquals(Map.of(NAME, Map.of("2.0.0", 1)), broker.shares());
        assertThrows(InvalidRequestException.class, () -> swapper.rollback(NAME, WHO));
        awaitRemoval(old);
        swapped(swapper.swap(jar("3.0.0"), WHO));
        assertEquals(Map.of(), broker.shares());
    }

    @Test
    void whatDoesNotReturnFromItsStopIsNotUpdatedInPlace() throws Exception {
        hangingStop("1.0.0");

        SwapReport report = swapper.swap(jar("1.0.0"), WHO);

        refused(report);
        assertEquals(
                "example.echo 1.0.0 has not returned from its stop, and cannot be updated before"
                        + " it does. Start the host anew.",
                report.reason());
        assertEquals(Map.of(NAME, Map.of("1.0.0", 0)), broker.shares());
    }

    @Test
    void whoRemovesWhatDoesNotReturnFromItsStopGoesOn() throws Exception {
        Bundle bundle = hangingStop("1.0.0");

        swapper.remove(NAME, WHO);

        assertTrue(swapper.isStuck(NAME));
        swapped(swapper.install(trust.trusting(jar("2.0.0")), WHO));
        awaitRemoval(bundle);
        while (swapper.isStuck(NAME)) {
            Thread.sleep(1);
        }
    }

    /** As the broker does, whose hook this stands for, within limits of its own. */
    @Test
    void theCallsThatAreWaitedForBeforeAStopAreNotCountedAgainstIt() throws Exception {
        Bundle old = own("1.0.0");
        old.start();
        EventHook waiting =
                (event, contexts) -> {
                    if (event.getType() == BundleEvent.STOPPING) {
                        Pause.of(Duration.ofMillis(Limits.SHORT.stopLimitMillis() * 3 / 2));
                    }
                };
        context.registerService(EventHook.class, waiting, null);

        swapped(swapper.swap(jar("1.0.0"), WHO));

        assertFalse(swapper.isStuck(NAME));
        assertNotEquals(Bundle.STOPPING, old.getState());
    }
}
