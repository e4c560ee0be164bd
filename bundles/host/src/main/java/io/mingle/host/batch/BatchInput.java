package io.mingle.host.batch;

import io.mingle.api.error.UnreadableContentException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the questions are.
 *
 * @param file a file with one JSON object a line; blank lines do not count
 * @param folder what its relative paths are relative to
 * @param name what to call it in messages
 */
public record BatchInput(Path file, Path folder, String name) {

    /** Returns a file whose paths are relative to its own folder. */
    public static BatchInput of(Path file) {
        return new BatchInput(file, file.toAbsolutePath().getParent(), "'" + file + "'");
    }

    /**
     * Looks whether it is there.
     *
     * @throws UnreadableContentException if it is not, or is no file
     */
    void check() {
        if (!Files.isRegularFile(file)) {
            throw new UnreadableContentException(
                    "The input %s %s. Name a file with one JSON object a line."
                            .formatted(
                                    name, Files.exists(file) ? "is not a file" : "does not exist"));
        }
    }
}
