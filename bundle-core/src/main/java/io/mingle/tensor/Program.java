package io.mingle.tensor;

import java.util.List;

/**
 * A loaded neural program: methods that run on the device, each call one step.
 *
 * <p>Calls may come from any thread; they are queued with the steps of all other callers, so none
 * runs beside another on the same device.
 */
public interface Program extends AutoCloseable {

    /**
     * Runs a method without recording gradients.
     *
     * @param arguments {@link Tensor}, a list of tensors, {@link Long}, {@link Integer}, {@link
     *     Double}, {@link Boolean}, {@code long[]} or {@link String}, as the method declares
     * @return the tensor, or the tensors of the list or tuple, that the method returns; owned by
     *     the caller
     */
    List<Tensor> run(String method, Object... arguments);

    /** Runs a method that returns one tensor, or a list of which only the first is wanted. */
    default Tensor runOne(String method, Object... arguments) {
        List<Tensor> results = run(method, arguments);
        for (Tensor extra : results.subList(1, results.size())) {
            extra.close();
        }
        return results.get(0);
    }

    /**
     * Runs {@code forward(inputs: List[Tensor]) -> List[Tensor]} with gradients recorded.
     *
     * @return the tensors that it returns; owned by the caller
     */
    List<Tensor> train(List<Tensor> inputs);

    /** Unloads the program and lets go of the weights that it holds. */
    @Override
    void close();
}
