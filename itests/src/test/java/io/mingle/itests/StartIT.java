package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.model.InstalledModel;
import io.mingle.api.model.MemoryReport;
import io.mingle.api.skill.Skill;
import io.mingle.api.training.Training;
import io.mingle.api.understanding.Grounding;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.broker.Provider;
import io.mingle.itests.harness.InFramework;
import io.mingle.thinker.ContentEncoder;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Everything that is shipped resolves, starts, and provides what it promises. */
@InFramework
@Timeout(120)
class StartIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

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
                        "engine.onnx",
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

    /** What is waited for stands on all that the embedded model needs. */
    @Test
    void noComponentLacksAServiceOrFailed(
            Understanding understanding,
            Grounding grounding,
            Training training,
            Broker broker,
            ServiceComponentRuntime runtime) {
        awaitEncoders(broker);
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
            Understanding understanding, InstalledModel model, MemoryReport memory) {
        assertTrue(model.parameters() > 100_000, model.parameters() + " parameters");
        assertTrue(Files.isRegularFile(model.directory().resolve("config.json")));
        assertTrue(memory.limit() > 0);
    }

    @Test
    void theBrokerListsWhatIsProvided(
            Understanding understanding, Grounding grounding, Broker broker) {
        awaitEncoders(broker);
        Set<String> provided =
                broker.providers().stream()
                        .map(each -> each.bundle() + " " + each.service())
                        .collect(Collectors.toSet());

        for (String each :
                List.of(
                        "io.mingle.core " + Understanding.class.getName(),
                        "io.mingle.vision " + Grounding.class.getName(),
                        "io.mingle.vision " + ContentEncoder.class.getName(),
                        "io.mingle.audio " + ContentEncoder.class.getName())) {
            assertTrue(provided.contains(each), each + " in " + provided);
        }
        assertTrue(
                broker.providers().stream().allMatch(each -> each.state().equals(Provider.ACTIVE)),
                broker.providers().toString());
    }

    /** A capability of a skill is a promise: each one is kept by a service of that name. */
    @Test
    void everySkillThatABundleDeclaresIsThereUnderItsName(BundleContext context, Broker broker) {
        List<String> declared = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            bundle.adapt(BundleRevision.class).getDeclaredCapabilities("io.mingle.skill").stream()
                    .map(capability -> (String) capability.getAttributes().get("name"))
                    .forEach(declared::add);
        }
        for (String name : declared) {
            try (Lease<Skill> lease = broker.lease(Skill.class, "(name=" + name + ")", LIMIT)) {
                assertEquals(name, lease.service().description().name());
            }
        }
        assertTrue(declared.containsAll(List.of("understanding", "grounding")), declared + "");
    }

    private static void awaitEncoders(Broker broker) {
        for (String kind : List.of(ContentEncoder.PICTURES, ContentEncoder.SOUNDS)) {
            broker.lease(ContentEncoder.class, "(" + kind + ")", LIMIT).close();
        }
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
