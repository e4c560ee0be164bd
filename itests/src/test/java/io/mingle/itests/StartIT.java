package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.model.InstalledModel;
import io.mingle.api.model.MemoryReport;
import io.mingle.api.training.Training;
import io.mingle.api.understanding.Dialogue;
import io.mingle.api.understanding.Grounding;
import io.mingle.api.understanding.PictureUnderstanding;
import io.mingle.api.understanding.SoundUnderstanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Provider;
import io.mingle.itests.harness.InFramework;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Everything that is shipped resolves, starts, and provides what it promises. */
@InFramework
@Timeout(120)
class StartIT {

    @Test
    void everyBundleIsStarted(BundleContext context) {
        List<String> idle = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
            boolean lazy = bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATIONPOLICY) != null;
            int state = bundle.getState();
            boolean fine =
                    state == Bundle.ACTIVE
                            || fragment && state == Bundle.RESOLVED
                            || lazy && state == Bundle.STARTING;
            if (!fine) {
                idle.add(bundle.getSymbolicName() + " is in state " + state);
            }
        }

        assertEquals(List.of(), idle);
    }

    @Test
    void everyBundleOfMingleIsThere(BundleContext context) {
        Set<String> names =
                List.of(context.getBundles()).stream()
                        .map(Bundle::getSymbolicName)
                        .collect(Collectors.toSet());

        for (String part :
                List.of(
                        "api",
                        "broker",
                        "engine.pytorch",
                        "media.ffmpeg",
                        "core",
                        "vision",
                        "audio",
                        "nano",
                        "trainer")) {
            assertTrue(names.contains("io.mingle." + part), "io.mingle." + part + " in " + names);
        }
    }

    /** The parameters are waited for: with them, all that the embedded model needs has started. */
    @Test
    void noComponentLacksAServiceOrFailed(
            PictureUnderstanding understanding,
            Grounding grounding,
            SoundUnderstanding hearing,
            Dialogue dialogue,
            Training training,
            ServiceComponentRuntime runtime) {
        List<String> broken = new ArrayList<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO each :
                    runtime.getComponentConfigurationDTOs(component)) {
                if (each.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE
                        || each.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    broken.add(component.implementationClass + ": " + reason(each));
                }
            }
        }

        assertEquals(List.of(), broken);
    }

    @Test
    void theEmbeddedModelIsInstalledAndItsMemoryIsKnown(
            PictureUnderstanding understanding, InstalledModel model, MemoryReport memory) {
        assertTrue(model.parameters() > 100_000, model.parameters() + " parameters");
        assertTrue(Files.isRegularFile(model.directory().resolve("config.json")));
        assertTrue(memory.limit() > 0);
    }

    @Test
    void theBrokerListsWhatIsProvided(
            PictureUnderstanding understanding, Dialogue dialogue, Broker broker) {
        Set<String> provided =
                broker.providers().stream()
                        .map(each -> each.bundle() + " " + each.service())
                        .collect(Collectors.toSet());

        assertTrue(
                provided.contains("io.mingle.vision " + PictureUnderstanding.class.getName()),
                provided.toString());
        assertTrue(
                provided.contains("io.mingle.core " + Dialogue.class.getName()),
                provided.toString());
        assertTrue(
                broker.providers().stream().allMatch(each -> each.state().equals(Provider.ACTIVE)),
                broker.providers().toString());
    }

    private static String reason(ComponentConfigurationDTO configuration) {
        if (configuration.failure != null) {
            return configuration.failure.lines().findFirst().orElse("");
        }
        return List.of(configuration.unsatisfiedReferences).stream()
                .map(reference -> "no " + reference.name + " " + reference.target)
                .collect(Collectors.joining(", "));
    }
}
