package io.mingle.swap.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** A third version that was there already is neither lost nor taken for what was before. */
class FormerVersionTest extends SwapperFixture {

    private Bundle fromFile(String version) throws Exception {
        Path code = jar(version);
        return context.installBundle(code.toUri().toString());
    }

    @Test
    void aThirdVersionIsPutBackWhenTheJarThatWasPutIntoItFails() throws Exception {
        own("1.0.0").start();
        swapped(swapper.swap(jar("2.0.0"), WHO));
        Bundle third = fromFile("3.0.0");

        refused(swapper.swap(failing("3.0.0"), WHO));

        assertTrue(installed().contains(third), "it is still there");
        third.start();
        third.stop();
        swapped(swapper.rollback(NAME, WHO));
        assertEquals("1.0.0", active().getVersion().toString());
    }

    @Test
    void aThirdVersionThatWasActiveIsSoAgain() throws Exception {
        Bundle third = fromFile("1.0.0");
        third.start();
        own("2.0.0").start();

        refused(swapper.swap(failing("1.0.0"), WHO));

        assertEquals(Bundle.ACTIVE, third.getState());
    }

    @Test
    void aThirdVersionIsPutBackWhenItsCanaryIsTakenAway() throws Exception {
        own("1.0.0").start();
        Bundle third = fromFile("3.0.0");
        swapper.canary(TestBundle.of("3.0.0").with("Test-Other", "yes").in(folder), 10, WHO);
        assertEquals("yes", third.getHeaders().get("Test-Other"));

        swapped(swapper.rollback(NAME, WHO));

        assertEquals("1.0.0", active().getVersion().toString());
        assertTrue(installed().contains(third), "it is still there");
        assertEquals(null, third.getHeaders().get("Test-Other"));
    }

    @Test
    void whatFailedInABundleWhoseJarIsGoneIsNotGoneBackTo() throws Exception {
        own("1.0.0").start();
        own("3.0.0");

        refused(swapper.swap(failing("3.0.0"), WHO));

        assertThrows(InvalidRequestException.class, () -> swapper.rollback(NAME, WHO));
        assertEquals("1.0.0", active().getVersion().toString());
    }
}
