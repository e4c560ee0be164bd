package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Editing;
import io.mingle.api.drawing.PictureSize;
import io.mingle.broker.Broker;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Swap;
import io.mingle.itests.model.ModelInUse;
import io.mingle.itests.model.MultimodalQuestion;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The code that draws is replaced while it draws. The system property {@code soak.swaps.gen} says
 * how often.
 */
@InFramework(tinyModel = true)
@Timeout(600)
class DrawingSwapIT {

    private static final int SWAPS = Integer.getInteger("soak.swaps.gen", 20);
    private static final int CALLERS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final DrawingOptions EIGHT_STEPS = DrawingOptions.USUAL.withSteps(8).withSeed(1);

    @BeforeEach
    void chooseModel(ConfigurationAdmin admin, Broker broker) throws Exception {
        ModelInUse.tiny(admin, broker);
    }

    @Test
    void fourCallersLoseNoPictureWhileTheGeneratorIsReplaced(Broker broker, BundleContext context)
            throws Exception {
        Bundle generator = Swap.bundle(context, "io.mingle.gen");
        Set<Integer> pictures = ConcurrentHashMap.newKeySet();
        pictures.add(draw(broker));
        try (Callers callers = new Callers(CALLERS, () -> pictures.add(draw(broker)))) {
            for (int swap = 0; swap < SWAPS; swap++) {
                callers.awaitCalls(2);
                Swap.again(generator);
            }
            callers.awaitCalls(CALLERS + 1);
            assertTrue(callers.calls() >= 2L * SWAPS, callers.calls() + " pictures");
        }

        assertEquals(1, pictures.size(), "the same seed, the same picture");
    }

    /**
     * The thinker looks at the picture with an encoder that belongs to another bundle. Beside
     * others it reads in other pieces, and what random weights make of the last bit is another
     * picture.
     */
    @Test
    void noEditIsLostWhileGeneratorAndVisionAreReplacedInTurn(Broker broker, BundleContext context)
            throws Exception {
        edit(broker);
        try (Callers callers = new Callers(2, () -> edit(broker))) {
            for (int i = 0; i < 3; i++) {
                for (String name : new String[] {"io.mingle.vision", "io.mingle.gen"}) {
                    callers.awaitCalls(2);
                    Swap.again(Swap.bundle(context, name));
                }
            }
            callers.awaitCalls(3);
        }
    }

    @Test
    void theClassesOfAnOldGeneratorAreCollected(Broker broker, BundleContext context)
            throws Exception {
        Bundle generator = Swap.bundle(context, "io.mingle.gen");
        draw(broker);
        edit(broker);
        WeakReference<ClassLoader> old = Swap.loader(generator);

        Swap.again(generator);

        draw(broker);
        assertTrue(Swap.isCollected(old), "the old class loader is still held");
    }

    private static int draw(Broker broker) {
        return broker
                .generate(Drawing.class, LIMIT, it -> it.draw("a red star", EIGHT_STEPS))
                .join(LIMIT)
                .result()
                .pictures()
                .stream()
                .map(it -> Arrays.hashCode(it.picture().bytes()))
                .findFirst()
                .orElseThrow();
    }

    private static PictureSize edit(Broker broker) {
        Edit edit = new Edit(MultimodalQuestion.PICTURE, "make the circle green");
        PictureSize size =
                broker.generate(Editing.class, LIMIT, it -> it.edit(edit, EIGHT_STEPS))
                        .join(LIMIT)
                        .result()
                        .first()
                        .size();
        assertEquals(new PictureSize(32, 32), size);
        return size;
    }
}
