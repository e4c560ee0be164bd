package io.mingle.itests;

import io.mingle.broker.Broker;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Swap;
import io.mingle.itests.video.VideoSwaps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.BundleContext;

/** More replacements of the code that watches videos than every build has time for. */
@InFramework
@Timeout(1800)
class VideoSwapSoak {

    private static final int SWAPS = 50;

    @Test
    void fiftyReplacementsLoseNoAnswer(Broker broker, BundleContext context) throws Exception {
        VideoSwaps.run(broker, Swap.bundle(context, "io.mingle.skill.video"), SWAPS);
    }
}
