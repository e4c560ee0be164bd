package io.mingle.model;

import io.mingle.api.error.BrokenModelException;
import java.nio.file.Path;

/**
 * A submodel in a folder of its own, with its configuration read and no weight loaded.
 *
 * @param directory the folder, absolute
 * @param config all of its {@code config.json}
 * @param modelDtype type for computing that the model as a whole names
 */
public record SubmodelFolder(Path directory, ConfigSection config, StoredType modelDtype) {

    /**
     * Reads where its tensors lie.
     *
     * @return the index
     * @throws BrokenModelException if files are missing or do not fit
     */
    public SafetensorsIndex weights() {
        return SafetensorsIndex.open(directory);
    }

    /**
     * Returns the type for computing.
     *
     * @return its own, or that of the model where it names none
     * @throws BrokenModelException if it names one that is unknown
     */
    public StoredType torchDtype() {
        return config.has("torch_dtype") ? config.floatType("torch_dtype") : modelDtype;
    }
}
