package io.mingle.host.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which model to use. */
final class ModelOption {

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description =
                    "Model folder in the published layout; the embedded nano model if left out.")
    private Path directory;

    Path directory() {
        return directory;
    }
}
