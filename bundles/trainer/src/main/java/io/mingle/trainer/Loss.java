package io.mingle.trainer;

import io.mingle.nn.Value;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Writes what the examples of a batch cost, as layers. */
@ConsumerType
@FunctionalInterface
public interface Loss {

    /**
     * Writes the way forward and tells the terms of the loss.
     *
     * @param inputs the tensors of the batch
     * @param terms takes them
     */
    void write(Inputs inputs, Terms terms);

    /**
     * Writes the loss of each example [B] in float32, by which the hardest are found; it is run
     * without gradients.
     *
     * @return empty if it cannot be told, so that batches are learnt from as they are drawn
     */
    default Optional<Value> each(Inputs inputs) {
        return Optional.empty();
    }
}
