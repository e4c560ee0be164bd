package io.mingle.itests.harness;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.vmOption;

import io.mingle.itests.model.ModelInUse;
import io.mingle.itests.model.TinyModel;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.Launcher;
import org.opentest4j.AssertionFailedError;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.options.ProvisionOption;

/**
 * What Pax Exam installs and how it starts the framework.
 *
 * <p>The build lays all bundles of Mingle and what they need into one folder, which the system
 * property {@value #FOLDER} names; JUnit comes from the class path. Natives are unpacked into the
 * folder that {@value #CACHE} names, else beside the bundles, and kept there from one run to the
 * next.
 */
final class Provisioning {

    /** The system property that names the folder of the bundles. */
    static final String FOLDER = "bundles.directory";

    /** The property, of the system and of the framework, that names the folder for natives. */
    static final String CACHE = "mingle.engine.cache";

    /** How the names begin of system properties that say how long a soak takes. */
    private static final String SOAK = "soak.";

    /**
     * Those start first: the others log and load services through them from their first line on.
     */
    private static final Set<String> FIRST =
            Set.of("org.apache.aries.spifly.dynamic.bundle", "slf4j.api", "slf4j.simple");

    private static final String OURS = "io.mingle.";
    private static final Set<String> BROKER =
            Set.of("io.mingle.api", "io.mingle.trust", "io.mingle.broker", "io.mingle.swap");

    /** All that the API and the broker need of others. */
    private static final List<String> BASE =
            List.of(
                    "org.apache.felix.",
                    "org.apache.aries.",
                    "org.osgi.",
                    "org.objectweb.",
                    "slf4j.");

    /** What may lie in the folder only because the tests themselves are run with it. */
    private static final List<String> TESTS =
            List.of(
                    "junit-",
                    "org.opentest4j",
                    "org.apiguardian",
                    "org.ops4j.",
                    "org.apache.felix.framework",
                    "osgi.annotation");

    private static final List<Class<?>> JUNIT =
            List.of(
                    Test.class,
                    JupiterTestEngine.class,
                    TestEngine.class,
                    Launcher.class,
                    ReflectionSupport.class,
                    AssertionFailedError.class);

    private final Installation installation;
    private final boolean tinyModel;

    private Provisioning(Installation installation, boolean tinyModel) {
        this.installation = installation;
        this.tinyModel = tinyModel;
    }

    static Provisioning of(InFramework wish) {
        return new Provisioning(wish.value(), wish.tinyModel());
    }

    Option[] options() throws IOException, URISyntaxException {
        Path bundles = folder();
        Path cache = Files.createDirectories(cache(bundles));
        List<Option> options = new ArrayList<>();
        options.add(vmOption("-Xmx1g"));
        options.add(vmOption("-Djava.awt.headless=true"));
        // The engine is native code; JDK 24 and later ask for this.
        options.add(vmOption("--enable-native-access=ALL-UNNAMED"));
        options.add(systemProperty("org.slf4j.simpleLogger.defaultLogLevel").value("warn"));
        options.add(frameworkProperty("mingle.cache").value(cache.toString()));
        options.add(frameworkProperty(CACHE).value(cache.toString()));
        // The model is small: threads that wait for each other cost more than they give.
        options.add(frameworkProperty("mingle.engine.threads").value("1"));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(SOAK))
                .forEach(name -> options.add(systemProperty(name).value(System.getProperty(name))));
        if (tinyModel) {
            Path model = TinyModel.write(bundles.resolveSibling("tiny-model"));
            options.add(systemProperty(ModelInUse.TINY).value(model.toString()));
        }
        try (Stream<Path> files = Files.list(bundles)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".jar")).sorted().toList()) {
                add(file, options);
            }
        }
        for (Class<?> type : JUNIT) {
            Path file = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
            options.add(bundle(file.toUri().toString()));
        }
        return options.toArray(Option[]::new);
    }

    private void add(Path file, List<Option> options) throws IOException {
        Attributes headers = headers(file);
        String header = headers.getValue("Bundle-SymbolicName");
        String name = header == null ? "" : header.split(";")[0].trim();
        if (name.isEmpty() || !isWanted(name)) {
            return;
        }
        ProvisionOption<?> option = bundle(file.toUri().toString());
        if (headers.getValue("Fragment-Host") != null) {
            option.noStart();
        } else if (FIRST.contains(name)) {
            option.startLevel(1);
        }
        options.add(option);
    }

    private boolean isWanted(String name) {
        if (TESTS.stream().anyMatch(name::startsWith)) {
            return false;
        }
        return switch (installation) {
            case EVERYTHING -> true;
            case BROKER ->
                    name.startsWith(OURS)
                            ? BROKER.contains(name)
                            : BASE.stream().anyMatch(name::startsWith);
        };
    }

    private static Attributes headers(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            return jar.getManifest() == null
                    ? new Attributes()
                    : jar.getManifest().getMainAttributes();
        }
    }

    private static Path cache(Path bundles) {
        String value = System.getProperty(CACHE);
        return value == null ? bundles.resolveSibling("natives") : Path.of(value).toAbsolutePath();
    }

    private static Path folder() {
        String value = System.getProperty(FOLDER);
        if (value == null) {
            throw new IllegalStateException(
                    "The system property "
                            + FOLDER
                            + " is not set. Run the tests with Maven, or set it to the folder of"
                            + " the bundles.");
        }
        return Path.of(value).toAbsolutePath();
    }
}
