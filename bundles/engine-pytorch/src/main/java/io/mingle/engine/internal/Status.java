package io.mingle.engine.internal;

import io.mingle.engine.EngineStatus;
import java.util.concurrent.Executor;

/** The outcome of looking for libtorch, which never changes. */
record Status(
        String version,
        String flavor,
        int threads,
        Executor computing,
        boolean usable,
        String explanation)
        implements EngineStatus {

    static Status missing(String explanation) {
        Executor none =
                work -> {
                    throw new IllegalStateException(explanation);
                };
        return new Status("", "", 0, none, false, explanation);
    }
}
