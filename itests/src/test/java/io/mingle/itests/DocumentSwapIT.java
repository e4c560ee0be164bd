package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.broker.Broker;
import io.mingle.itests.document.OneLine;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Swap;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The code that reads documents, PDFBox with it, is replaced while documents are being read. */
@InFramework
@Timeout(1200)
class DocumentSwapIT {

    private static final int SWAPS = Integer.getInteger("soak.swaps.document", 20);

    @Test
    void noReadingIsLostWhileTheSkillIsReplaced(Broker broker, BundleContext context)
            throws Exception {
        Bundle documents = Swap.bundle(context, "io.mingle.skill.document");
        Set<String> texts = ConcurrentHashMap.newKeySet();
        texts.add(OneLine.read(broker));
        try (Callers callers = new Callers(2, () -> texts.add(OneLine.read(broker)))) {
            for (int swap = 0; swap < SWAPS; swap++) {
                callers.awaitCalls(1);
                // Each waits for a minute at most until it is done.
                Swap.again(documents);
            }
            callers.awaitCalls(2);
            assertTrue(callers.calls() >= SWAPS, callers.calls() + " calls");
        }

        assertEquals(Set.of(OneLine.TEXT), texts);
    }

    @Test
    void documentsAreReadWhileVisionIsReplacedUnderTheSkill(Broker broker, BundleContext context)
            throws Exception {
        Bundle vision = Swap.bundle(context, "io.mingle.vision");
        long documents = Swap.bundle(context, "io.mingle.skill.document").getLastModified();
        WeakReference<ClassLoader> before =
                Swap.loader(Swap.bundle(context, "io.mingle.skill.document"));
        try (Callers callers = new Callers(2, () -> OneLine.read(broker))) {
            for (int swap = 0; swap < SWAPS / 2; swap++) {
                callers.awaitCalls(1);
                Swap.again(vision);
            }
            callers.awaitCalls(2);
        }

        Bundle after = Swap.bundle(context, "io.mingle.skill.document");
        assertEquals(documents, after.getLastModified());
        assertEquals(before.get(), Swap.loader(after).get(), "no wire stopped it");
    }

    @Test
    void theClassesOfAnOldSkillAreCollected(Broker broker, BundleContext context) throws Exception {
        Bundle documents = Swap.bundle(context, "io.mingle.skill.document");
        assertEquals(OneLine.TEXT, OneLine.read(broker));
        WeakReference<ClassLoader> old = Swap.loader(documents);

        Swap.again(documents);

        assertEquals(OneLine.TEXT, OneLine.read(broker));
        assertTrue(Swap.isCollected(old), "the old class loader is still held");
        // Nor does what decodes JBIG2 stay with the Java machine.
        assertFalse(ImageIO.getImageReadersByFormatName("JBIG2").hasNext());
    }
}
