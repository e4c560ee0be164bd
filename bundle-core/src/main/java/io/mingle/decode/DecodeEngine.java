package io.mingle.decode;

import io.mingle.nn.Methods;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Program;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs a causal network on sequences: further rows of any number of them in one call of its
 * program.
 *
 * <p>It owns the pages of its sequences, under the name of the bundle whose runtime it was given.
 * All its methods belong to the device's thread, or are called while no step runs.
 */
public final class DecodeEngine implements AutoCloseable {

    /** A segment takes no more than this part of the memory that is free, unless it has to. */
    private static final long SPARE_PART = 4;

    private final Program program;
    private final KvPool pool;
    private final int axes;

    /**
     * Creates an engine without sequences.
     *
     * @param program has the methods of {@link #addTo}, and its weights; stays the caller's
     * @param type of keys and values: that of the network's activations
     */
    public DecodeEngine(
            TensorRuntime runtime, Program program, CausalNetwork network, DataType type) {
        this.program = program;
        KvShape shape = network.kv();
        axes = network.axes();
        pool =
                new KvPool(
                        new KvPool.Memory() {
                            @Override
                            public Tensor take(int rows) {
                                return runtime.zeros("cache", type, shape.tensor(rows));
                            }

                            @Override
                            public long spareRows() {
                                return runtime.available() / SPARE_PART / shape.bytes(type, 1);
                            }
                        });
    }

    /**
     * Adds the methods to a program by which an engine runs a network.
     *
     * @param methods of a program that has no others of these names: {@code packed_rows}, {@code
     *     decode_chunk}, {@code decode_row}, {@code step_hidden}, {@code step}, {@code
     *     step_states}, {@code logits} and {@code logits_row}
     */
    public static void addTo(Methods methods, CausalNetwork network) {
        DecodeMethods.addTo(methods, network);
    }

    /** Returns for how many rows a sequence of {@code rows} has pages: all of its last page. */
    public static long rowsOfPages(long rows) {
        return (rows + KvPool.PAGE - 1) / KvPool.PAGE * KvPool.PAGE;
    }

    /** Returns what the pages of all sequences take, those among them that nobody holds. */
    public long bytes() {
        return pool.bytes();
    }

    /** Begins an empty sequence. */
    public Sequence open() {
        return new Sequence(pool);
    }

    /** Runs further rows of one sequence, and returns the logits after the last of them. */
    public float[] step(Part part) {
        return step(List.of(part)).get(0);
    }

    /**
     * Runs further rows of several sequences.
     *
     * @param parts of different sequences
     * @return the logits after the last row of each part, in their order
     */
    public List<float[]> step(List<Part> parts) {
        List<Tensor> results = run("step", parts);
        try (Tensor logits = results.get(0)) {
            float[] all = logits.floats();
            if (parts.size() == 1) {
                return List.of(all);
            }
            int each = all.length / parts.size();
            List<float[]> rows = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                rows.add(Arrays.copyOfRange(all, i * each, (i + 1) * each));
            }
            return rows;
        }
    }

    /**
     * Runs further rows of one sequence, for their hidden states behind the last norm.
     *
     * @param states [.., rows, hidden]; theirs are written from row {@code from} on
     */
    public void states(Part part, Tensor states, int from) {
        run("step_states", List.of(part), states, from);
    }

    /**
     * Runs further rows of several sequences by another method of the program, one that a bundle
     * has added for a network of its own: {@code method(plan: List[int], inputs: List[Tensor],
     * segments: List[Tensor], …)}.
     *
     * @param more what the method takes besides
     * @return what it returns; owned by the caller
     */
    public List<Tensor> run(String method, List<Part> parts, Object... more) {
        require(parts);
        Plan plan = Plan.of(parts, axes);
        Object[] arguments = new Object[3 + more.length];
        arguments[0] = plan.numbers();
        arguments[1] = plan.inputs();
        arguments[2] = plan.segments();
        System.arraycopy(more, 0, arguments, 3, more.length);
        List<Tensor> results = program.run(method, arguments);
        parts.forEach(part -> part.sequence().ran(part.rows().count()));
        return results;
    }

    private void require(List<Part> parts) {
        Set<Sequence> sequences = new HashSet<>();
        for (Part part : parts) {
            int count = part.rows().count();
            if (count < 1 || part.positions().length != axes * count) {
                throw new IllegalArgumentException(
                        "A part has %s rows and %s positions; it takes at least one row, and %s positions for each."
                                .formatted(count, part.positions().length, axes));
            }
            if (part.kinds().length != 0 && part.kinds().length != count) {
                throw new IllegalArgumentException(
                        "A part of %s rows has %s kinds. Give one for each row, or none."
                                .formatted(count, part.kinds().length));
            }
            if (part.sequence().length() + count > part.sequence().room()) {
                throw new IllegalArgumentException(
                        "A sequence of %s rows has pages for %s and was to get %s more. Reserve them first."
                                .formatted(
                                        part.sequence().length(), part.sequence().room(), count));
            }
            if (part.sequence().isShared(count)) {
                throw new IllegalArgumentException(
                        "A sequence of %s rows was to get %s more in a page that another one holds, too. Go back to the beginning of a page that is its own, or begin a sequence of its own."
                                .formatted(part.sequence().length(), count));
            }
            if (!sequences.add(part.sequence())) {
                throw new IllegalArgumentException(
                        "A sequence occurs twice in a step. Put its rows into one part.");
            }
        }
    }

    /** Frees the pages of all sequences, which are not to be used any more. */
    @Override
    public void close() {
        pool.close();
    }
}
