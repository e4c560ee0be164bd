package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.event.Generation;
import io.mingle.api.media.WavWriter;
import io.mingle.api.media.WavWriter.Encoding;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenSound;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.speech.VoiceReference;
import io.mingle.broker.Broker;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Swap;
import io.mingle.itests.model.ModelInUse;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The code that speaks is replaced while it speaks. The system property {@code soak.swaps.speech}
 * says how often.
 */
@InFramework(tinyModel = true)
@Timeout(600)
class SpeechSwapIT {

    private static final int SWAPS = Integer.getInteger("soak.swaps.speech", 20);
    private static final int COPYING_SWAPS = Math.min(SWAPS, 5);
    private static final int CALLERS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final SpeechOptions SEEDED = SpeechOptions.USUAL.withSeed(1);

    @BeforeEach
    void chooseModel(ConfigurationAdmin admin, Broker broker) throws Exception {
        ModelInUse.tiny(admin, broker);
    }

    @Test
    void fourCallersLoseNoWordWhileTheBundleIsReplaced(Broker broker, BundleContext context)
            throws Exception {
        Bundle audio = Swap.bundle(context, "io.mingle.audio");
        Set<Integer> said = ConcurrentHashMap.newKeySet();
        said.add(speak(broker));
        try (Callers callers = new Callers(CALLERS, () -> said.add(speak(broker)))) {
            for (int swap = 0; swap < SWAPS; swap++) {
                callers.awaitCalls(2);
                Swap.again(audio);
            }
            callers.awaitCalls(CALLERS + 1);
            assertTrue(callers.calls() >= 2L * SWAPS, callers.calls() + " times");
        }
        assertEquals(1, said.size(), "the same seed, the same speech");
    }

    /** Who is replaced waits for what it has begun, also for text that is still being written. */
    @Test
    void aStreamUnderWayEndsWithTheVersionThatBeganIt(Broker broker, BundleContext context)
            throws Exception {
        Bundle audio = Swap.bundle(context, "io.mingle.audio");
        SpokenText text = new SpokenText();
        text.add("One two ");
        Generation<Speech> speech =
                broker.generate(SpeechSynthesis.class, LIMIT, it -> it.speak(text, SEEDED));
        FutureTask<Void> swap =
                new FutureTask<>(
                        () -> {
                            Swap.again(audio);
                            return null;
                        });
        Thread thread = new Thread(swap, "swap");
        thread.setDaemon(true);
        thread.start();
        while (audio.getState() == Bundle.ACTIVE && !swap.isDone()) {
            Thread.sleep(10);
        }
        assertFalse(swap.isDone(), "who is stopped waits for the text");
        text.add("three.");
        text.end();
        assertTrue(speech.join(LIMIT).result().samples() > 0);
        swap.get();
        speak(broker);
    }

    @Test
    void theClassesOfAnOldBundleAreCollected(Broker broker, BundleContext context)
            throws Exception {
        Bundle audio = Swap.bundle(context, "io.mingle.audio");
        speak(broker);
        WeakReference<ClassLoader> old = Swap.loader(audio);
        Swap.again(audio);
        speak(broker);
        assertTrue(Swap.isCollected(old), "the old class loader is still held");
    }

    /** What listens to voices is native code, and stays where it is. */
    @Test
    void voicesAreCopiedWhileTheBundleIsReplaced(Broker broker, BundleContext context)
            throws Exception {
        Bundle audio = Swap.bundle(context, "io.mingle.audio");
        long listening = Swap.bundle(context, "io.mingle.engine.onnx").getLastModified();
        SpeechOptions one = SEEDED.withReference(recorded(1));
        Set<Integer> said = ConcurrentHashMap.newKeySet();
        said.add(speak(broker, one));
        try (Callers callers = new Callers(CALLERS, () -> said.add(speak(broker, one)))) {
            for (int swap = 0; swap < COPYING_SWAPS; swap++) {
                callers.awaitCalls(2);
                Swap.again(audio);
            }
            callers.awaitCalls(CALLERS + 1);
        }
        assertEquals(1, said.size(), "the same recording, the same voice");
        said.add(speak(broker, SEEDED.withReference(recorded(2))));
        said.add(speak(broker));
        assertEquals(3, said.size(), "another recording, another voice");
        assertEquals(listening, Swap.bundle(context, "io.mingle.engine.onnx").getLastModified());
    }

    /** Two seconds of noise that swells. */
    private static VoiceReference recorded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] samples = new float[32_000];
        for (int i = 0; i < samples.length; i++) {
            double loudness = Math.abs(Math.sin(i * (seed + 2.0) / 16_000)) / 2;
            samples[i] = (float) (loudness * (2 * random.nextDouble() - 1));
        }
        byte[] file = new WavWriter(16_000, Encoding.PCM16, "").file(samples);
        return new VoiceReference(new Sound("me.wav", file), "Hello there.", true);
    }

    private static int speak(Broker broker) {
        return speak(broker, SEEDED);
    }

    private static int speak(Broker broker, SpeechOptions options) {
        Generation<Speech> speech =
                broker.generate(SpeechSynthesis.class, LIMIT, it -> it.speak("Stop.", options));
        return Arrays.hashCode(SpokenSound.of(speech, LIMIT).samples());
    }
}
