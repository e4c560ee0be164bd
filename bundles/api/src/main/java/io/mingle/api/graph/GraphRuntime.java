package io.mingle.api.graph;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.EngineUnavailableException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Opens graphs of ONNX. Provided by {@code io.mingle.engine.onnx}; safe to call from any thread.
 */
@ProviderType
public interface GraphRuntime {

    /** The largest file that is opened, in bytes: no message of protobuf is larger. */
    long MAX_BYTES = Integer.MAX_VALUE;

    /**
     * Reads a file and makes it ready to run, on the CPU, with two threads at most. Its weights are
     * copied into memory. The whole file is looked through before native code sees it; nobody may
     * write to it meanwhile. That does not make a graph harmless: how much memory it takes when it
     * is run stands nowhere in it, and operators that are given what is absurd may end the process.
     * Open those of models that are trusted.
     *
     * @param file a model of ONNX that stands alone
     * @return the graph, which is the caller's to close
     * @throws BrokenModelException if the file is missing, too large, damaged, keeps weights in
     *     other files, has operators that come from elsewhere or more than 20,000, more than two
     *     million parts, or defines functions
     * @throws CancelledException if the calling thread is interrupted before native code runs; it
     *     is then still
     * @throws EngineUnavailableException if there is no ONNX Runtime for this machine
     */
    Graph open(Path file);

    /**
     * Looks a file through as {@link #open} does before native code sees it, and no further:
     * nothing of it is kept, and ONNX Runtime is not loaded.
     *
     * @param file a model of ONNX that stands alone
     * @throws BrokenModelException if it would be refused there for what is in it
     * @throws CancelledException if the calling thread is interrupted; it is then still
     */
    void check(Path file);
}
