package io.mingle.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedPackagesTest {

    @TempDir private Path folder;

    private String manifest(String exported) throws Exception {
        Manifest manifest = new Manifest();
        if (exported != null) {
            manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
            manifest.getMainAttributes().putValue("Export-Package", exported);
        }
        Path jar = HostJar.write(folder.resolve("a.jar"), manifest, Map.of());
        return "jar:" + jar.toUri() + "!/" + JarFile.MANIFEST_NAME;
    }

    @Test
    void whatAJarExportsIsShared() throws Exception {
        assertEquals(
                "a.b;version=\"1.2\"", SharedPackages.exportedBy(manifest("a.b;version=\"1.2\"")));
    }

    @Test
    void aJarThatWasPackedAnewIsNamedWithAWayOut() throws Exception {
        String manifest = manifest(null);
        String message =
                assertThrows(
                                InvalidRequestException.class,
                                () -> SharedPackages.exportedBy(manifest))
                        .getMessage();
        assertTrue(message.contains(manifest + " has no Export-Package"), message);
        assertTrue(message.contains("as they were published"), message);
    }
}
