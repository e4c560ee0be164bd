package io.mingle.trainer.internal.learn;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.nn.Kernels;
import io.mingle.nn.Parameter;
import io.mingle.nn.Precision;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.trainer.Batch;
import io.mingle.trainer.internal.learn.Optimizer.Settings;
import io.mingle.trainer.internal.learn.TrainingProgram.Deed;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The weights in training, their moments, and what can be done with them.
 *
 * <p>Not for several threads at once. Closing frees everything on the device.
 */
public final class Learner implements AutoCloseable {

    static final String WEIGHTS = "w";
    static final String COUNTS = "t";
    static final String AVERAGES = "e";
    private static final String GRADIENTS = "g";

    /**
     * The lists of the state: the weights, and of what learns the first and second moments, the
     * number of updates in which there was a gradient, and running averages where they are kept.
     */
    static final List<String> LISTS = List.of(WEIGHTS, "m", "v", COUNTS, AVERAGES);

    private static final Shares NONE = new Shares(0, 0, 0);

    private final TensorRuntime runtime;
    private final TrainingProgram description;
    private final Unused unused;
    private final List<Program> lanes = new ArrayList<>();
    private final List<List<Tensor>> gradients = new ArrayList<>();
    private final Map<String, List<Tensor>> state = new LinkedHashMap<>();

    /** The weights as a model is written with them: running averages where they are kept. */
    private final List<Tensor> published = new ArrayList<>();

    private long updates;

    /**
     * Starts from nothing.
     *
     * @param lanes how many batches go through the networks beside one another
     */
    public Learner(TensorRuntime runtime, TrainingProgram description, int lanes, long seed) {
        this(runtime, description, lanes, new RandomStart(seed), Unused.NONE, 0);
    }

    /** Starts from given values. */
    Learner(
            TensorRuntime runtime,
            TrainingProgram description,
            int lanes,
            State start,
            Unused unused,
            long updates) {
        this.runtime = runtime;
        this.description = description;
        this.unused = unused;
        this.updates = updates;
        try {
            for (String list : LISTS) {
                List<Tensor> tensors = new ArrayList<>();
                state.put(list, tensors);
                fill(tensors, list, start);
            }
            published.addAll(state.get(WEIGHTS));
            List<Integer> averaged = description.averaged();
            for (int i = 0; i < averaged.size(); i++) {
                published.set(averaged.get(i), state.get(AVERAGES).get(i));
            }
            Precision precision = runtime.fastBfloat16() ? Precision.MIXED : Precision.FLOAT32;
            ProgramSource source = description.source(new Kernels(precision, runtime.kernels()));
            for (int i = 0; i < lanes; i++) {
                addLane(source);
            }
        } catch (RuntimeException | Error e) {
            // Nobody else has what was made so far, and on a device it is not collected.
            close();
            throw e;
        }
    }

    private void addLane(ProgramSource source) {
        Program program = runtime.load(source);
        lanes.add(program);
        List<Tensor> own = new ArrayList<>();
        gradients.add(own);
        fill(own, GRADIENTS, Learner::zeros);
        program.run("set_" + GRADIENTS, own);
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
        Set<Parameter> learning = new HashSet<>(description.parameters(GRADIENTS));
        for (Parameter parameter : description.parameters(list)) {
            float[] values = start.of(list, parameter);
            long[] shape = shape(list, parameter);
            tensors.add(
                    list.equals(WEIGHTS) && learning.contains(parameter)
                            ? runtime.parameter(values, shape)
                            : runtime.of(values, shape));
        }
    }

    /**
     * Returns a batch of those candidates that the weights, as they are, find hardest.
     *
     * @param objective its number among those of the training
     */
    public Batch hardest(int objective, Candidates<?> candidates) {
        List<Batch> batches = candidates.batches();
        boolean choose = batches.size() > 1 && description.objective(objective).isTelling();
        return choose ? candidates.hardest(losses(objective, batches)) : batches.get(0);
    }

