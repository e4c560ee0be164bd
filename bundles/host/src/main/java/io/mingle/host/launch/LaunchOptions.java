package io.mingle.host.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How to start.
 *
 * @param model the model folder, or null for the model that a bundle brings
 * @param cache the folder for what is unpacked
 * @param properties framework properties to add
 * @param bundles further bundles to install and start: jars, or folders that a jar would be made of
 * @param serving whether to start what a host that keeps running needs, such as the shell
 * @param verbose whether the framework and Declarative Services say what they do
 * @param progress is told what is being done, in a few words; any thread
 */
public record LaunchOptions(
        Path model,
        Path cache,
        Map<String, String> properties,
        List<Path> bundles,
        boolean serving,
        boolean verbose,
        Consumer<String> progress) {

    /** Copies properties and bundles. */
    public LaunchOptions {
        properties = Map.copyOf(properties);
        bundles = List.copyOf(bundles);
    }
}
