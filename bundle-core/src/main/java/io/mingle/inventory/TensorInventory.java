package io.mingle.inventory;

import io.mingle.model.ModelFolder;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Tells what a bundle's networks need from a checkpoint. A service without state: it may be called
 * from any thread, also while other models run.
 */
@ConsumerType
public interface TensorInventory {

    /**
     * Lists the networks that a folder's configuration calls for, from the configuration alone.
     *
     * @param folder the folder; its tensors may be incomplete
     * @return the bundle's networks, empty if the configuration calls for none of them
     * @throws io.mingle.api.error.BrokenModelException if the configuration does not fit a network
     */
    List<Submodel> submodels(ModelFolder folder);

    /**
     * Checks what else the networks need from a folder, such as how their input is prepared.
     *
     * @param folder the folder
     * @throws io.mingle.api.error.BrokenModelException if something does not fit
     */
    default void check(ModelFolder folder) {}
}
