package io.mingle.api.model;

import java.util.List;

/**
 * A folder inside a model folder that holds weights of which no installed bundle knows what they
 * have to be. Only the files themselves have been checked.
 *
 * @param folder its name, for example {@code vae}
 * @param tensors how many it holds
 * @param parameters their elements
 * @param types how they are stored, for example {@code BF16}, each once; unmodifiable
 * @param bytes their size as stored
 */
public record UncheckedPart(
        String folder, long tensors, long parameters, List<String> types, long bytes) {

    /** Takes an unmodifiable copy. */
    public UncheckedPart {
        types = List.copyOf(types);
    }
}
