package io.mingle.engine.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;

/**
 * What this bundle carries: the natives of the platform that it was built on.
 *
 * @param platform the platform of the natives, such as {@code linux-x86_64}; {@code none} without
 * @param pytorch the version of libtorch that the JNI library was built against
 * @param resources finds a file in the bundle by its path; null where there is none
 */
record Carried(String platform, String pytorch, Function<String, URL> resources) {

    private static final String DESCRIPTION = "natives/natives.properties";
    private static final String LIBTORCH = "natives/libtorch.jar";
    private static final List<String> FLAVORS = List.of("cpu", "cu128");

    /** Reads the description that the build left in the bundle. */
    static Carried in(Function<String, URL> resources) {
        Properties properties = new Properties();
        try (InputStream in = resources.apply(DESCRIPTION).openStream()) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot read " + DESCRIPTION + " in the engine bundle.", e);
        }
        return new Carried(
                properties.getProperty("platform"), properties.getProperty("pytorch"), resources);
    }

    /** Returns the archive with libtorch itself, or null where the bundle has none. */
    URL libtorch() {
        return resources.apply(LIBTORCH);
    }

    /** Returns the flavours of libtorch that this bundle has a JNI library for. */
    List<String> flavors() {
        return FLAVORS.stream().filter(this::hasJni).toList();
    }

    private boolean hasJni(String flavor) {
        String library = System.mapLibraryName("djl_torch");
        return resources.apply("jnilib/" + platform + '/' + flavor + '/' + library) != null;
    }
}
