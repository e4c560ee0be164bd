package io.mingle.api.model;

import io.mingle.api.error.BrokenModelException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Compares a model folder with what its configuration calls for. Registered by {@code
 * io.mingle.core}; the networks that are looked for are those of the bundles that are installed.
 * Safe to call from any thread.
 */
@ProviderType
public interface ModelInspector {

    /**
     * Reads the configurations and the headers of the weights, a few megabytes at most; maps and
     * loads no weight.
     *
     * @param directory a folder in the published layout
     * @return everything that was found, good and bad
     * @throws BrokenModelException if there is nothing to compare: files are missing, or a
     *     configuration cannot be read
     */
    ModelReport inspect(Path directory);
}
