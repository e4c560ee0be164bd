package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.event.Generation;
import io.mingle.api.media.MediaReader;
import io.mingle.api.transcription.Transcript;
import io.mingle.broker.Broker;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Swap;
import io.mingle.itests.model.ModelInUse;
import io.mingle.itests.sound.Talk;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** The code that writes down speech is replaced while speech is being written down. */
@InFramework(tinyModel = true)
@Timeout(1200)
class TranscriptionSwapIT {

    private static final int SWAPS = 20;
    private static final int CALLERS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(120);

    /** The media reader is waited for as well. */
    @BeforeEach
    void hear(ConfigurationAdmin admin, Broker broker, MediaReader media) throws Exception {
        ModelInUse.tiny(admin, broker);
    }

    @Test
    void noTranscriptIsLostWhileAudioIsReplaced(Broker broker, BundleContext context)
            throws Exception {
        replaced(broker, context, SWAPS);
    }

    /** What is under way when a replacement begins is finished, by the one or the next version. */
    static void replaced(Broker broker, BundleContext context, int swaps) throws Exception {
        Bundle audio = Swap.bundle(context, "io.mingle.audio");
        Talk talk = new Talk(broker, 1500);
        Talk longer = new Talk(broker, 6000);
        Transcript whole = longer.written();
        Set<Transcript> transcripts = ConcurrentHashMap.newKeySet();
        transcripts.add(talk.written());
        try (Callers callers = new Callers(CALLERS, () -> transcripts.add(talk.written()))) {
            for (int swap = 0; swap < swaps; swap++) {
                callers.awaitCalls(1);
                Generation<Transcript> underWay = longer.begin();
                // Each waits for a minute at most until it is done.
                Swap.again(audio);
                assertEquals(whole, underWay.join(LIMIT).result());
            }
            callers.awaitCalls(CALLERS + 1);
            assertTrue(callers.calls() >= swaps, callers.calls() + " calls");
        }

        assertEquals(1, transcripts.size(), "the same sound, the same words: " + transcripts);
        assertTrue(whole.segments().size() > 1 || whole.duration().toSeconds() == 6);
    }

    @Test
    void theClassesOfAnOldVersionAreCollected(Broker broker, BundleContext context)
            throws Exception {
        Bundle audio = Swap.bundle(context, "io.mingle.audio");
        Talk talk = new Talk(broker, 1500);
        Transcript before = talk.written();
        WeakReference<ClassLoader> old = Swap.loader(audio);

        Swap.again(audio);

        assertEquals(before, talk.written());
        assertTrue(Swap.isCollected(old), "the old class loader is still held");
    }
}
