package io.mingle.itests;

import static io.mingle.itests.model.MultimodalQuestion.PICTURE;
import static io.mingle.itests.model.MultimodalQuestion.SOUND;
import static io.mingle.itests.model.MultimodalQuestion.WORDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Swap;
import io.mingle.itests.model.ModelInUse;
import io.mingle.itests.model.MultimodalQuestion;
import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Outcome;
import io.mingle.swap.Swapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** The bundles that a mixture needs are replaced while mixtures are being asked. */
@InFramework(tinyModel = true)
@Timeout(180)
class MultimodalSwapIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CALLERS = 3;

    @BeforeEach
    void chooseModel(ConfigurationAdmin admin, Broker broker) throws Exception {
        ModelInUse.tiny(admin, broker);
    }

    private static String ask(Broker broker) {
        return MultimodalQuestion.ask(broker, PICTURE, SOUND, WORDS);
    }

    @Test
    void noMixtureIsLostWhileVisionAndAudioAreUpdatedInTurn(Broker broker, BundleContext context)
            throws Exception {
        updated(broker, context, 3, "io.mingle.vision", "io.mingle.audio");
    }

    @Test
    void noMixtureIsLostWhileTheCoreIsUpdatedUnderBoth(Broker broker, BundleContext context)
            throws Exception {
        updated(broker, context, 2, "io.mingle.core");
    }

    /** The encoders are not let go before the answer that still needs them has begun and ended. */
    @Test
    void noMixtureThatIsAskedUnderALeaseIsLostWhileTheCoreIsSwapped(
            Broker broker, Swapper swapper, BundleContext context) throws Exception {
        Path core = Path.of(URI.create(Swap.bundle(context, "io.mingle.core").getLocation()));
        Set<String> answers = ConcurrentHashMap.newKeySet();
        answers.add(askLeased(broker));
        try (Callers callers = new Callers(CALLERS, () -> answers.add(askLeased(broker)))) {
            for (int i = 0; i < 3; i++) {
                callers.awaitCalls(2);
                SwapReport report = swapper.swap(core);
                assertEquals(Outcome.SWAPPED, report.outcome(), report.reason());
            }
            callers.awaitCalls(CALLERS + 1);
        }

        assertEquals(1, answers.size(), "the same mixture, the same answer: " + answers);
    }

    private static String askLeased(Broker broker) {
        try (Lease<Understanding> lease = broker.lease(Understanding.class, LIMIT)) {
            return lease.service()
                    .ask(MultimodalQuestion.of(PICTURE, SOUND, WORDS), MultimodalQuestion.SHORT)
                    .join(LIMIT)
                    .result()
                    .text();
        }
    }

    private static void updated(Broker broker, BundleContext context, int times, String... names)
            throws Exception {
        Set<String> answers = ConcurrentHashMap.newKeySet();
        answers.add(ask(broker));
        try (Callers callers = new Callers(CALLERS, () -> answers.add(ask(broker)))) {
            for (int i = 0; i < times; i++) {
                for (String name : names) {
                    Bundle bundle = Swap.bundle(context, name);
                    callers.awaitCalls(2);
                    Swap.again(bundle);
                }
            }
            callers.awaitCalls(CALLERS + 1);
            assertTrue(callers.calls() >= 2L * times, callers.calls() + " calls");
        }

        assertEquals(1, answers.size(), "the same mixture, the same answer: " + answers);
    }
}
