package io.mingle.host.launch;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

class BundleProblemTest {

    @TempDir private Path storage;

    private Framework framework;
    private BundleContext context;

    @BeforeEach
    void start() throws Exception {
        framework =
                new FrameworkFactory()
                        .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
        framework.start();
        context = framework.getBundleContext();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    private Bundle install(String name, String header, String value) throws Exception {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        headers.putValue(Constants.BUNDLE_VERSION, "1.0.0");
        headers.putValue(header, value);
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        new JarOutputStream(jar, manifest).close();
        return context.installBundle("memory:" + name, new ByteArrayInputStream(jar.toByteArray()));
    }

    @Test
    void whatABundleNeedsWhileItIsActiveIsNamedUntilSomebodyOffersIt() throws Exception {
        Bundle needy =
                install(
                        "example.needy",
                        Constants.REQUIRE_CAPABILITY,
                        "io.mingle.modality;filter:=\"(modality=video)\";effective:=active");

        BundleException problem =
                assertThrows(BundleException.class, () -> BundleProblem.checkNeeds(context, needy));
        assertEquals(
                "The bundle example.needy 1.0.0 is not started: it needs io.mingle.modality"
                        + " (modality=video), which no installed bundle offers.",
                BundleProblem.describe(needy, problem));

        install("example.eye", Constants.PROVIDE_CAPABILITY, "io.mingle.modality;modality=video");
        assertDoesNotThrow(() -> BundleProblem.checkNeeds(context, needy));
    }
}
