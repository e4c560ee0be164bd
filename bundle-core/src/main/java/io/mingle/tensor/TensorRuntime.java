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

    /** Returns what shares the device among the steps of all. */
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
     * Compiles a program that computes with weights of a checkpoint, and gives them to its method
     * {@code set_w}.
     *
     * <p>It is loaded before this returns, unless there is no memory for it now: then its first use
     * loads it, or is refused. While nobody runs or {@linkplain LoadedProgram#hold holds} it, it
     * may be unloaded, and the next run loads it again: when it was not used for as long as is
     * configured, or when its memory is needed and it is the one that was not used for longest.
     *
     * @param names of the tensors, in the order of {@code set_w}
     * @param type what they are converted to where they are stored otherwise
     * @return the program; closing it closes the weights too
     * @throws io.mingle.api.error.BrokenModelException if the checkpoint lacks one of them
     */
    LoadedProgram load(
            ProgramSource source, SafetensorsIndex checkpoint, List<String> names, DataType type);

    /**
     * Sets memory aside for what a program makes and frees while it runs, which the ledger does not
     * see.
     *
     * @param bytes at most how much it takes at a time
     * @throws io.mingle.api.error.MemoryRefusedException if there is not that much
     */
    Reservation reserve(String purpose, long bytes);

    /**
     * Returns how many bytes more this bundle may hold now, as long as nobody else takes any and
     * nothing is unloaded for it.
     */
    long available();

    /**
     * Runs {@link Program#train} of several programs of this runtime beside one another, each on a
     * thread of its own, as one step of the device, or several while others wait.
     *
     * <p>The programs may share weights, which they read, but nothing that they write.
     *
     * @param programs one or more from {@link #load(ProgramSource)}, which take turns through the
     *     inputs: each runs its own, one after the other, and waits for no other program. A {@link
     *     LoadedProgram} is trained alone
     * @param inputs any number of them
     * @return what was returned for each input; owned by the caller
     * @throws io.mingle.api.error.InvalidRequestException if there is no program, or a {@link
     *     LoadedProgram} among them
     */
    List<List<Tensor>> train(List<Program> programs, List<List<Tensor>> inputs);

    /** Maps the tensors of a checkpoint. */
    Weights open(SafetensorsIndex checkpoint);

    /**
     * Returns the kernels that hold on this device, the best first. Each was tried when the device
     * started; what is not among them is computed in the plain way.
     */
    List<Kernel> kernels();

    /** Returns whether products of bfloat16 matrices are as fast here as those of float32. */
    boolean fastBfloat16();

    /** Sets how many processor threads one step uses, for all callers of the device. */
    void useThreads(int threads);
}
