package io.mingle.trainer.internal.learn;

import io.mingle.nn.Kernels;
import io.mingle.nn.Parameter;
import io.mingle.nn.Precision;
import io.mingle.tensor.Program;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.trainer.internal.batch.Batch;
import io.mingle.trainer.internal.batch.Candidates;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The weights in training, their moments, and what can be done with them.
 *
 * <p>Not for several threads at once. Closing frees everything on the device.
 */
public final class Learner implements AutoCloseable {

    /** The figures of one batch: losses, and the share of right tokens and right dense labels. */
    public record Figures(
            double answer,
            double tokensRight,
            double dense,
            double denseRight,
            double extent,
            double box,
            double balance) {}

    /** How much each loss counts. */
    public record Shares(double answer, double dense, double balance) {}

    /** What the program is to do, as {@link TrainingProgram} numbers it. */
    private static final long ACCUMULATE = 0;

    private static final long UPDATE = 1;
    private static final long CLEAR = 2;
    private static final long JUDGE = 3;

    static final String WEIGHTS = "w";
    static final String COUNTS = "t";

    /**
     * The lists of the state: the weights, their first and second moments, and for each of them the
     * number of updates in which it had a gradient.
     */
    static final List<String> LISTS = List.of(WEIGHTS, "m", "v", COUNTS);

    private static final double WEIGHT_DECAY = 0.02;
    private static final double CLIP = 1.0;

    private final TensorRuntime runtime;
    private final TrainingProgram description;
    private final List<Program> lanes = new ArrayList<>();
    private final List<List<Tensor>> gradients = new ArrayList<>();
    private final Map<String, List<Tensor>> state = new LinkedHashMap<>();
    private long updates;

    /**
     * Starts from nothing.
     *
     * @param lanes how many batches go through the networks beside one another
     */
    public Learner(TensorRuntime runtime, Networks config, int lanes, long seed) {
        this(runtime, config, lanes, new RandomStart(seed), 0);
    }

    /** Starts from given values. */
    Learner(TensorRuntime runtime, Networks config, int lanes, State start, long updates) {
        this.runtime = runtime;
        this.description = new TrainingProgram(config);
        this.updates = updates;
        try {
            for (String list : LISTS) {
                List<Tensor> tensors = new ArrayList<>();
                state.put(list, tensors);
                fill(tensors, list, start);
            }
            for (int i = 0; i < lanes; i++) {
                addLane();
            }
        } catch (RuntimeException | Error e) {
            // Nobody else has what was made so far, and on a device it is not collected.
            close();
            throw e;
        }
    }

    private void addLane() {
        Precision precision = runtime.fastBfloat16() ? Precision.MIXED : Precision.FLOAT32;
        Kernels kernels = new Kernels(precision, runtime.kernels());
        Program program = runtime.load(description.source(kernels));
        lanes.add(program);
        List<Tensor> own = new ArrayList<>();
        gradients.add(own);
        fill(own, "g", Learner::zeros);
        program.run("set_g", own);
        state.forEach((name, list) -> program.run("set_" + name, list));
    }

    /** Gives the values that a tensor of one of the {@link #LISTS} starts with. */
    interface State {
        float[] of(String list, Parameter parameter);
    }

    static float[] zeros(String list, Parameter parameter) {
        return new float[list.equals(COUNTS) ? 1 : Math.toIntExact(parameter.count())];
    }

    /**
     * Returns the shape of what a list keeps of a parameter: that of the parameter, or a number.
     */
    static long[] shape(String list, Parameter parameter) {
        return list.equals(COUNTS) ? new long[] {1} : parameter.shape();
    }

    private void fill(List<Tensor> tensors, String list, State start) {
        for (Parameter parameter : description.parameters()) {
            float[] values = start.of(list, parameter);
            long[] shape = shape(list, parameter);
            tensors.add(
                    list.equals(WEIGHTS)
                            ? runtime.parameter(values, shape)
                            : runtime.of(values, shape));
        }
    }

    /** Returns a batch of those candidates that the weights, as they are, find hardest. */
    public Batch hardest(Candidates candidates) {
        List<Batch> batches = candidates.batches();
        return batches.size() == 1 ? batches.get(0) : candidates.hardest(losses(batches));
    }

    /** Returns the summed loss of each sample's answers, batch by batch. */
    List<float[]> losses(List<Batch> batches) {
        return run(JUDGE, batches, new Shares(0, 0, 0), Learner::only);
    }

