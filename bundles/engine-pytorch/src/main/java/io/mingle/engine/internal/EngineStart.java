package io.mingle.engine.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds a libtorch and loads it; once it is loaded in this class loader, it stays. */
final class EngineStart {

    private static final Logger log = LoggerFactory.getLogger(EngineStart.class);

    private static Status outcome;
    private static EngineSettings used;

    private EngineStart() {}

    /**
     * Starts the engine, or tells why it cannot be started.
     *
     * @param settings what was asked for
     * @param carried what this bundle has
     * @param listener hears of the unpacking
     * @param who says who starts it
     */
    static synchronized Status start(
            EngineSettings settings, Carried carried, UnpackListener listener, String who) {
        if (outcome != null) {
            if (settings.differFrom(used)) {
                log.warn(
                        "libtorch was started with other settings in this JVM; those hold until it"
                                + " ends.");
            }
            return outcome;
        }
        try {
            Libtorch libtorch = find(settings, carried, listener);
            OncePerJvm.claim(who);
            outcome = load(libtorch, settings);
            used = settings;
            return outcome;
        } catch (EngineMissingException e) {
            return Status.missing(e.getMessage());
        }
    }

    /** Loading is tried once: a failure may have left half of the libraries in the process. */
    private static Status load(Libtorch libtorch, EngineSettings settings) {
        try {
            return EngineLoader.load(libtorch, settings);
        } catch (EngineMissingException e) {
            log.debug("libtorch cannot be loaded", e);
            return Status.missing(e.getMessage());
        }
    }

    private static Libtorch find(
            EngineSettings settings, Carried carried, UnpackListener listener) {
        return settings.libtorch() == null
                ? new BundledLibtorch(carried, NativePlatform.current())
                        .unpacked(settings, listener)
                : new InstalledLibtorch(settings, carried).find();
    }
}
