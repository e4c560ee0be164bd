package io.mingle.itests;

import static io.mingle.itests.picture.ShapesQuestion.ask;
import static io.mingle.itests.picture.ShapesQuestion.locate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.understanding.Boxes;
import io.mingle.api.understanding.Grounding;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Swap;
import io.mingle.itests.skill.SkillBundle;
import io.mingle.itests.skill.Stranger;
import io.mingle.thinker.ContentEncoder;
import io.mingle.trust.Trust;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** A jar from outside offers what answers and what encodes, ranked above the host's own. */
@InFramework
@Timeout(120)
class StrangerIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PICTURES = "(" + ContentEncoder.PICTURES + ")";

    private Bundle stranger;

    private void install(BundleContext context) throws Exception {
        stranger =
                context.installBundle("memory:stranger", SkillBundle.stranger("io.mingle.thinker"));
    }

    @AfterEach
    void uninstall() throws Exception {
        stranger.uninstall();
    }

    private static <T> String provider(Broker broker, Class<T> service, String filter) {
        try (Lease<T> lease = broker.lease(service, filter, LIMIT)) {
            return lease.provider();
        }
    }

    @Test
    void noQuestionAndNoPictureComesToWhomNobodyTrusts(
            Broker broker, Trust trust, BundleContext context) throws Exception {
        String answer = ask(broker);
        Boxes places = locate(broker);
        install(context);
        trust.restrict(stranger);
        stranger.start();
        List<String> offered =
                Arrays.stream(stranger.getRegisteredServices())
                        .map(it -> ((String[]) it.getProperty(Constants.OBJECTCLASS))[0])
                        .toList();
        for (Class<?> each : List.of(Understanding.class, Grounding.class, ContentEncoder.class)) {
            assertTrue(offered.contains(each.getName()), offered.toString());
        }

        assertEquals(answer, ask(broker));
        assertEquals(places, locate(broker));
        Swap.again(Swap.bundle(context, "io.mingle.vision"));
        assertEquals(answer, ask(broker), "while nobody else may have been there");
        assertEquals("0", Stranger.order(context, stranger, "calls"));
    }

    @Test
    void whomTheHostTrustsIsChosenByItsRank(Broker broker, BundleContext context) throws Exception {
        assertTrue(provider(broker, ContentEncoder.class, PICTURES).startsWith("io.mingle.vision"));
        install(context);
        stranger.start();

        for (Class<?> each : List.of(Understanding.class, Grounding.class)) {
            assertEquals("example.stranger 1.0.0", provider(broker, each, "(objectClass=*)"));
        }
        assertEquals("example.stranger 1.0.0", provider(broker, ContentEncoder.class, PICTURES));
    }
}