    /**
     * Adds the gradients of batches to those that wait for the next update; the lanes take turns.
     *
     * @return the figures of each batch
     */
    public List<Figures> accumulate(List<Batch> batches, Shares shares) {
        return run(ACCUMULATE, batches, shares, Learner::figures);
    }

    private <T> List<T> run(
            long what, List<Batch> batches, Shares shares, Function<List<Tensor>, T> result) {
        List<List<Tensor>> inputs = new ArrayList<>();
        try {
            for (Batch batch : batches) {
                List<Tensor> list = new ArrayList<>();
                inputs.add(list);
                put(what, batch, shares, list);
            }
            return runtime.train(lanes, inputs).stream().map(result).toList();
        } finally {
            inputs.forEach(list -> list.forEach(Tensor::close));
        }
    }

    private static Figures figures(List<Tensor> results) {
        float[] f = only(results);
        return new Figures(f[0], f[1], f[2], f[3], f[4], f[5], f[6]);
    }

    private void put(long what, Batch batch, Shares shares, List<Tensor> inputs) {
        inputs.add(longs(new long[] {what}));
        int patches = batch.plan().order().length;
        float[] rows = joined(batch.rows());
        inputs.add(runtime.of(rows, patches, rows.length / patches));
        inputs.add(longs(batch.plan().order()));
        inputs.add(longs(batch.plan().inverse()));
        inputs.add(longs(batch.plan().blockInverse()));
        inputs.add(runtime.of(batch.plan().places(), patches, 2));
        inputs.add(longs(batch.plan().windowRuns()));
        inputs.add(longs(batch.plan().frameRuns()));
        int size = batch.samples();
        int length = batch.ids().length / size;
        inputs.add(runtime.of(batch.ids(), size, length));
        inputs.add(longs(batch.visual()));
        inputs.add(runtime.of(batch.positions(), 3, size, length));
        inputs.add(longs(batch.modality()));
        inputs.add(runtime.of(batch.turn(), size, length));
        inputs.add(longs(batch.at()));
        inputs.add(longs(batch.targets()));
        inputs.add(longs(batch.labels()));
        inputs.add(longs(batch.extents()));
        inputs.add(longs(batch.boxes()));
        inputs.add(
                runtime.of(
                        new float[] {
                            (float) shares.answer(),
                            (float) shares.dense(),
                            (float) shares.balance()
                        },
                        3));
    }

    private static float[] joined(List<float[]> parts) {
        FloatBuffer all = FloatBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(all::put);
        return all.array();
    }

    /**
     * Changes the weights by the gradients that were added up, and forgets those; a weight without
     * any stays as it is. Each lane changes its share.
     *
     * @return the norm of the gradients before clipping
     */
    public double update(double rate) {
        updates++;
        List<Tensor> own = new ArrayList<>();
        List<List<Tensor>> inputs = new ArrayList<>();
        try (Tensor update = longs(new long[] {UPDATE});
                Tensor clear = longs(new long[] {CLEAR})) {
            for (int lane = 0; lane < lanes.size(); lane++) {
                float[] settings = {
                    (float) rate, (float) WEIGHT_DECAY, (float) CLIP, lane, lanes.size()
                };
                own.add(runtime.of(settings, settings.length));
                List<Tensor> input = new ArrayList<>(List.of(update, own.get(lane)));
                gradients.forEach(input::addAll);
                inputs.add(input);
            }
            double[] norms =
                    runtime.train(lanes, inputs).stream()
                            .mapToDouble(results -> only(results)[0])
                            .toArray();
            runtime.train(lanes, Collections.nCopies(lanes.size(), List.of(clear)));
            return norms[0];
        } finally {
            own.forEach(Tensor::close);
        }
    }

    private Tensor longs(long[] values) {
        return runtime.of(values, values.length);
    }

    private static float[] only(List<Tensor> results) {
        try (Tensor result = results.get(0)) {
            return result.floats();
        }
    }

    /** Returns the number of updates so far. */
    public long updates() {
        return updates;
    }

    List<Parameter> parameters() {
        return description.parameters();
    }

    /** Copies a tensor of one of the {@link #LISTS} out. */
    float[] values(String list, int index) {
        return state.get(list).get(index).floats();
    }

    @Override
    public void close() {
        lanes.forEach(Program::close);
        gradients.forEach(tensors -> tensors.forEach(Tensor::close));
        state.values().forEach(tensors -> tensors.forEach(Tensor::close));
    }
}
