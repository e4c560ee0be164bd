package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.Broker;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.Equinox;
import io.mingle.itests.skill.EndlessStart;
import io.mingle.itests.skill.SkillBundle;
import io.mingle.itests.skill.SkillBundle.Fault;
import io.mingle.itests.skill.SkillText;
import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Outcome;
import io.mingle.swap.Swapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.ConfigurationAdmin;

/** The broker and the safe swap on another framework, in this JVM. */
@Timeout(180)
class EquinoxIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int CALLERS = 4;

    /** The API stands on this test's class path, so that it can call the services. */
    private static final List<String> SHARED =
            List.of(
                    "io.mingle.api.jar",
                    "io.mingle.trust.jar",
                    "io.mingle.broker.jar",
                    "io.mingle.swap.jar",
                    "org.osgi.service.cm.jar",
                    "org.osgi.service.component.jar",
                    "org.osgi.util.function.jar",
                    "org.osgi.util.promise.jar");

    private static final List<String> INSTALLED =
            List.of(
                    "io.mingle.trust.jar",
                    "io.mingle.broker.jar",
                    "io.mingle.swap.jar",
                    "org.apache.felix.configadmin",
                    "org.apache.felix.scr",
                    "org.apache.aries.spifly",
                    "org.osgi.util.",
                    "org.osgi.service.component.jar",
                    "asm",
                    "slf4j-");

    @TempDir Path folder;
    private final Path bundles = Path.of(System.getProperty("bundles.directory"));
    private Framework framework;
    private BundleContext context;

    @BeforeEach
    void start() throws Exception {
        List<String> shared = new ArrayList<>();
        for (String jar : SHARED) {
            try (JarFile file = new JarFile(bundles.resolve(jar).toFile())) {
                shared.add(
                        file.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE));
            }
        }
        FrameworkFactory factory = Equinox.factory();
        framework =
                factory.newFramework(
                        Map.of(
                                Constants.FRAMEWORK_STORAGE,
                                folder.resolve("storage").toString(),
                                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                                String.join(",", shared)));
        framework.start();
        context = framework.getBundleContext();
        List<Bundle> installed = new ArrayList<>();
        try (Stream<Path> files = Files.list(bundles)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (INSTALLED.stream().anyMatch(name::startsWith)) {
                    installed.add(context.installBundle(file.toUri().toString()));
                }
            }
        }
        for (Bundle bundle : installed) {
            if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(30_000);
    }

    private <T> T service(Class<T> type) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        ServiceReference<T> reference = context.getServiceReference(type);
        while (reference == null && System.nanoTime() < end) {
            Thread.sleep(20);
            reference = context.getServiceReference(type);
        }
        assertNotNull(reference, "no " + type.getName());
        return context.getService(reference);
    }

    @Test
    void aSkillIsReplacedUnderLoadAndWhatDoesNotHoldIsRefused() throws Exception {
        assertEquals("org.eclipse.osgi", framework.getSymbolicName());
        Broker broker = service(Broker.class);
        Swapper swapper = service(Swapper.class);
        context.installBundle("memory:echo", SkillBundle.jar("1.0.0")).start();
        Set<String> answers = ConcurrentHashMap.newKeySet();
        try (Callers callers = new Callers(CALLERS, () -> answers.add(say(broker)))) {
            for (int swap = 1; swap <= 5; swap++) {
                callers.awaitCalls(CALLERS + 1);
                SwapReport report =
                        swapper.swap(SkillBundle.file(folder, "1.0." + swap, Fault.NONE));
                assertEquals(Outcome.SWAPPED, report.outcome(), report.reason());
            }
            callers.awaitCalls(CALLERS + 1);
        }
        assertEquals(6, answers.size(), "every version has answered: " + answers);
        SwapReport bad = swapper.swap(SkillBundle.file(folder, "2.0.0", Fault.NEEDS_VIDEO));
        assertEquals(Outcome.REFUSED, bad.outcome());
        assertEquals("hello 1.0.5", say(broker));
    }

    @Test
    void whatIsStuckInItsStartIsCorrectedUnderTheSameVersion() throws Exception {
        service(ConfigurationAdmin.class)
                .getConfiguration("io.mingle.swap", "?")
                .update(new Hashtable<>(Map.of("startLimitMillis", 1_000L)));
        Swapper swapper = service(Swapper.class);
        context.installBundle("memory:echo", SkillBundle.jar("1.0.0")).start();
        try {
            SwapReport stuck = swapper.swap(SkillBundle.endless(folder, "2.0.0"));
            assertEquals(Outcome.REFUSED, stuck.outcome(), stuck.reason());

            SwapReport next = swapper.swap(SkillBundle.file(folder, "2.0.0", Fault.NONE));

            assertEquals(Outcome.SWAPPED, next.outcome(), next.reason());
            assertEquals("hello 2.0.0", say(service(Broker.class)));
        } finally {
            System.setProperty(EndlessStart.OVER, "");
        }
    }

    private static String say(Broker broker) {
        SkillRequest request = new SkillRequest(Map.of("text", "hello"), GenerationOptions.GREEDY);
        return SkillText.of(
                broker.generate(Skill.class, LIMIT, skill -> skill.invoke(request)).join(LIMIT));
    }
}
