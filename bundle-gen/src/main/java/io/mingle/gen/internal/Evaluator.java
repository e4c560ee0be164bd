package io.mingle.gen.internal;

import io.mingle.tensor.LoadedProgram;
import io.mingle.tensor.Owned;
import io.mingle.tensor.Scheduler;
import io.mingle.tensor.Tensor;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Evaluates the transformer in steps of the device, each of as many blocks as fit into its time:
 * others have their turn between them. Where all of an evaluation fits, it is one step.
 */
final class Evaluator {

    /** What a step should take: a pause that a reader of a text does not notice. */
    private static final long BUDGET = 40_000_000;

    /** What the transformer is given, made when it is its turn. */
    interface Inputs {

        /** Makes them for a call on the device's thread, and frees them after it. */
        <T> T during(Function<Object[], T> call);
    }

    private final LoadedProgram program;
    private final List<Integer> runs;
    private final Scheduler scheduler;
    private final long request;

    /** Of a block and of a whole evaluation, the last time; 0 before. */
    private long blockNanos;

    private long allNanos;

    /**
     * Evaluates for a request.
     *
     * @param runs how many blocks each run of them has
     */
    Evaluator(LoadedProgram program, List<Integer> runs, Scheduler scheduler, long request) {
        this.program = program;
        this.runs = runs;
        this.scheduler = scheduler;
        this.request = request;
    }

    /**
     * Evaluates.
     *
     * @param beside whether the inputs have a reference
     * @param rows of patches
     * @param columns of patches
     * @return the velocities, the caller's to close
     */
    Tensor velocities(boolean beside, Inputs inputs, int rows, int columns) {
        String suffix = beside ? "_beside" : "";
        if (allNanos > 0 && allNanos <= BUDGET) {
            allNanos = 0;
            return timed(() -> inputs.during(given -> program.runOne("predict" + suffix, given)));
        }
        allNanos = 0;
        List<Tensor> entered =
                timed(() -> inputs.during(given -> program.run("enter" + suffix, given)));
        try (Owned streams = new Owned(scheduler)) {
            Tensor x = streams.add(entered.get(0));
            Tensor y = streams.add(entered.get(1));
            Tensor modulating = streams.add(entered.get(2));
            for (int run = 0; run < runs.size(); run++) {
                String blocks = "blocks_" + run;
                for (int first = 0; first < runs.get(run); ) {
                    int at = first;
                    int count = Math.min(blocks(), runs.get(run) - first);
                    Tensor a = x;
                    Tensor b = y;
                    long before = allNanos;
                    List<Tensor> next =
                            timed(() -> program.run(blocks, a, b, modulating, at, count));
                    blockNanos = Math.max(1, (allNanos - before) / count);
                    x = streams.add(next.get(0));
                    y = streams.add(next.get(1));
                    a.close();
                    b.close();
                    first += count;
                }
            }
            Tensor last = x;
            return timed(() -> program.runOne("leave", last, modulating, rows, columns));
        }
    }

    /** The first time nobody knows how long a block takes. */
    private int blocks() {
        return blockNanos == 0 ? 1 : (int) Math.max(1, Math.min(1000, BUDGET / blockNanos));
    }

    private <T> T timed(Callable<T> step) {
        long[] taken = {0};
        T made =
                scheduler.call(
                        request,
                        () -> {
                            long begun = System.nanoTime();
                            T result = step.call();
                            taken[0] = System.nanoTime() - begun;
                            return result;
                        });
        allNanos += Math.max(1, taken[0]);
        return made;
    }
}
