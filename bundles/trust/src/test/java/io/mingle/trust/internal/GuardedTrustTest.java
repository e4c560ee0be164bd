package io.mingle.trust.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InternalException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** In a framework that keeps its bundles. */
@Timeout(60)
class GuardedTrustTest {

    private static final TrustConfiguration NO_RULES =
            new TrustConfiguration() {
                @Override
                public String[] rules() {
                    return new String[0];
                }

                @Override
                public Class<? extends Annotation> annotationType() {
                    return TrustConfiguration.class;
                }
            };

    @TempDir private Path folder;
    private Framework framework;
    private GuardedTrust trust;

    @BeforeEach
    void start() throws Exception {
        framework =
                new FrameworkFactory()
                        .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.toString()));
        framework.start();
        trust = new GuardedTrust(framework.getBundleContext(), NO_RULES);
    }

    @AfterEach
    void stop() throws Exception {
        trust.close();
        framework.stop();
        framework.waitForStop(0);
    }

    private Bundle install(String location, String name, String... headers) throws Exception {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!name.isEmpty()) {
            main.putValue("Bundle-ManifestVersion", "2");
            main.putValue("Bundle-SymbolicName", name);
        }
        for (int i = 0; i < headers.length; i += 2) {
            main.putValue(headers[i], headers[i + 1]);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        try (InputStream jar = new ByteArrayInputStream(bytes.toByteArray())) {
            return framework.getBundleContext().installBundle(location, jar);
        }
    }

    private Bundle restricted(String name, String... headers) throws Exception {
        Bundle bundle = install("swap:" + name, name, headers);
        trust.restrict(bundle);
        return bundle;
    }

    private Path list() {
        return framework.getBundleContext().getDataFile("restricted").toPath();
    }

    @Test
    void whoIsRestrictedIsAfterARestart() throws Exception {
        long one = restricted("one").getBundleId();
        Bundle two = restricted("two");
        trust.release(two);
        stop();
        start();
        assertTrue(trust.restricts(one));
        assertFalse(trust.restricts(two.getBundleId()));
    }

    @Test
    void whoWasUninstalledIsForgottenWithTheNextStart() throws Exception {
        Bundle gone = restricted("gone");
        gone.uninstall();
        assertTrue(trust.restricts(gone.getBundleId()), "its code may run on");
        stop();
        start();
        assertFalse(trust.restricts(gone.getBundleId()));
        assertEquals(0, list().toFile().list().length);
    }

    @Test
    void whereTheListCannotBeReadAllAreRestrictedThatCameFromOutside() throws Exception {
        long outside = restricted("outside").getBundleId();
        long own = install("file:own.jar", "own").getBundleId();
        Path list = list();
        stop();
        Files.delete(list.resolve(Long.toString(outside)));
        Files.delete(list);
        Files.writeString(list, "broken");
        start();
        assertTrue(trust.restricts(outside));
        assertFalse(trust.restricts(own));
    }

    /** So nobody starts it. */
    @Test
    void whoseRestrictionCannotBeKeptIsToldAndRestrictedMeanwhile() throws Exception {
        Files.delete(list());
        Bundle bundle = install("swap:a", "a");
        InternalException error =
                assertThrows(InternalException.class, () -> trust.restrict(bundle));
        assertTrue(
                error.getMessage().startsWith("a 0.0.0 was to be restricted, also after a restart"),
                error.getMessage());
        assertTrue(trust.restricts(bundle.getBundleId()));
    }

    @Test
    void whatItCanDoWithoutIsNotToldAsKeptFromIt() throws Exception {
        String optional = "org.osgi.framework.wiring;resolution:=optional";
        assertEquals(
                List.of(),
                trust.withheldPackages(
                        restricted(
                                "optional",
                                "Import-Package",
                                optional,
                                "DynamicImport-Package",
                                "org.osgi.framework.hooks.*")));
        assertEquals(
                List.of("org.osgi.framework.launch"),
                trust.withheldPackages(
                        restricted(
                                "both",
                                "Import-Package",
                                optional + ",org.osgi.framework,org.osgi.framework.launch")));
    }

    /** As before there were symbolic names. */
    @Test
    void oneWithoutANameHindersNobodyFromBeingResolved() throws Exception {
        Bundle nameless = restricted("");
        install("file:nameless.jar", "");
        Bundle own = install("file:own.jar", "own");
        nameless.start();
        own.start();
        assertEquals(Bundle.ACTIVE, nameless.getState());
        assertEquals(Bundle.ACTIVE, own.getState());
    }

    @Test
    void oneWithTheNameOfABundleOfTheHostIsNotResolved() throws Exception {
        Bundle own = install("file:own.jar", "own;singleton:=true", "Bundle-Version", "1");
        Bundle pretender = restricted("own;singleton:=true", "Bundle-Version", "2");
        assertThrows(BundleException.class, pretender::start);
        own.start();
        assertEquals(Bundle.ACTIVE, own.getState());
        assertThrows(BundleException.class, pretender::start);
    }
}
