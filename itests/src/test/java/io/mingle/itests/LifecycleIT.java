package io.mingle.itests;

import static io.mingle.itests.picture.ShapesQuestion.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Swap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Whatever the framework can do to a bundle is done to those that answer, and no call is lost.
 *
 * <p>Updates are the subject of {@link PictureSwapIT}.
 */
@InFramework
@Timeout(120)
class LifecycleIT {

    private static final int CALLERS = 4;
    private static final int ROUNDS = 5;

    /** What is done to a bundle; leaves it, or one in its place, running. */
    private interface Change {
        void apply() throws Exception;
    }

    @Test
    void fourCallersLoseNoAnswerWhileVisionIsStoppedAndStarted(Broker broker, BundleContext context)
            throws Exception {
        Bundle vision = vision(context);
        noCallFailsDuring(
                broker,
                () -> {
                    vision.stop();
                    vision.start();
                });
    }

    @Test
    void fourCallersLoseNoAnswerWhileVisionIsUninstalledAndInstalled(
            Broker broker, BundleContext context) throws Exception {
        noCallFailsDuring(
                broker,
                () -> {
                    Bundle vision = vision(context);
                    vision.uninstall();
                    context.installBundle(vision.getLocation()).start();
                });
    }

    @Test
    void fourCallersLoseNoAnswerWhileVisionIsRefreshed(Broker broker, BundleContext context)
            throws Exception {
        Bundle vision = vision(context);
        noCallFailsDuring(broker, () -> Swap.refresh(vision));
    }

    @Test
    void fourCallersLoseNoAnswerWhileTheCoreIsStoppedAndStarted(
            Broker broker, BundleContext context) throws Exception {
        Bundle core = Swap.bundle(context, "io.mingle.core");
        noCallFailsDuring(
                broker,
                () -> {
                    core.stop();
                    core.start();
                });
    }

    /** What is wired to the old core is led to the new one by the refresh. */
    @Test
    void fourCallersLoseNoAnswerWhileTheCoreIsUninstalledAndInstalled(
            Broker broker, BundleContext context) throws Exception {
        noCallFailsDuring(
                broker,
                () -> {
                    Bundle core = Swap.bundle(context, "io.mingle.core");
                    core.uninstall();
                    context.installBundle(core.getLocation()).start();
                    Swap.refresh(core);
                });
    }

    @Test
    void fourCallersLoseNoAnswerWhileTheCoreIsRefreshed(Broker broker, BundleContext context)
            throws Exception {
        Bundle core = Swap.bundle(context, "io.mingle.core");
        noCallFailsDuring(broker, () -> Swap.refresh(core));
    }

    @Test
    void theOrderOfStartDoesNotMatter(Broker broker, BundleContext context) throws Exception {
        List<Bundle> order = new ArrayList<>();
        for (String part : List.of("engine.pytorch", "core", "vision", "nano", "trainer")) {
            order.add(Swap.bundle(context, "io.mingle." + part));
        }
        String answer = ask(broker);
        for (int round = 0; round < 2; round++) {
            for (Bundle bundle : order) {
                bundle.stop();
            }
            assertThrows(
                    SkillUnavailableException.class,
                    () -> broker.lease(Understanding.class, Duration.ZERO));
            Collections.reverse(order);
            for (Bundle bundle : order) {
                bundle.start();
            }
            assertEquals(answer, ask(broker), "started in the order " + order);
        }
    }

    private static Bundle vision(BundleContext context) {
        return Swap.bundle(context, "io.mingle.vision");
    }

    private static void noCallFailsDuring(Broker broker, Change change) throws Exception {
        String answer = ask(broker);
        try (Callers callers = new Callers(CALLERS, () -> sameAs(answer, ask(broker)))) {
            for (int round = 0; round < ROUNDS; round++) {
                callers.awaitCalls(CALLERS);
                change.apply();
            }
            callers.awaitCalls(CALLERS);
        }
    }

    private static String sameAs(String expected, String answer) {
        assertEquals(expected, answer, "the same picture, the same answer");
        return answer;
    }
}
