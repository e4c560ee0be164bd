package io.mingle.trainer;

import io.mingle.model.ConfigSection;
import io.mingle.nn.Methods;
import io.mingle.nn.Scope;
import io.mingle.trainer.Batch.Values;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * How a network of a model is made. Two of the same name are one network.
 *
 * @param <N> the network as layers
 */
@ConsumerType
public interface Network<N> {

    /** Returns the name used on the command line and in messages, such as {@code vision}. */
    String name();

    /**
     * Returns the folders of the model that hold weights of it, such as {@code vae}: what is
     * declared in the scope of such a name is written there, without that name. All else is written
     * beside them.
     */
    default Set<String> folders() {
        return Set.of();
    }

    /**
     * Returns what else is written with its weights: tensors by their names in the scope, which
     * never change and which no training reads, such as tables of positions.
     *
     * @param config as for {@link #declare}
     */
    default Map<String, Values> tables(ConfigSection config) {
        return Map.of();
    }

    /**
     * Declares its parameters by the names of the checkpoint.
     *
     * @param config {@code config.json} of the model; those of its folders are sections of it, by
     *     the names of the folders
     */
    N declare(ConfigSection config, Scope scope);

    /** Adds its methods to a program; their names are its own among all networks. */
    void addTo(N network, Methods methods);
}
