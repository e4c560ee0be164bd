package io.mingle.host.command;

import io.mingle.api.error.UnreadableContentException;
import io.mingle.host.Mingle;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the settings of a host that serves lie. */
final class ConfigOption {

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description =
                    "A folder with settings: files PID.cfg with properties, or .json as Felix"
                            + " Configurator has it. Changes there hold at once; what is out of its"
                            + " range is refused, and what was set before stays.")
    private Path folder;

    /** Checks it before anything is started. */
    void check() {
        if (folder != null && !Files.isDirectory(folder)) {
            throw new UnreadableContentException(
                    "The folder of settings '%s' %s. Check the path of --config."
                            .formatted(
                                    folder, Files.exists(folder) ? "is a file" : "does not exist"));
        }
    }

    /** Tells a start about it. */
    void configure(Mingle.Builder builder) {
        if (folder != null) {
            builder.property("mingle.config", folder.toAbsolutePath().toString());
        }
    }
}
