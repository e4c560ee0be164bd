package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Editing;
import io.mingle.api.perception.Mask;
import io.mingle.api.perception.Segmentation;
import io.mingle.api.perception.SegmentationTask;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.Broker;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Swap;
import io.mingle.itests.picture.Brush;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/**
 * The code that segments is replaced while it is being asked. The system property {@code
 * soak.swaps.segmentation} says how often.
 */
@InFramework
@Timeout(300)
class SegmentationSwapIT {

    private static final int SWAPS = Integer.getInteger("soak.swaps.segmentation", 20);
    private static final int CALLERS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final SegmentationTask TASK = new SegmentationTask.Referring("the square");

    private ServiceRegistration<Editing> painter;

    @BeforeEach
    void paint(BundleContext context) {
        painter = register(context);
    }

    @AfterEach
    void stopPainting() {
        painter.unregister();
    }

    /** Goes before the generator that is installed, whose model draws nothing. */
    private static ServiceRegistration<Editing> register(BundleContext context) {
        Dictionary<String, Object> first = new Hashtable<>();
        first.put(Constants.SERVICE_RANKING, 1000);
        return context.registerService(Editing.class, new Brush(), first);
    }

    private static Mask segment(Broker broker) {
        return broker.generate(
                        Segmentation.class,
                        LIMIT,
                        it -> it.segment(Brush.GREY, TASK, DrawingOptions.USUAL))
                .join(LIMIT)
                .result()
                .masks()
                .get(0);
    }

    @Test
    void whatIsPaintedIsFoundByTheServiceAndByTheSkill(Broker broker) {
        Mask mask = segment(broker);
        assertEquals(96, mask.width());
        assertEquals(24, mask.box().x0(), 1);
        assertEquals(36, mask.box().y0(), 1);
        assertEquals(36 * 36, mask.area(), 60);

        SkillRequest request =
                new SkillRequest(
                        Map.of("picture", Brush.GREY, "expression", "the square"),
                        GenerationOptions.GREEDY);
        Map<String, Object> values =
                broker.generate(Skill.class, "(name=segment)", LIMIT, it -> it.invoke(request))
                        .join(LIMIT)
                        .result()
                        .values();
        assertEquals(1, ((List<?>) values.get("masks")).size());
        assertTrue(values.get("overlay") instanceof Picture);
    }

    @Test
    void fourCallersLoseNoMaskWhileTheSkillIsReplaced(Broker broker, BundleContext context)
            throws Exception {
        Bundle skill = Swap.bundle(context, "io.mingle.skill.segmentation");
        Set<Mask> masks = ConcurrentHashMap.newKeySet();
        masks.add(segment(broker));
        try (Callers callers = new Callers(CALLERS, () -> masks.add(segment(broker)))) {
            for (int swap = 0; swap < SWAPS; swap++) {
                callers.awaitCalls(1);
                Swap.again(skill);
            }
            callers.awaitCalls(CALLERS + 1);
            assertTrue(callers.calls() >= SWAPS, callers.calls() + " masks");
        }

        assertEquals(1, masks.size(), "the same picture, the same mask");
    }

    /** The skill is not wired to the generator, and waits for the next one. */
    @Test
    void noMaskIsLostWhileWhoDrawsAndVisionAreReplaced(Broker broker, BundleContext context)
            throws Exception {
        Bundle skill = Swap.bundle(context, "io.mingle.skill.segmentation");
        long modified = skill.getLastModified();
        try (Callers callers = new Callers(CALLERS, () -> segment(broker))) {
            for (int i = 0; i < 5; i++) {
                callers.awaitCalls(2);
                ServiceRegistration<Editing> next = register(context);
                painter.unregister();
                painter = next;
                Swap.again(Swap.bundle(context, "io.mingle.gen"));
            }
            Swap.again(Swap.bundle(context, "io.mingle.vision"));
            callers.awaitCalls(CALLERS + 1);
        }

        assertEquals(Bundle.ACTIVE, skill.getState());
        assertEquals(modified, skill.getLastModified(), "it was not touched");
    }

    @Test
    void theClassesOfAnOldSkillAreCollected(Broker broker, BundleContext context) throws Exception {
        Bundle skill = Swap.bundle(context, "io.mingle.skill.segmentation");
        segment(broker);
        WeakReference<ClassLoader> old = Swap.loader(skill);

        Swap.again(skill);

        segment(broker);
        assertTrue(Swap.isCollected(old), "the old class loader is still held");
    }
}
