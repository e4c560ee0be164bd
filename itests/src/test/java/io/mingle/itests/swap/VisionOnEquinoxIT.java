package io.mingle.itests.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.broker.Lease;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.ChangedJar;
import io.mingle.itests.harness.Equinox;
import io.mingle.itests.model.MultimodalQuestion;
import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Mode;
import io.mingle.swap.SwapReport.Outcome;
import io.mingle.swap.Swapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** Versions of vision stand beside one another on another framework, with the embedded model. */
@Timeout(600)
class VisionOnEquinoxIT {

    private static final String VISION = "io.mingle.vision";
    private static final int CALLERS = 4;
    private static final int SWAPS = 8;

    @TempDir static Path folder;
    private static HostInTest host;

    /** The trainer is wired to vision, which would then be updated in place. */
    @BeforeAll
    static void start() throws Exception {
        host = HostInTest.start(Equinox.factory(), folder, Set.of("io.mingle.trainer"));
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static String ask() {
        return host.mingle()
                .ask(
                        MultimodalQuestion.of(MultimodalQuestion.PICTURE, MultimodalQuestion.WORDS),
                        MultimodalQuestion.SHORT)
                .join(Duration.ofMinutes(2))
                .result()
                .text();
    }

    private static SwapReport replaced(Function<Swapper, SwapReport> how) {
        try (Lease<Swapper> lease = host.mingle().lease(Swapper.class)) {
            SwapReport report = how.apply(lease.service());
            assertEquals(Outcome.SWAPPED, report.outcome(), report.reason());
            return report;
        }
    }

    private static Path version(String version) throws Exception {
        return ChangedJar.write(
                HostInTest.carried(VISION),
                folder.resolve(VISION + "-" + version + ".jar"),
                Constants.BUNDLE_VERSION,
                version);
    }

    @Test
    void visionIsReplacedUnderLoadByVersionsBesideIt() throws Exception {
        Set<String> answers = ConcurrentHashMap.newKeySet();
        try (Callers callers = new Callers(CALLERS, () -> answers.add(ask()))) {
            for (int swap = 1; swap <= SWAPS; swap++) {
                callers.awaitCalls(CALLERS + 1);
                Path jar = version("1.0." + swap);
                assertEquals(Mode.BESIDE, replaced(swapper -> swapper.swap(jar)).mode());
                assertEquals(List.of(), failedComponents());
            }
            replaced(swapper -> swapper.rollback(VISION));
            callers.awaitCalls(CALLERS + 1);
        }
        assertEquals(1, answers.size(), "one question, one answer: " + answers);
        assertEquals("1.0." + (SWAPS - 1), host.bundle(VISION).getVersion().toString());
    }

    /** Somebody has put it there, under a location of their own, and not started it. */
    @Test
    void aVersionThatIsInstalledAlreadyIsNoReasonToRefuse() throws Exception {
        Path jar = version("2.0.0");
        host.context().installBundle(jar.toUri().toString());

        replaced(swapper -> swapper.swap(jar));

        assertEquals("2.0.0", host.bundle(VISION).getVersion().toString());
        ask();
    }

    /** A component that was given what it cannot take fails, and the framework tells nobody. */
    private static List<String> failedComponents() {
        BundleContext context = host.context();
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        ServiceComponentRuntime runtime = context.getService(reference);
        return runtime.getComponentDescriptionDTOs().stream()
                .map(runtime::getComponentConfigurationDTOs)
                .flatMap(Collection::stream)
                .filter(it -> it.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
                .map(it -> it.description.name + ": " + it.failure)
                .toList();
    }
}
