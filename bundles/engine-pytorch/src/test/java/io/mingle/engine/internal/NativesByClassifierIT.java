package io.mingle.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The two jars that the build makes. */
class NativesByClassifierIT {

    @Test
    void theJarWithAClassifierCarriesTheNativesOfThatPlatform() throws Exception {
        Path jar = Path.of(System.getProperty("engine.bundle"));
        try (URLClassLoader loader = loader(jar)) {
            Carried carried = Carried.in(loader::getResource);
            assertTrue(jar.toString().endsWith('-' + carried.platform() + ".jar"), jar.toString());
            assertNotNull(carried.libtorch());
        }
    }

    @Test
    void theJarWithoutOneIsForNoPlatform() throws Exception {
        try (URLClassLoader loader = loader(Path.of(System.getProperty("engine.bundle.plain")))) {
            Carried carried = Carried.in(loader::getResource);
            assertEquals("none", carried.platform());
            assertNull(carried.libtorch());
        }
    }

    private static URLClassLoader loader(Path jar) throws Exception {
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
    }
}
