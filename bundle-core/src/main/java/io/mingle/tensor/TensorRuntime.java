package io.mingle.tensor;

import io.mingle.model.SafetensorsIndex;
import java.util.List;

/**
 * One device's tensors, programs and weights, as the bundle that asks for this service owns them.
 *
 * <p>Each bundle gets an instance of its own. When the bundle stops, everything that it made here
 * is freed. Every allocation is first asked of the memory ledger under the bundle's name.
 *
 * @see Scheduler
 */
public interface TensorRuntime {

    /** Returns the device's queue of steps. */
    Scheduler scheduler();

    /** Makes a {@link DataType#FLOAT32} tensor from values in row-major order. */
    Tensor of(float[] values, long... shape);

    /** Makes an {@link DataType#INT64} tensor from values in row-major order. */
    Tensor of(long[] values, long... shape);

    /**
     * Makes a tensor of zeros that lives across steps, such as a KV cache.
     *
     * @param purpose what the ledger shows it as: {@code cache}, {@code weights}, {@code scratch}
     */
    Tensor zeros(String purpose, DataType type, long... shape);

    /** Makes a {@link DataType#FLOAT32} tensor that gradients are taken of. */
    Tensor parameter(float[] values, long... shape);

    /**
     * Compiles a program.
     *
     * @throws IllegalArgumentException if its text does not compile
     */
    Program load(ProgramSource source);

    /**
     * Runs {@link Program#train} of several programs of this runtime beside one another, each on a
     * thread of its own, as one step of the device.
     *
     * <p>The programs may share weights, which they read, but nothing that they write.
     *
     * @param programs the programs, which take turns through the inputs: each runs its own, one
     *     after the other, and waits for no other program
     * @param inputs any number of them
     * @return what was returned for each input; owned by the caller
     */
    List<List<Tensor>> train(List<Program> programs, List<List<Tensor>> inputs);

    /** Maps the tensors of a checkpoint. */
    Weights open(SafetensorsIndex checkpoint);

    /** Returns whether the processor multiplies bfloat16 matrices in hardware. */
    boolean fastBfloat16();

    /** Sets how many processor threads one step uses, for all callers of the device. */
    void useThreads(int threads);
}
