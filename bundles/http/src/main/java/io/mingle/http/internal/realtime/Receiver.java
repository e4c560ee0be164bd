package io.mingle.http.internal.realtime;

/** Takes what a client sends. Called by one thread at a time. */
interface Receiver {

    /** The connection is open. */
    void opened(Wire wire);

    /**
     * Takes a message. The next one is read when this returns, so that a client that sends faster
     * than it is answered has to wait.
     */
    void received(String text);

    /** The connection has ended. */
    void closed();
}
