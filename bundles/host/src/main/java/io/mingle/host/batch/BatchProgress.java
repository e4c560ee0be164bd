package io.mingle.host.batch;

/** Hears how far a batch is, on the thread that runs it. */
@FunctionalInterface
public interface BatchProgress {

    /**
     * Another line has been written.
     *
     * @param done lines that are complete, those of earlier runs included
     * @param errors how many of them tell about errors
     */
    void advanced(long done, long errors);
}
