package io.mingle.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    @TempDir private Path folder;

    @Test
    void bundlesAndSharedPackagesAreFound() throws Exception {
        Path jar =
                HostJar.write(
                        folder.resolve("mingle.jar"),
                        Map.of(
                                "bundles/two.jar", new byte[] {1, 2},
                                "bundles/one.jar", new byte[] {1},
                                "bundles/serve/shell.jar", new byte[] {1},
                                "bundles/readme.txt", new byte[] {1},
                                "bundles/deeper/three.jar", new byte[] {1}));
        Installation installation = Installation.of(CarryingJar.of(jar), "a.b;version=\"1.0\"");
        assertEquals("a.b;version=\"1.0\"", installation.sharedPackages());
        assertEquals(
                List.of("one.jar", "shell.jar", "two.jar"),
                installation.bundles().stream().map(CarriedBundle::fileName).toList());
        assertEquals(2, installation.bundles().get(2).size());
        assertEquals(
                List.of("shell.jar"),
                installation.bundles().stream()
                        .filter(CarriedBundle::serves)
                        .map(CarriedBundle::fileName)
                        .toList());
    }

    @Test
    void jarWithoutBundlesIsRefused() throws Exception {
        Path jar = HostJar.write(folder.resolve("other.jar"), Map.of("a", new byte[1]));
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> Installation.of(CarryingJar.of(jar), "a.b"));
        assertTrue(error.getMessage().contains("carries no bundles"), error.getMessage());
    }

    @Test
    void damagedJarIsNamed() throws Exception {
        Path jar = Files.writeString(folder.resolve("mingle.jar"), "no zip");
        InternalException error =
                assertThrows(
                        InternalException.class, () -> Installation.of(CarryingJar.of(jar), "a.b"));
        assertTrue(error.getMessage().contains(jar.toString()), error.getMessage());
    }
}
