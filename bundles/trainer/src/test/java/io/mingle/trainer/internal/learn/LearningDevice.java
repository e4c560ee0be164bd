package io.mingle.trainer.internal.learn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.training.Adjustments;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.model.ConfigSection;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Objective;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A device, and objectives that learn one batch on it. */
public final class LearningDevice implements AutoCloseable {

    private static final Shares SHARES = new Shares(1, 1, 1);
    private static final int UPDATES = 6;

    private final TorchDevice device;
    private final TorchRuntime runtime;

    /** Starts the engine if that has not been done. */
    public LearningDevice() {
        assertTrue(PlainEngine.start().usable());
        device = TorchDevice.standalone();
        runtime = new TorchRuntime(device, "learning");
        // As trainings do: beside other work, threads that wait for each other take many times as
        // long.
        runtime.useThreads(1);
    }

    /** Returns what programs run on. */
    public TorchRuntime runtime() {
        return runtime;
    }

    /** Makes a learner from nothing. */
    public Learner learner(ConfigSection config, Objective... objectives) {
        TrainingProgram program =
                new TrainingProgram(List.of(objectives), config, Adjustments.NONE);
        return new Learner(runtime, program, 1, 7);
    }

    /** Goes on with a model. */
    public Learner further(ConfigSection config, Path model, Objective objective) {
        TrainingProgram program = new TrainingProgram(List.of(objective), config, Adjustments.NONE);
        return Checkpoint.readEarlier(runtime, program, 1, 7, model);
    }

    /** Learns a batch some times over; returns what is told of it before and behind. */
    public static List<Figures> learnt(Learner learner, int objective, Batch batch, double rate) {
        Portion portion = new Portion(objective, batch, SHARES);
        Figures first = learner.measure(objective, batch);
        IntStream.range(0, UPDATES)
                .forEach(
                        i -> {
                            learner.accumulate(List.of(portion));
                            learner.update(rate);
                        });
        return List.of(first, learner.measure(objective, batch));
    }

    @Override
    public void close() {
        runtime.close();
        device.close();
    }
}
