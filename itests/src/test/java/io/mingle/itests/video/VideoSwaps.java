package io.mingle.itests.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.broker.Broker;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.Swap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;

/** Replaces the code that watches while videos are being watched. */
public final class VideoSwaps {

    private VideoSwaps() {}

    /**
     * Replaces it so many times; no call may fail, and none may be answered otherwise.
     *
     * @param skill the bundle
     */
    public static void run(Broker broker, Bundle skill, int swaps) throws Exception {
        Set<String> answers = ConcurrentHashMap.newKeySet();
        answers.add(FourFrames.ask(broker));
        try (Callers callers = new Callers(2, () -> answers.add(FourFrames.ask(broker)))) {
            for (int swap = 0; swap < swaps; swap++) {
                callers.awaitCalls(1);
                // Each waits for a minute at most until it is done.
                Swap.again(skill);
            }
            callers.awaitCalls(2);
            assertTrue(callers.calls() >= swaps, callers.calls() + " calls");
        }
        assertEquals(1, answers.size(), answers.toString());
    }
}
