package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

/**
 * What our bundles show to others: types of theirs, and of nobody whose versions they do not
 * choose.
 */
class ExportedPackagesIT {

    /** It is about JSON, for bundles of ours that read and write it. */
    private static final String JSON = "io.mingle.json";

    @Test
    void noExportedSignatureMentionsJackson() throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("distribution.bundles")))) {
            jars =
                    files.filter(it -> it.getFileName().toString().matches("io\\.mingle\\..*jar"))
                            .filter(it -> !it.getFileName().toString().startsWith(JSON))
                            .toList();
        }
        assertTrue(jars.size() > 8, jars::toString);
        assertEquals(List.of(), jars.stream().filter(ExportedPackagesIT::showsJackson).toList());
    }

    /** The manifest names for each package the packages that its signatures use. */
    private static boolean showsJackson(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            String exported =
                    file.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
            return exported != null && exported.contains("com.fasterxml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
