package io.mingle.trainer;

import io.mingle.nn.Body;
import io.mingle.nn.Value;
import java.util.List;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/** The tensors of a batch, within the method that a {@link Loss} writes. */
@ProviderType
public interface Inputs {

    /** Returns the method that is being written. Methods of networks are called by their names. */
    Body body();

    /** Returns the tensor of this name; a batch without it is refused. */
    Value tensor(String name);

    /** Returns the elements of a tensor of whole numbers as a list, such as lengths. */
    Value integers(String name);

    /**
     * Writes a part of the way as a method of its own, once, and calls it: what the loss and the
     * loss of each example have in common.
     *
     * @param results what to call the values that it returns together
     * @param content writes it and returns a {@link Body#tuple}
     */
    List<Value> part(String name, List<String> results, Function<Inputs, Value> content);
}
