package io.mingle.device.adb.internal;

import dadb.AdbStream;
import java.io.IOException;

/** A way to the adb daemon of a device. Used by one thread at a time. */
interface AdbLink extends AutoCloseable {

    /** How long a device may say nothing while it is waited for, in milliseconds. */
    int SILENCE_MILLIS = 30_000;

    /** How long a connection may take to come about, in milliseconds. */
    int CONNECT_MILLIS = 10_000;

    /**
     * Opens a stream to a service of the daemon.
     *
     * @param service its name with its arguments, {@code shell,v2,raw:id}
     * @return the stream, to be closed by the caller
     */
    AdbStream open(String service) throws IOException;

    /** Tells whether the daemon has a feature, by the protocol's name for it. */
    boolean has(String feature);

    @Override
    void close();

    /** Opens a link; called once. */
    @FunctionalInterface
    interface Opener {
        AdbLink open() throws IOException;
    }
}
