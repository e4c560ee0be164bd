package io.mingle.engine.internal;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;

/**
 * What the engine is asked to start with.
 *
 * @param cache the folder that the natives are unpacked into
 * @param cacheSetting how a person names another one
 * @param libtorch the folder of an installed libtorch, or null for the one in the bundle
 * @param version the version of the installed one; empty to read it from its files
 * @param flavor what the installed one is built for; empty to see it from its files
 * @param threads threads per operation; 0 lets libtorch decide
 */
record EngineSettings(
        Path cache,
        String cacheSetting,
        Path libtorch,
        String version,
        String flavor,
        int threads) {

    /** Framework property with the folder that natives are unpacked into. */
    static final String CACHE = "mingle.engine.cache";

    /** Framework property in which a host says how a person names another cache folder. */
    static final String CACHE_SETTING = "mingle.cache.setting";

    /** What names the cache folder where no host says otherwise. */
    static final String DEFAULT_SETTING = "the framework property " + CACHE;

    /** Framework property with the folder of an installed libtorch. */
    static final String LIBTORCH = "mingle.engine.libtorch";

    /** Framework property with the number of threads per operation. */
    static final String THREADS = "mingle.engine.threads";

    /** Framework property; {@code stderr} shows the unpacking to a person on the console. */
    static final String PROGRESS = "mingle.engine.progress";

    /**
     * Collects the settings. DJL gives environment variables the last word, so they come first
     * here; Configuration Admin follows, then the framework's properties.
     *
     * @param configured the configuration of the component
     * @param property reads a property of the framework; null where it is not set
     * @param environment reads an environment variable; null where it is not set
     * @param fallbackCache the cache folder where no property names one
     */
    static EngineSettings of(
            EngineConfiguration configured,
            Function<String, String> property,
            Function<String, String> environment,
            Path fallbackCache) {
        String cache = first(property.apply(CACHE));
        String path =
                first(
                        environment.apply("PYTORCH_LIBRARY_PATH"),
                        configured.path(),
                        property.apply(LIBTORCH));
        return new EngineSettings(
                cache.isEmpty() ? fallbackCache : Path.of(cache).toAbsolutePath(),
                first(property.apply(CACHE_SETTING), DEFAULT_SETTING),
                path.isEmpty() ? null : Path.of(path).toAbsolutePath(),
                first(environment.apply("PYTORCH_VERSION"), configured.version()),
                first(environment.apply("PYTORCH_FLAVOR"), configured.flavor()),
                threads(configured.threads(), property.apply(THREADS)));
    }

    /** Tells whether libtorch would be another one, or be used otherwise. */
    boolean differFrom(EngineSettings others) {
        return threads != others.threads || !Objects.equals(libtorch, others.libtorch);
    }

    private static int threads(int configured, String property) {
        if (configured > 0 || property == null || property.isBlank()) {
            return Math.max(0, configured);
        }
        try {
            return Math.max(0, Integer.parseInt(property.strip()));
        } catch (NumberFormatException e) {
            throw new EngineMissingException(
                    "The property "
                            + THREADS
                            + " should be a number of threads, it is \""
                            + property
                            + "\". Set it to 0 to let libtorch decide.");
        }
    }

    private static String first(String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isBlank()) {
                return candidate.strip();
            }
        }
        return "";
    }
}
