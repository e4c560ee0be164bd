package io.mingle.host.batch;

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
}
