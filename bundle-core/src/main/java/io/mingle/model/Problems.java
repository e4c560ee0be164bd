package io.mingle.model;

import io.mingle.api.error.BrokenModelException;
import io.mingle.core.internal.json.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What does not fit in the safetensors files of a folder: counted in full, the first twenty in
 * words. Whoever reads files adds to it and goes on, so that a person hears of all damage at once.
 *
 * <p>For use by one thread.
 */
public final class Problems {

    private static final int MAX_TEXTS = 20;

    private final List<String> texts = new ArrayList<>();
    private final Set<String> tensors = new LinkedHashSet<>();
    private long count;

    /** Adds what does not fit in a file as a whole, or between files. */
    void file(String text) {
        count++;
        if (texts.size() < MAX_TEXTS) {
            texts.add(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
        }
    }

    /** Adds what does not fit in one tensor, whose bytes are then not to be used. */
    void tensor(Path file, String name, String text) {
        tensors.add(name);
        file(file.getFileName() + ": tensor " + Names.quote(name) + " " + text);
    }

    /**
     * Adds that a file is too short. However many tensors that hits, it is one problem.
     *
     * @param found bytes of data in the file
     * @param declared where the last tensor ends
     * @param hit the tensors that do not end in the file, at least one, in the order of their bytes
     */
    void cutOff(Path file, long found, long declared, List<String> hit) {
        tensors.addAll(hit);
        file(
                "%s is cut off: its tensors end at byte %s of the data, but the file holds only %s. Tensors that are damaged by it: %s, the first being %s"
                        .formatted(
                                file.getFileName(),
                                declared,
                                found,
                                hit.size(),
                                Names.quote(hit.get(0))));
    }

    /**
     * Returns how many there are.
     *
     * @return a count
     */
    public long count() {
        return count;
    }

    /**
     * Returns the first problems in words, each naming the file.
     *
     * @return at most twenty texts without a full stop; unmodifiable
     */
    public List<String> texts() {
        return Collections.unmodifiableList(texts);
    }

    /**
     * Returns the tensors whose bytes cannot be used.
     *
     * @return all names; unmodifiable
     */
    public Set<String> tensors() {
        return Collections.unmodifiableSet(tensors);
    }

    /**
     * Refuses what was read if there was any problem.
     *
     * @param what the file or the folder
     * @throws BrokenModelException that tells all problems, the first twenty in words
     */
    public void refuse(Path what) {
        if (count == 0) {
            return;
        }
        String more = count > texts.size() ? "; and " + (count - texts.size()) + " more" : "";
        throw new BrokenModelException(
                what
                        + " does not fit together ("
                        + count
                        + (count == 1 ? " problem): " : " problems): ")
                        + String.join("; ", texts)
                        + more
                        + ". Download or write it again.");
    }
}
