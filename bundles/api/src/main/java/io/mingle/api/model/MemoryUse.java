package io.mingle.api.model;

import io.mingle.api.error.InvalidRequestException;

/**
 * Memory that is held, as the ledger knows it.
 *
 * @param owner the symbolic name of the bundle that holds it
 * @param purpose what for, for example {@code weights}, {@code cache}, {@code scratch}
 * @param bytes how much
 */
public record MemoryUse(String owner, String purpose, long bytes) {

    /**
     * Checks that nothing is missing or negative.
     *
     * @throws InvalidRequestException otherwise
     */
    public MemoryUse {
        if (owner == null || purpose == null || bytes < 0) {
            throw new InvalidRequestException(
                    "A memory use was given as "
                            + owner
                            + ", "
                            + purpose
                            + ", "
                            + bytes
                            + " bytes. Give an owner, a purpose, and zero or more bytes.");
        }
    }
}
