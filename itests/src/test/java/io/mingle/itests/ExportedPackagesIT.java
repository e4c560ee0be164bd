package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        List<Path> jars =
                jars().stream()
                        .filter(it -> !it.getFileName().toString().startsWith(JSON))
                        .toList();
        assertEquals(List.of(), jars.stream().filter(ExportedPackagesIT::showsJackson).toList());
    }

    /** Who carries a copy of another bundle's package keeps it to itself. */
    @Test
    void noPackageIsExportedByTwoBundles() throws IOException {
        Map<String, String> exporters = new HashMap<>();
        for (Path jar : jars()) {
            // There are two jars of some, with natives and without.
            String bundle = header(jar, Constants.BUNDLE_SYMBOLICNAME);
            for (String name : named(jar, Constants.EXPORT_PACKAGE)) {
                assertEquals(bundle, exporters.computeIfAbsent(name, each -> bundle), name);
            }
        }
        assertTrue(exporters.containsKey("io.mingle.vision.picture"), exporters::toString);
    }

    /**
     * A version that stood beside another would run on the classes of that one. Those that nobody
     * replaces may, and so may the core, to which others are always wired: it is updated in place.
     */
    @Test
    void noBundleThatIsReplacedImportsWhatItExports() throws IOException {
        List<Path> replaced =
                jars().stream()
                        .filter(it -> header(it, "Mingle-Fixed").isEmpty())
                        .filter(
                                it ->
                                        !header(it, Constants.BUNDLE_SYMBOLICNAME)
                                                .equals("io.mingle.core"))
                        .toList();
        for (Path jar : replaced) {
            List<String> both = new ArrayList<>(named(jar, Constants.EXPORT_PACKAGE));
            both.retainAll(named(jar, Constants.IMPORT_PACKAGE));
            assertEquals(List.of(), both, jar.toString());
        }
        assertTrue(
                replaced.stream().anyMatch(it -> !named(it, Constants.EXPORT_PACKAGE).isEmpty()),
                replaced::toString);
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("distribution.bundles")))) {
            List<Path> jars =
                    files.filter(it -> it.getFileName().toString().matches("io\\.mingle\\..*jar"))
                            .toList();
            assertTrue(jars.size() > 8, jars::toString);
            return jars;
        }
    }

    /** Attributes in quotes, which may have commas, are passed over. */
    private static List<String> named(Path jar, String header) {
        return Arrays.stream(header(jar, header).replaceAll("\"[^\"]*\"", "").split(","))
                .map(it -> it.split(";")[0].strip())
                .filter(it -> !it.isEmpty())
                .toList();
    }

    private static String header(Path jar, String name) {
        try (JarFile file = new JarFile(jar.toFile())) {
            String value = file.getManifest().getMainAttributes().getValue(name);
            return value == null ? "" : value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The manifest names for each package the packages that its signatures use. */
    private static boolean showsJackson(Path jar) {
        return header(jar, Constants.EXPORT_PACKAGE).contains("com.fasterxml");
    }
}