    /** Returns the loss of each example, batch by batch. */
    List<float[]> losses(int objective, List<Batch> batches) {
        return run(Deed.EACH, portions(objective, batches));
    }

    /** Returns what is told of a batch without learning from it. */
    public Figures measure(int objective, Batch batch) {
        return told(Deed.MEASURE, portions(objective, List.of(batch))).get(0);
    }

    /** Returns what is told of each batch of an objective. */
    public List<Told> told(int objective) {
        return description.objective(objective).told();
    }

    /**
     * Does something with the weights that a model is written with in the place of those that
     * learn; it must not learn.
     */
    public <T> T withPublished(Supplier<T> work) {
        lanes.forEach(program -> program.run("set_" + WEIGHTS, published));
        try {
            return work.get();
        } finally {
            lanes.forEach(program -> program.run("set_" + WEIGHTS, state.get(WEIGHTS)));
        }
    }

    private static List<Portion> portions(int objective, List<Batch> batches) {
        return batches.stream().map(batch -> new Portion(objective, batch, NONE)).toList();
    }

    /**
     * Adds the gradients of batches to those that wait for the next update; the lanes take turns.
     *
     * @return the figures of each batch
     */
    public List<Figures> accumulate(List<Portion> portions) {
        return told(Deed.LEARN, portions);
    }

    private List<Figures> told(Deed deed, List<Portion> portions) {
        List<float[]> results = run(deed, portions);
        List<Figures> figures = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            figures.add(Figures.of(told(portions.get(i).objective()), results.get(i)));
        }
        return figures;
    }

    private List<float[]> run(Deed deed, List<Portion> portions) {
        List<List<Tensor>> inputs = new ArrayList<>();
        try {
            for (Portion portion : portions) {
                List<Tensor> list = new ArrayList<>();
                inputs.add(list);
                put(deed, portion, list);
            }
            return runtime.train(lanes, inputs).stream().map(Learner::only).toList();
        } finally {
            inputs.forEach(list -> list.forEach(Tensor::close));
        }
    }

    private void put(Deed deed, Portion portion, List<Tensor> inputs) {
        inputs.add(number(TrainingProgram.what(deed, portion.objective())));
        inputs.add(row(portion.shares().values()));
        for (String name : description.objective(portion.objective()).names()) {
            inputs.add(tensor(name, portion.batch()));
        }
    }

    private Tensor tensor(String name, Batch batch) {
        Batch.Array array = batch.tensors().get(name);
        if (array instanceof Batch.Numbers numbers) {
            return runtime.of(numbers.elements(), numbers.shape());
        }
        if (array instanceof Batch.Values values) {
            return runtime.of(joined(values.parts()), values.shape());
        }
        throw new InvalidRequestException(
                "An objective asks a batch for the tensor '%s', and its sampler gives %s. Let the task's sampler and objective name the same tensors."
                        .formatted(name, batch.tensors().keySet()));
    }

    static float[] joined(List<float[]> parts) {
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
        try (Tensor update = number(TrainingProgram.UPDATE);
                Tensor clear = number(TrainingProgram.CLEAR)) {
            for (int lane = 0; lane < lanes.size(); lane++) {
                own.add(row(new Settings(rate, lane, lanes.size()).values()));
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

    private Tensor number(long value) {
        return runtime.of(new long[] {value}, 1);
    }

    private Tensor row(float[] values) {
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

    TrainingProgram description() {
        return description;
    }

    Unused unused() {
        return unused;
    }

    /** Copies a tensor of one of the {@link #LISTS} out. */
    float[] values(String list, int index) {
        return state.get(list).get(index).floats();
    }

    /** Copies a weight out as a model is written with it. */
    float[] published(int index) {
        return published.get(index).floats();
    }

    @Override
    public void close() {
        lanes.forEach(Program::close);
        gradients.forEach(tensors -> tensors.forEach(Tensor::close));
        state.values().forEach(tensors -> tensors.forEach(Tensor::close));
    }
}
