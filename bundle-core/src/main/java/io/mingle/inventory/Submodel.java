package io.mingle.inventory;

import io.mingle.nn.Parameters;
import java.util.List;

/**
 * A network and the tensors that its configuration calls for.
 *
 * @param name for people, for example {@code vision encoder}
 * @param prefix what the names of its tensors begin with, and of no other network's
 * @param tensors in the network's order; unmodifiable
 */
public record Submodel(String name, String prefix, List<ExpectedTensor> tensors) {

    /** Takes an unmodifiable copy. */
    public Submodel {
        tensors = List.copyOf(tensors);
    }

    /**
     * Takes from a list of parameters those of one network.
     *
     * @param name for people
     * @param prefix what the names begin with
     * @param parameters the parameters of this network and perhaps of others
     * @return the network
     */
    public static Submodel of(String name, String prefix, Parameters parameters) {
        return new Submodel(
                name,
                prefix,
                parameters.list().stream()
                        .filter(parameter -> parameter.name().startsWith(prefix))
                        .map(it -> ExpectedTensor.of(it.name(), it.shape()))
                        .toList());
    }

    /**
     * Returns the same network under other names.
     *
     * @param other what the names begin with instead
     * @return the network
     */
    public Submodel under(String other) {
        return new Submodel(
                name,
                other,
                tensors.stream()
                        .map(
                                it ->
                                        new ExpectedTensor(
                                                other + it.name().substring(prefix.length()),
                                                it.shape()))
                        .toList());
    }

    /**
     * Tells whether a name can only belong to this network.
     *
     * @param tensor the name of a tensor
     * @return whether it begins with the prefix
     */
    public boolean claims(String tensor) {
        return tensor.startsWith(prefix);
    }

    /**
     * Counts the parameters.
     *
     * @return the elements of all tensors
     */
    public long parameters() {
        return tensors.stream().mapToLong(ExpectedTensor::elements).sum();
    }
}
