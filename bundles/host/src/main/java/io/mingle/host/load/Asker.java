package io.mingle.host.load;

/** Asks once, and waits for the end of the answer, which is bounded in time. */
@FunctionalInterface
public interface Asker {

    /**
     * Asks.
     *
     * @return what came of it, failures included
     * @throws InterruptedException if the thread is interrupted meanwhile; nothing is under way
     *     then
     */
    Reply ask() throws InterruptedException;
}
