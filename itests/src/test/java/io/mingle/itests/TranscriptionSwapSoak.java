package io.mingle.itests;

import io.mingle.api.media.MediaReader;
import io.mingle.broker.Broker;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.model.ModelInUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** As {@link TranscriptionSwapIT}, more often. */
@InFramework(tinyModel = true)
@Timeout(3600)
class TranscriptionSwapSoak {

    private static final int SWAPS = 50;

    @Test
    void noTranscriptIsLostWhileAudioIsReplacedFiftyTimes(
            ConfigurationAdmin admin, Broker broker, MediaReader media, BundleContext context)
            throws Exception {
        ModelInUse.tiny(admin, broker);
        TranscriptionSwapIT.replaced(broker, context, SWAPS);
    }
}
