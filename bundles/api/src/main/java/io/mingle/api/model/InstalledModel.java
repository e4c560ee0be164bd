package io.mingle.api.model;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** The model in use. Registered by {@code io.mingle.core} once the model's folder has been read. */
@ProviderType
public interface InstalledModel {

    /**
     * Names the model for people.
     *
     * @return the name of its source
     */
    String name();

    /**
     * Tells where the model was read from.
     *
     * @return its folder
     */
    Path directory();

    /**
     * Counts the parameters of the checkpoint.
     *
     * @return the elements of all its tensors, each counted once
     */
    long parameters();
}
