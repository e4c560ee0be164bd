package io.mingle.api.model;

import io.mingle.api.error.InvalidRequestException;

/**
 * Memory that is held, as the ledger knows it.
 *
 * @param owner the symbolic name of the bundle that holds it
 * @param purpose what for, for example {@code weights}, {@code cache}, {@code scratch} or {@link
 *     #MAPPED}
 * @param request the {@linkplain io.mingle.api.event.Generation#number number} of the generation
 *     that needs it and gives it back when it ends; 0 for what is held beyond one
 * @param bytes how much
 */
public record MemoryUse(String owner, String purpose, long request, long bytes) {

    /** The purpose of mapped files, whose pages come and go. */
    public static final String MAPPED = "mapped";

    /**
     * Checks that nothing is missing or negative.
     *
     * @throws InvalidRequestException otherwise
     */
    public MemoryUse {
        if (owner == null || purpose == null || request < 0 || bytes < 0) {
            throw new InvalidRequestException(
                    "A memory use was given as "
                            + owner
                            + ", "
                            + purpose
                            + ", request "
                            + request
                            + ", "
                            + bytes
                            + " bytes. Give an owner, a purpose, and zero or more bytes.");
        }
    }

    /** Tells whether it counts against the limit, as all does but mapped files. */
    public boolean counts() {
        return !purpose.equals(MAPPED);
    }
}
