package io.mingle.core.internal.runtime;

import io.mingle.model.SafetensorsIndex;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.WorkClass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The loading of a program with its weights; its steps: the program, then tensors as time allows.
 */
final class ProgramLoading extends SteppedWork<ProgramLoading.Loaded> {

    /** What a program that has weights calls the method that takes them. */
    private static final String TAKE_WEIGHTS = "set_w";

    /** A program that has taken its weights. */
    record Loaded(Program program, MappedWeights weights) {

        void close() {
            program.close();
            weights.close();
        }
    }

    private final TorchRuntime runtime;
    private final ProgramSource source;
    private final SafetensorsIndex checkpoint;
    private final List<String> names;
    private final DataType type;
    private final Consumer<Loaded> owner;
    private MappedWeights weights;
    private Booked room;
    private final List<Tensor> tensors = new ArrayList<>();
    private Program program;

    /**
     * @param owner takes what was loaded if the caller still waits for it, on the device's thread
     */
    ProgramLoading(
            TorchRuntime runtime,
            ProgramSource source,
            SafetensorsIndex checkpoint,
            List<String> names,
            DataType type,
            Consumer<Loaded> owner) {
        this.runtime = runtime;
        this.source = source;
        this.checkpoint = checkpoint;
        this.names = names;
        this.type = type;
        this.owner = owner;
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
            room = weights.room(names, type);
            program = runtime.load(source);
            return false;
        }
        // At least one each time: within a step of other work the budget is that step's, and may
        // be spent.
        boolean more = tensors.size() < names.size();
        while (more) {
            tensors.add(weights.open(names.get(tensors.size()), type, room));
            more = tensors.size() < names.size() && runtime.scheduler().budget() > 0;
        }
        if (tensors.size() < names.size()) {
            return false;
        }
        room.close();
        program.run(TAKE_WEIGHTS, tensors);
        return true;
    }

    @Override
    Loaded made() {
        return new Loaded(program, weights);
    }

    @Override
    void taken(Loaded made) {
        owner.accept(made);
    }

    @Override
    void drop() {
        if (room != null) {
            room.close();
        }
        if (program != null) {
            program.close();
        }
        if (weights != null) {
            weights.close();
        }
    }
}
