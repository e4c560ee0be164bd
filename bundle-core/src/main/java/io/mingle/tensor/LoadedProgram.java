package io.mingle.tensor;

/**
 * A program with its weights, which is unloaded when nobody needs it and loaded again by its next
 * use.
 */
public interface LoadedProgram extends Program {

    /**
     * Loads it, if need be, and keeps it loaded.
     *
     * @return closing it lets go
     * @throws io.mingle.api.error.MemoryRefusedException if it does not fit
     */
    Reservation hold();
}
