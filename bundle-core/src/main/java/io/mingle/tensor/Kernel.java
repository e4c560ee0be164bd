package io.mingle.tensor;

/**
 * A way to compute an operation that is better than the {@linkplain Operation#plain plain} one
 * where it holds: one row of a device's table of kernels.
 *
 * @param name tells people which it is
 * @param operation what it computes
 * @param format the type of the tensors that it takes and returns
 * @param gradients whether it is for programs that record gradients; the others do without
 * @param detour whether it goes around the format's own arithmetic, for devices where that is slow
 * @param scratchBytes at most what it makes on its way that is larger than what it takes or returns
 *     would be in float32
 * @param body of the operation's method, without indentation
 */
public record Kernel(
        String name,
        Operation operation,
        DataType format,
        boolean gradients,
        boolean detour,
        long scratchBytes,
        String body) {}
