package io.mingle.tensor;

import java.util.List;
import java.util.Set;

/**
 * The tensors of a checkpoint, mapped from their files.
 *
 * <p>The same file opened twice, by whichever bundle, is mapped once. Closing gives back this
 * holder's share; the mapping goes with the last one.
 */
public interface Weights extends AutoCloseable {

    Set<String> names();

    /**
     * Returns the named tensors in order, as {@code type}: the mapped bytes themselves where the
     * file stores that type, a converted copy otherwise. They are freed when these weights close.
     *
     * @throws io.mingle.api.error.BrokenModelException naming every tensor that is missing
     */
    List<Tensor> tensors(List<String> names, DataType type);

    @Override
    void close();
}
