package io.mingle.engine.internal;

import io.mingle.engine.EngineStatus;

/** The outcome of looking for libtorch, which never changes. */
record Status(String version, String flavor, int threads, boolean usable, String explanation)
        implements EngineStatus {

    static Status missing(String explanation) {
        return new Status("", "", 0, false, explanation);
    }
}
