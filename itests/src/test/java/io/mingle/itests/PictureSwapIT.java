package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.event.Finished;
import io.mingle.api.understanding.PictureUnderstanding;
import io.mingle.api.understanding.Question;
import io.mingle.broker.Broker;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Swap;
import io.mingle.itests.picture.Figure;
import io.mingle.itests.picture.Pictures;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The code that looks at pictures is replaced while it is being asked. */
@InFramework
@Timeout(180)
class PictureSwapIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SWAPS = 20;

    private static final Picture PICTURE =
            Pictures.of(
                    new Figure("circle", "red", 20, 30, 60),
                    new Figure("square", "blue", 130, 120, 70));

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

    private static String ask(Broker broker) {
        Question question = Question.of("How many shapes are there?", PICTURE);
        Finished finished =
                broker.generate(PictureUnderstanding.class, LIMIT, it -> it.ask(question))
                        .join(LIMIT);
        return finished.text();
    }
}
