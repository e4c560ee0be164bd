package io.mingle.inventory;

import io.mingle.api.model.GraphReport;
import io.mingle.model.ModelFolder;
import io.mingle.model.SafetensorsIndex;
import java.util.List;
import java.util.Optional;
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
     * Tells what belongs into a folder of its own within the model's, such as {@code vae}.
     *
     * @param folder the model
     * @param part the name of the folder
     * @param stored the tensors that are in there
     * @return the network of this bundle that is in there; empty if it has none there, or the
     *     configuration calls for one of another kind
     * @throws io.mingle.api.error.BrokenModelException if the configuration does not fit a network
     */
    default Optional<Submodel> part(ModelFolder folder, String part, SafetensorsIndex stored) {
        return Optional.empty();
    }

    /**
     * Tells which graphs of ONNX that the bundle can make use of are in a folder.
     *
     * @param folder the folder
     * @return those that are there, whole or not
     */
    default List<GraphReport> graphs(ModelFolder folder) {
        return List.of();
    }

    /**
     * Checks what else the networks need from a folder, such as how their input is prepared.
     *
     * @param folder the folder
     * @throws io.mingle.api.error.BrokenModelException if something does not fit
     */
    default void check(ModelFolder folder) {}
}
