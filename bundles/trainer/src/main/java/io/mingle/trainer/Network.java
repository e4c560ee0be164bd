package io.mingle.trainer;

import io.mingle.model.ConfigSection;
import io.mingle.nn.Methods;
import io.mingle.nn.Scope;
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
     * Declares its parameters by the names of the checkpoint.
     *
     * @param config {@code config.json} of the model
     */
    N declare(ConfigSection config, Scope scope);

    /** Adds its methods to a program; their names are its own among all networks. */
    void addTo(N network, Methods methods);
}
