package io.mingle.remote.internal.wire;

import io.mingle.api.error.MingleException;
import java.time.Duration;
import java.util.Optional;

/** An endpoint did not answer, or not as it should. */
public final class RemoteFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** What follows from a failure for the endpoint. */
    public enum Sign {
        /** Nothing: it is the request's. */
        NONE,
        /** The endpoint may be ill, and is looked at. */
        ILL,
        /** The endpoint is well and will not answer such a request. */
        UNABLE,
        /** The endpoint is well and has too much to do; it is left alone for a while. */
        CROWDED,
        /** The endpoint says that it cannot now; it is left alone for a while. */
        AWAY
    }

    private final transient Sign sign;
    private final transient Optional<Duration> after;

    RemoteFailure(MingleException error, Sign sign) {
        this(error, sign, Optional.empty());
    }

    RemoteFailure(MingleException error, Sign sign, Optional<Duration> after) {
        super(error.getMessage(), error);
        this.sign = sign;
        this.after = after;
    }

    /** Returns what the caller is told. */
    public MingleException error() {
        return (MingleException) getCause();
    }

    /** Returns what follows for the endpoint. */
    public Sign sign() {
        return sign;
    }

    /** Returns how long the endpoint asks to be left alone, if it does. */
    public Optional<Duration> after() {
        return after;
    }
}
