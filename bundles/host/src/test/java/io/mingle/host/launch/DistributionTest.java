package io.mingle.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {

    @TempDir private Path folder;

    private Path distribution(String platform) throws IOException {
        return HostJar.write(
                folder.resolve("for " + platform + ".jar"),
                Map.of(Distribution.MARK, platform.getBytes(StandardCharsets.UTF_8)));
    }

    private static Distribution find(Path... classPath) throws IOException {
        URL[] places = new URL[classPath.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = classPath[i].toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(places, null)) {
            return Distribution.find(loader);
        }
    }

    @Test
    void thatOfThisMachineComesBeforeOneWithoutNativesAndThatBeforeAnyOther() throws Exception {
        Path other = distribution("plan9-mips");
        Path none = distribution("none");
        Path here = distribution(MachinePlatform.here());
        assertEquals(CarryingJar.of(here), find(other, none, here).jar());
        assertEquals(CarryingJar.of(none), find(other, none).jar());
        assertEquals(CarryingJar.of(other), find(other).jar());
    }

    @Test
    void withoutAnyItIsSaidWhichOneToAdd() {
        String message = messageOf();
        assertTrue(
                message.contains(
                        "io.mingle.distribution with the classifier " + MachinePlatform.here()),
                message);
    }

    @Test
    void bundlesThatLieInNoJarAreToldWhereTheyWereFound() throws Exception {
        Path mark = folder.resolve("classes").resolve(Distribution.MARK);
        Files.createDirectories(mark.getParent());
        Files.writeString(mark, "none");
        String message = messageOf(folder.resolve("classes"));
        assertTrue(message.contains(mark.toUri().getPath()), message);
        assertTrue(message.contains("as a file"), message);
    }

    @Test
    void machinesAreNamedAsNativesAre() {
        assertEquals("linux-x86_64", MachinePlatform.of("Linux", "amd64"));
        assertEquals("linux-aarch64", MachinePlatform.of("Linux", "aarch64"));
        assertEquals("osx-aarch64", MachinePlatform.of("Mac OS X", "aarch64"));
        assertEquals("win-x86_64", MachinePlatform.of("Windows 11", "amd64"));
    }

    private static String messageOf(Path... classPath) {
        return assertThrows(InvalidRequestException.class, () -> find(classPath)).getMessage();
    }
}
