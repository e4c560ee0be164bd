package io.mingle.api.model;

import java.util.List;

/**
 * One network of a model and what the folder has of it.
 *
 * @param name for people, for example {@code vision encoder}
 * @param expected how many tensors the configuration calls for
 * @param tensors how many of them were found, and fit
 * @param parameters the elements of those that were found
 * @param types how they are stored, for example {@code BF16}, each once; unmodifiable
 * @param bytes their size as stored
 * @param missing what is nowhere, with its shape
 * @param misshapen what has another shape or type: which, where, and what was expected
 * @param damaged what lies in a damaged place of its file
 * @param unexpected what is named like a part of this network, but is none
 */
public record SubmodelReport(
        String name,
        long expected,
        long tensors,
        long parameters,
        List<String> types,
        long bytes,
        Findings missing,
        Findings misshapen,
        Findings damaged,
        Findings unexpected) {

    /** Takes an unmodifiable copy. */
    public SubmodelReport {
        types = List.copyOf(types);
    }

    /**
     * Tells whether the network finds exactly its tensors.
     *
     * @return true if nothing is missing, misshapen, damaged or unexpected
     */
    public boolean complete() {
        return missing.isEmpty()
                && misshapen.isEmpty()
                && damaged.isEmpty()
                && unexpected.isEmpty();
    }
}
