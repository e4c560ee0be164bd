package io.mingle.host.command;

import io.mingle.host.Mingle;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Starts Mingle for a command. */
@FunctionalInterface
public interface Starter {

    /**
     * Starts.
     *
     * @param model the model folder, or null for the model that the jar brings
     * @param serving how to serve, or null to run one command
     * @param bundles further bundles to install
     * @param verbose whether the framework should log what it does
     * @param progress is told what is being done
     * @return Mingle, running
     */
    Mingle start(
            Path model,
            Serving serving,
            List<Path> bundles,
            boolean verbose,
            Consumer<String> progress);
}
