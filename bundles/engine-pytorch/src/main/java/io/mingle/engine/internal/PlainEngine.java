package io.mingle.engine.internal;

import io.mingle.engine.EngineStatus;
import java.nio.file.Path;

/**
 * Starts the engine where there is no framework, from the class path: in unit tests and small
 * tools.
 */
public final class PlainEngine {

    private PlainEngine() {}

    /**
     * Starts the engine, unpacking the natives into the folder named by the system property {@code
     * mingle.engine.cache}. Later calls return the same answer at once.
     *
     * @throws IllegalStateException without that property
     */
    public static EngineStatus start() {
        String cache = System.getProperty(EngineSettings.CACHE);
        if (cache == null) {
            throw new IllegalStateException(
                    "Name a folder for the natives in the system property "
                            + EngineSettings.CACHE
                            + ".");
        }
        return EngineStart.start(
                new EngineSettings(
                        Path.of(cache).toAbsolutePath(),
                        EngineSettings.DEFAULT_SETTING,
                        null,
                        "",
                        "",
                        0),
                Carried.in(PlainEngine.class.getClassLoader()::getResource),
                new ReportedUnpacking(null),
                "the class path of this program");
    }
}
