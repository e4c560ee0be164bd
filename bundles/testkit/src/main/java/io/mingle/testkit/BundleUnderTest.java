package io.mingle.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the bundle that a build has made. */
final class BundleUnderTest {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private BundleUnderTest() {}

    /**
     * Returns a jar, a folder with a manifest, or the one of either in the folder of a build.
     *
     * @throws IllegalStateException if there is none, or more than one
     */
    static Path find(Path place) {
        if (Files.isRegularFile(place) || Files.isRegularFile(place.resolve(MANIFEST))) {
            return place;
        }
        Path classes = place.resolve("classes");
        if (Files.isRegularFile(classes.resolve(MANIFEST))) {
            return classes;
        }
        List<Path> jars = jars(place);
        if (jars.size() != 1) {
            throw new IllegalStateException(
                    "In %s there is no folder classes with a manifest, and the jars are %s. Build the bundle first, for example by running the test with 'mvn verify', or name one with @SkillTest(bundles = …)."
                            .formatted(place.toAbsolutePath(), jars));
        }
        return jars.get(0);
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(".jar"))
                    .filter(it -> !it.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
