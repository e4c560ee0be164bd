package io.mingle.core.internal.runtime;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import io.mingle.model.BlockScales;
import io.mingle.model.TensorEntry;
import io.mingle.tensor.DataType;
import io.mingle.tensor.ProgramSource;

/** The few array operations that the library offers inside programs only. Device thread only. */
final class Tools {

    /** Rows that are converted in float32 before they are rounded. */
    private static final int ROWS_AT_ONCE = 512;

    private static final ProgramSource SOURCE =
            new ProgramSource.Builder("Tools")
                    .method(
                            "zeros",
                            "shape: List[int], type: int",
                            "Tensor",
                            "return torch.zeros(shape, dtype=type)")
                    .method(
                            "map",
                            "path: str, count: int, type: int",
                            "Tensor",
                            "return torch.from_file(path, False, count, dtype=type)")
                    .method(
                            "part",
                            "file: Tensor, at: int, count: int, shape: List[int], type: int",
                            "Tensor",
                            """
                            part = torch.reshape(torch.narrow(file, 0, at, count), shape)
                            return torch.to(part, type)
                            """)
                    .method(
                            "copied",
                            "file: Tensor, at: int, count: int, shape: List[int], stored: int,"
                                    + " type: int",
                            "Tensor",
                            """
                            bytes = torch.clone(torch.narrow(file, 0, at, count))
                            part = torch.set_(torch.empty([0], dtype=stored), bytes, 0, shape)
                            return torch.to(part, type)
                            """)
                    .method(
                            "scaled",
                            "file: Tensor, at: int, matrix: List[int], scales: Tensor, block:"
                                    + " List[int], shape: List[int], type: int",
                            "Tensor",
                            """
                            rows, columns = matrix
                            x = torch.reshape(torch.narrow(file, 0, at, rows * columns), matrix)
                            down = (rows + block[0] - 1) // block[0]
                            s = torch.repeat_interleave(torch.reshape(scales, [down, -1]), block[0], 0)
                            y = torch.empty(matrix, dtype=type)
                            for i in range(0, rows, %1$s):
                              n = %1$s
                              if i + n > rows:
                                n = rows - i
                              f = torch.narrow(s, 0, i, n)
                              if torch.size(f, 1) > 1:
                                f = torch.narrow(torch.repeat_interleave(f, block[1], 1), 1, 0, columns)
                              v = torch.mul(torch.to(torch.narrow(x, 0, i, n), 6), f)
                              z = torch.copy_(torch.narrow(y, 0, i, n), v)
                            return torch.reshape(y, shape)
                            """
                                    .formatted(ROWS_AT_ONCE))
                    .method(
                            "multiply",
                            "type: int",
                            "Tensor",
                            """
                            x = torch.ones([192, 192], dtype=type)
                            return torch.linear(x, x)
                            """)
                    .method(
                            "convolve",
                            "type: int",
                            "Tensor",
                            """
                            x = torch.ones([1, 64, 512], dtype=type)
                            w = torch.ones([64, 64, 3], dtype=type)
                            return torch.convolution(x, w, None, [1], [1], [1], False, [0], 1)
                            """)
                    .build();

    private final PtSymbolBlock module;

    Tools(PtNDManager manager) {
        module = Archive.load(SOURCE, manager);
    }

    PtNDArray zeros(PtNDManager manager, DataType type, long... shape) {
        return run(manager, "zeros", IValue.listFrom(shape), IValue.from((long) type.code()));
    }

    /** Maps a file as {@code count} elements without reading it. */
    PtNDArray map(PtNDManager manager, String path, long count, DataType type) {
        return run(
                manager,
                "map",
                IValue.from(path),
                IValue.from(count),
                IValue.from((long) type.code()));
    }

    /** Returns a part of a mapped file as a tensor; a copy only where {@code type} differs. */
    PtNDArray part(
            PtNDManager manager,
            PtNDArray file,
            long at,
            long count,
            DataType type,
            long... shape) {
        return run(
                manager,
                "part",
                IValue.from(file),
                IValue.from(at),
                IValue.from(count),
                IValue.listFrom(shape),
                IValue.from((long) type.code()));
    }

    /**
     * Returns a part of a mapped file that begins at any byte as a tensor, which is a copy.
     * Programs cannot view bytes as another type; they can give them to an empty tensor of it.
     *
     * @param file all of the file as bytes
     */
    PtNDArray copied(
            PtNDManager manager,
            PtNDArray file,
            TensorEntry entry,
            DataType stored,
            DataType type) {
        return run(
                manager,
                "copied",
                IValue.from(file),
                IValue.from(entry.offset()),
                IValue.from(entry.bytes()),
                IValue.listFrom(entry.shape()),
                IValue.from((long) stored.code()),
                IValue.from((long) type.code()));
    }

    /**
     * Returns the values of a tensor of FP8 codes: each times its scale in float32, rounded once.
     *
     * @param file all of the file as codes
     * @param scales in float32
     */
    PtNDArray scaled(
            PtNDManager manager,
            PtNDArray file,
            TensorEntry entry,
            PtNDArray scales,
            BlockScales block,
            DataType type) {
        long rows = entry.shape().length == 0 ? 1 : entry.shape()[0];
        return run(
                manager,
                "scaled",
                IValue.from(file),
                IValue.from(entry.offset()),
                IValue.listFrom(rows, entry.elements() / rows),
                IValue.from(scales),
                IValue.listFrom(block.rows(), block.columns()),
                IValue.listFrom(entry.shape()),
                IValue.from((long) type.code()));
    }

    /** Multiplies small matrices and returns the nanoseconds that it took. */
    long timeMultiply(PtNDManager manager, DataType type) {
        return time(manager, "multiply", type);
    }

    /** Convolves a short row of vectors and returns the nanoseconds that it took. */
    long timeConvolve(PtNDManager manager, DataType type) {
        return time(manager, "convolve", type);
    }

    private long time(PtNDManager manager, String method, DataType type) {
        long start = System.nanoTime();
        run(manager, method, IValue.from((long) type.code())).close();
        return System.nanoTime() - start;
    }

    private PtNDArray run(PtNDManager manager, String method, IValue... arguments) {
        try (IValue result = IValueUtils.runMethod(module, method, arguments)) {
            return result.toTensor(manager);
        } finally {
            for (IValue argument : arguments) {
                argument.close();
            }
        }
    }
}
