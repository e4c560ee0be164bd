package io.mingle.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that a server lets in.
 *
 * @param folder for what it takes to make one
 * @param path of the file
 */
record KeyFile(Path folder, Path path) {

    KeyFile(Path folder) {
        this(folder, folder.resolve("keys.txt"));
    }

    /**
     * Makes a key as a user does.
     *
     * @param more options
     */
    String add(String name, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("key", name, "--file", path.toString()));
        command.addAll(List.of(more));
        return MingleProcess.run(folder, command.toArray(String[]::new)).out().strip();
    }
}
