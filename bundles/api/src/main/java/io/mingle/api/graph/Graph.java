package io.mingle.api.graph;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** A graph that can be run. Any thread may call it; runs are one after the other. */
@ProviderType
public interface Graph extends AutoCloseable {

    /** Returns what it takes, in the order of the file. */
    List<GraphPort> inputs();

    /** Returns what it makes, in the order of the file. */
    List<GraphPort> outputs();

    /**
     * Runs it and waits for its end, at most five minutes. A run is ended between two operators, so
     * that one that takes long prolongs the wait.
     *
     * @param inputs one for each of {@link #inputs()}, in that order
     * @return one for each of {@link #outputs()}, in that order
     * @throws InvalidRequestException if the inputs are of another number or type, or it is closed
     * @throws BrokenModelException if the graph cannot make anything of them, does not end, or
     *     makes what is no tensor of numbers, or far too much
     * @throws CancelledException if the calling thread is interrupted, which it is then still; what
     *     ran has ended
     */
    List<GraphTensor> run(List<GraphTensor> inputs);

    /** Frees what it holds, after the run under way. Once is enough, and more does no harm. */
    @Override
    void close();
}
