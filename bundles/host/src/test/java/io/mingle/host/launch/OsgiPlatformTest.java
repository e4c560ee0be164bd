package io.mingle.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OsgiPlatformTest {

    @TempDir private Path folder;

    /** Nothing has been unpacked then, so that the next start finds things as they were. */
    private String refused(Path bundle) {
        Path cache = folder.resolve("cache");
        LaunchOptions options =
                new LaunchOptions(null, cache, Map.of(), List.of(bundle), false, false, text -> {});
        Installation installation =
                new Installation(CarryingJar.of(folder.resolve("mingle.jar")), "a.b", List.of());
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> OsgiPlatform.start(installation, options));
        assertFalse(Files.exists(cache));
        return error.getMessage();
    }

    @Test
    void aBundleThatIsMissingIsNamed() {
        Path bundle = folder.resolve("missing.jar");
        assertEquals(
                "'%s' was to be installed as a bundle and does not exist. Check the path, and build the bundle before."
                        .formatted(bundle),
                refused(bundle));
    }

    @Test
    void aBundleThatIsNoJarIsNamed() throws Exception {
        Path bundle = Files.writeString(folder.resolve("half.jar"), "half a jar");
        String message = refused(bundle);
        assertTrue(message.startsWith("'" + bundle + "' was to be installed"), message);
        assertTrue(message.contains("is no jar that can be read ("), message);
        assertTrue(message.endsWith("Check the path, and build the bundle before."), message);
    }

    @Test
    void aFolderWithoutAManifestIsNamed() throws Exception {
        Path bundle = Files.createDirectory(folder.resolve("classes"));
        assertEquals(
                "'%s' was to be installed as a bundle and is a folder without META-INF/MANIFEST.MF. Check the path, and build the bundle before."
                        .formatted(bundle),
                refused(bundle));
    }

    @Test
    void aFullFolderForTemporaryFilesIsToldAsSuch() {
        Exception felix = new IOException("Unable to cache bundle: reference:file:/a.jar");
        assertEquals(
                "Mingle keeps some small files in the folder for temporary files, '%s', while it runs, and it is full or cannot be written (%s). Free some space, or name another folder with MINGLE_JAVA_OPTS=-Djava.io.tmpdir=FOLDER."
                        .formatted(folder, felix.getMessage()),
                OsgiPlatform.notStarted(felix, folder, 4096).getMessage());
        String otherwise = OsgiPlatform.notStarted(felix, folder, 1L << 30).getMessage();
        assertTrue(otherwise.startsWith("The OSGi framework could not be started ("), otherwise);
    }

    private Map<String, Object> configuration(Map<String, String> properties) {
        return FrameworkConfiguration.of(
                new LaunchOptions(null, folder, properties, List.of(), true, false, text -> {}));
    }

    /** A .cfg in it could change whom the host trusts, a .war would be installed as it is. */
    @Test
    void ofTheFolderOfSkillsJarsAloneAreTaken() {
        Map<String, Object> configuration =
                configuration(Map.of("felix.fileinstall.dir", "skills"));
        String filter = configuration.get("felix.fileinstall.filter").toString();
        assertTrue("a.jar".matches(filter));
        for (String other : List.of("io.mingle.trust.cfg", "a.config", "x.war", "a.jar.cfg")) {
            assertFalse(other.matches(filter), other);
        }
        assertEquals("skip", configuration.get("felix.fileinstall.subdir.mode"));
    }

    @Test
    void whatTheProgramSaysOfTheFolderHolds() {
        assertEquals(
                "b.*",
                configuration(Map.of("felix.fileinstall.filter", "b.*"))
                        .get("felix.fileinstall.filter"));
    }
}
