package io.mingle.engine.internal;

import java.nio.file.Path;
import java.time.Duration;

/** Hears of an unpacking, on the thread that does it. */
interface UnpackListener {

    /**
     * The unpacking begins. {@code what} is a name for a person, {@code to} the folder that will
     * exist.
     */
    void started(String what, Path to);

    /**
     * {@code done} of {@code total} compressed bytes are unpacked; {@code total} is -1 if unknown.
     */
    void advanced(long done, long total);

    /** The folder is complete. */
    void finished(long bytes, Duration took);

    /** Another process holds the cache; it is waited for. */
    void waiting(Path lock);
}
