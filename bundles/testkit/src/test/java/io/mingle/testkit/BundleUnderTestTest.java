package io.mingle.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleUnderTestTest {

    @TempDir Path target;

    private Path write(String name) throws IOException {
        Path file = target.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    @Test
    void aFolderOfClassesWithAManifestComesBeforeAJar() throws Exception {
        Path jar = write("skill-1.0.jar");
        write("skill-1.0-sources.jar");
        assertEquals(jar, BundleUnderTest.find(target));
        assertEquals(jar, BundleUnderTest.find(jar));
        write("classes/META-INF/MANIFEST.MF");
        assertEquals(target.resolve("classes"), BundleUnderTest.find(target));
    }

    @Test
    void withoutABundleItIsSaidWhatToDo() throws Exception {
        IllegalStateException none =
                assertThrows(IllegalStateException.class, () -> BundleUnderTest.find(target));
        assertTrue(none.getMessage().contains("mvn verify"), none.getMessage());
        write("one.jar");
        write("two.jar");
        assertThrows(IllegalStateException.class, () -> BundleUnderTest.find(target));
    }
}
