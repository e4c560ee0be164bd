package io.mingle.itests.swap;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The system property {@code soak.swaps.served} says how often. */
class ServedSwapSoak {

    private static final int SWAPS = Integer.getInteger("soak.swaps.served", 1_000);
    private static final Duration GAP = Duration.ofMillis(50);

    @TempDir static Path folder;

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void aThousandReplacementsOfVisionFailNoRequest() throws Exception {
        try (HostInTest host = HostInTest.start(new FrameworkFactory(), folder)) {
            System.out.println(ServedSwap.run(host, SWAPS, GAP, folder));
        }
    }
}
