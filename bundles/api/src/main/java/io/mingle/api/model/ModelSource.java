package io.mingle.api.model;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Offers a checkpoint. Bundles that bring one register this service; the one with the highest
 * {@code service.ranking} is used.
 */
@ConsumerType
public interface ModelSource {

    /**
     * Names the model for people.
     *
     * @return always the same
     */
    String name();

    /**
     * Tells where the model folder is. The folder stays there, unchanged, while the service is
     * registered.
     *
     * @return a folder in the published layout
     */
    Path directory();
}
