package io.mingle.core.internal.runtime;

import io.mingle.model.SafetensorsIndex;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.WorkClass;
import java.util.ArrayList;
import java.util.List;

/**
 * The loading of a program with its weights; its steps: the program, then tensors as time allows.
 */
final class ProgramLoading extends SteppedWork<ProgramLoading.Loaded> {

    /** What a program that has weights calls the method that takes them. */
    private static final String TAKE_WEIGHTS = "set_w";

    /** A program that has taken its weights. */
    record Loaded(Program program, MappedWeights weights) {}

    private final TorchRuntime runtime;
    private final ProgramSource source;
    private final SafetensorsIndex checkpoint;
    private final List<String> names;
    private final DataType type;
    private MappedWeights weights;
    private final List<Tensor> tensors = new ArrayList<>();
    private Program program;

    ProgramLoading(
            TorchRuntime runtime,
            ProgramSource source,
            SafetensorsIndex checkpoint,
            List<String> names,
            DataType type) {
        this.runtime = runtime;
        this.source = source;
        this.checkpoint = checkpoint;
        this.names = names;
        this.type = type;
    }

    @Override
    public WorkClass workClass() {
        return WorkClass.BATCH;
    }

    @Override
    boolean step() {
        if (program == null) {
            weights = runtime.open(checkpoint);
            weights.requireNames(names);
            weights.requireRoom(names, type);
            program = runtime.load(source);
            return false;
        }
        // At least one each time: within a step of other work the budget is that step's, and may
        // be spent.
        boolean more = tensors.size() < names.size();
        while (more) {
            tensors.add(weights.open(names.get(tensors.size()), type));
            more = tensors.size() < names.size() && runtime.scheduler().budget() > 0;
        }
        if (tensors.size() < names.size()) {
            return false;
        }
        program.run(TAKE_WEIGHTS, tensors);
        return true;
    }

    @Override
    Loaded made() {
        return new Loaded(program, weights);
    }

    @Override
    void drop() {
        if (program != null) {
            program.close();
        }
        if (weights != null) {
            weights.close();
        }
    }
}
