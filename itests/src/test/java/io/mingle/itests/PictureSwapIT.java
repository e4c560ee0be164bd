package io.mingle.itests;

import static io.mingle.itests.picture.ShapesQuestion.ask;
import static io.mingle.itests.picture.ShapesQuestion.locate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.understanding.Boxes;
import io.mingle.broker.Broker;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Swap;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The code that looks at pictures is replaced while it is being asked. */
@InFramework
@Timeout(600)
class PictureSwapIT {

    private static final int SWAPS = 20;

    @Test
    void fourCallersLoseNoAnswerWhileVisionIsUpdatedTwentyTimes(
            Broker broker, BundleContext context) throws Exception {
        Bundle vision = Swap.bundle(context, "io.mingle.vision");
        Set<String> answers = ConcurrentHashMap.newKeySet();
        answers.add(ask(broker));
        try (Callers callers = new Callers(4, () -> answers.add(ask(broker)))) {
            for (int swap = 0; swap < SWAPS; swap++) {
                callers.awaitCalls(2);
                Swap.again(vision);
            }
            callers.awaitCalls(4);
            assertTrue(callers.calls() >= 2 * SWAPS, callers.calls() + " calls");
        }

        assertEquals(1, answers.size(), "the same picture, the same answer: " + answers);
    }

    /** Here the callers hold leases on vision itself, and not on the core that asks it. */
    @Test
    void fourCallersLoseNoPlaceWhileVisionIsUpdated(Broker broker, BundleContext context)
            throws Exception {
        Bundle vision = Swap.bundle(context, "io.mingle.vision");
        Set<Boxes> places = ConcurrentHashMap.newKeySet();
        places.add(locate(broker));
        try (Callers callers = new Callers(4, () -> places.add(locate(broker)))) {
            for (int swap = 0; swap < SWAPS / 2; swap++) {
                callers.awaitCalls(2);
                Swap.again(vision);
            }
            callers.awaitCalls(4);
        }

        assertEquals(1, places.size(), "the same picture, the same places: " + places);
    }

    @Test
    void theClassesOfAnOldVisionAreCollected(Broker broker, BundleContext context)
            throws Exception {
        Bundle vision = Swap.bundle(context, "io.mingle.vision");
        assertNotNull(ask(broker));
        WeakReference<ClassLoader> old = Swap.loader(vision);

        Swap.again(vision);

        assertNotNull(ask(broker));
        assertTrue(Swap.isCollected(old), "the old class loader is still held");
    }

    /** The engine has to stay: what it loaded cannot be loaded twice in one process. */
    @Test
    void theCoreIsReplacedAndItsOldClassesAreCollected(Broker broker, BundleContext context)
            throws Exception {
        Bundle core = Swap.bundle(context, "io.mingle.core");
        long engine = Swap.bundle(context, "io.mingle.engine.pytorch").getLastModified();
        assertNotNull(ask(broker));
        WeakReference<ClassLoader> old = Swap.loader(core);

        try (Callers callers = new Callers(4, () -> ask(broker))) {
            callers.awaitCalls(2);
            Swap.again(core);
            callers.awaitCalls(4);
        }

        assertEquals(engine, Swap.bundle(context, "io.mingle.engine.pytorch").getLastModified());
        assertTrue(Swap.isCollected(old), "the old class loader is still held");
    }
}
