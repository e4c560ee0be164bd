package io.mingle.swap.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceEvent;

/** What may be done goes with the code, not with the bundle that is given it. */
class StandingTest extends SwapperFixture {

    private Path trusted(Path jar) throws Exception {
        return trust.trusting(jar);
    }

    @Test
    void restrictedCodeStaysSoWhenTheTrustedJarThatWasToReplaceItBesideFails() throws Exception {
        swapped(swapper.install(jar("1.0.0"), WHO));
        Bundle old = active();

        refused(swapper.install(trusted(failing("2.0.0")), WHO));

        assertEquals(old, active());
        assertTrue(isRestricted(old));
    }

    @Test
    void restrictedCodeStaysSoWhenTheTrustedJarThatWasToReplaceItInPlaceFails() throws Exception {
        swapped(swapper.install(jar("1.0.0"), WHO));
        Bundle old = active();

        refused(swapper.install(trusted(failing("1.0.0")), WHO));

        assertEquals(old, active());
        assertTrue(isRestricted(old));
    }

    @Test
    void restrictedCodeIsNeverFreeWhileItRuns() throws Exception {
        swapped(swapper.install(jar("1.0.0"), WHO));
        List<Boolean> leaving = new CopyOnWriteArrayList<>();
        context.addServiceListener(
                event -> {
                    if (event.getType() == ServiceEvent.UNREGISTERING) {
                        leaving.add(isRestricted(event.getServiceReference().getBundle()));
                    }
                });

        swapped(swapper.install(trusted(jar("1.0.0")), WHO));

        assertEquals(List.of(true), leaving);
        assertFalse(isRestricted(active()));
    }

    @Test
    void whatOneGoesBackToIsAsRestrictedAsItWas() throws Exception {
        swapped(swapper.install(jar("1.0.0"), WHO));
        swapped(swapper.install(trusted(jar("2.0.0")), WHO));
        assertFalse(isRestricted(active()));
        swapped(swapper.rollback(NAME, WHO));
        assertEquals("1.0.0", active().getVersion().toString());
        assertTrue(isRestricted(active()));
        swapped(swapper.rollback(NAME, WHO));
        assertFalse(isRestricted(active()));

        swapped(swapper.install(otherTrusted("2.0.0"), WHO));
        swapped(swapper.rollback(NAME, WHO));
        assertFalse(isRestricted(active()));
    }

    /** Another jar of that version that is trusted, too. */
    private Path otherTrusted(String version) throws Exception {
        return trusted(TestBundle.of(version).with("Test-Other", "yes").in(folder));
    }

    @Test
    void whatWasReplacedInPlaceIsRestrictedAgainWhenOneGoesBack() throws Exception {
        swapped(swapper.install(jar("1.0.0"), WHO));
        swapped(swapper.install(otherTrusted("1.0.0"), WHO));
        assertFalse(isRestricted(active()));

        swapped(swapper.rollback(NAME, WHO));

        assertTrue(isRestricted(active()));
    }

    @Test
    void aBundleThatWasThereGetsTheStandingOfTheJarThatIsPutIntoIt() throws Exception {
        restricted("1.0.0").start();
        Bundle other = own("2.0.0");

        swapped(swapper.swap(jar("2.0.0"), WHO));

        assertEquals(other, active());
        assertTrue(isRestricted(other));
    }

    @Test
    void aBundleThatWasThereHasItsOwnStandingBackIfTheJarFails() throws Exception {
        restricted("1.0.0").start();
        Path code = jar("2.0.0");
        Bundle other = context.installBundle(code.toUri().toString());

        refused(swapper.swap(failing("2.0.0"), WHO));

        assertEquals("1.0.0", active().getVersion().toString());
        assertTrue(installed().contains(other), "it is not lost");
        assertFalse(isRestricted(other));
        other.start();
    }

    @Test
    void anUntrustedBundleDoesNotStandForTheHostsOwnByItsHigherVersion() throws Exception {
        Bundle host = own("1.0.0");
        host.start();
        restricted("99.0.0").start();

        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class, () -> swapper.install(jar("2.0.0"), WHO));

        assertTrue(error.getMessage().contains("is a bundle of the host's own"), error.toString());
        assertEquals("1.0.0", swapper.swap(jar("3.0.0"), WHO).from());
    }

    @Test
    void anUntrustedBundleDoesNotStandForTheHostsOwnThatIsStoppedEither() throws Exception {
        own("1.0.0");
        restricted("99.0.0").start();

        assertThrows(InvalidRequestException.class, () -> swapper.install(jar("2.0.0"), WHO));
    }
}
