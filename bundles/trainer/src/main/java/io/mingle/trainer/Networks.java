package io.mingle.trainer;

import io.mingle.model.ConfigSection;
import io.mingle.nn.Parameter;
import io.mingle.nn.Scope;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The networks of a training, by name. Objectives that use the same one share its weights; a weight
 * learns from those objectives that do not use it as {@link ParameterGroup#FROZEN}.
 */
@ProviderType
public interface Networks {

    /**
     * Returns {@code config.json} of the model; those of its folders are sections of it, by the
     * names of the folders.
     */
    ConfigSection config();

    /**
     * Returns a network, declared where it is first used.
     *
     * @param groups how each of its parameters learns from this objective
     */
    <N> N use(Network<N> network, Function<Parameter, ParameterGroup> groups);

    /** Returns a network all of whose parameters learn in the same way. */
    default <N> N use(Network<N> network, ParameterGroup group) {
        return use(network, parameter -> group);
    }

    /** Returns a network that learns. */
    default <N> N use(Network<N> network) {
        return use(network, ParameterGroup.LEARNING);
    }

    /**
     * Returns a scope for what only training needs. It is saved with the training and not with the
     * model.
     *
     * @param name what the names of its parameters begin with
     */
    Scope head(String name);
}
