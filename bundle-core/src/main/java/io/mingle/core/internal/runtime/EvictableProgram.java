package io.mingle.core.internal.runtime;

import io.mingle.api.error.MemoryRefusedException;
import io.mingle.model.SafetensorsIndex;
import io.mingle.tensor.DataType;
import io.mingle.tensor.LoadedProgram;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Reservation;
import io.mingle.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program with its weights that can be unloaded; whoever runs it does not notice. */
final class EvictableProgram implements LoadedProgram {

    private static final Logger LOG = LoggerFactory.getLogger(EvictableProgram.class);

    private final TorchRuntime runtime;
    private final TorchDevice device;
    private final ProgramSource source;
    private final SafetensorsIndex checkpoint;
    private final List<String> names;
    private final DataType type;

    private Program program;
    private MappedWeights weights;
    private int holds;
    private long lastStep;
    private long lastUse;
    private boolean closed;

    EvictableProgram(
            TorchDevice device,
            TorchRuntime runtime,
            ProgramSource source,
            SafetensorsIndex checkpoint,
            List<String> names,
            DataType type) {
        this.device = device;
        this.runtime = runtime;
        this.source = source;
        this.checkpoint = checkpoint;
        this.names = List.copyOf(names);
        this.type = type;
        loadIfItFits();
    }

    /**
     * What does not fit now may fit when it is used. A component that failed here would not be
     * tried again.
     */
    private void loadIfItFits() {
        try {
            load();
        } catch (MemoryRefusedException e) {
            LOG.warn(
                    "{} of {} is not loaded before its first use. {}",
                    source.name(),
                    owner(),
                    e.getMessage());
        }
    }

    TorchRuntime runtime() {
        return runtime;
    }

    String owner() {
        return runtime.owner();
    }

    /** Returns the bytes that unloading gives back, while it is loaded. */
    long bytes() {
        return weights.bytes();
    }

    /** Returns whether somebody holds it, or the step with this number computes with it. */
    boolean isNeeded(long step) {
        return holds > 0 || lastStep == step;
    }

    Duration unusedFor() {
        return Duration.ofNanos(System.nanoTime() - lastUse);
    }

    @Override
    public Reservation hold() {
        return device.scheduler()
                .call(
                        () -> {
                            loaded();
                            holds++;
                            return new Hold();
                        });
    }

    /** One holder; it counts once. */
    private final class Hold implements Reservation {

        private boolean over;

        @Override
        public void close() {
            device.scheduler()
                    .finish(
                            () -> {
                                holds -= over ? 0 : 1;
                                over = true;
                            });
        }
    }

    @Override
    public List<Tensor> run(String method, Object... arguments) {
        return device.scheduler().call(() -> loaded().run(method, arguments));
    }

    @Override
    public List<Tensor> train(List<Tensor> inputs) {
        return device.scheduler().call(() -> loaded().train(inputs));
    }

    private Program loaded() {
        if (closed) {
            throw new IllegalStateException("The program " + source.name() + " is closed.");
        }
        if (program == null) {
            load();
        } else {
            used();
            weights.requireNotOverwritten();
        }
        return program;
    }

    /** Loads in steps; in one go where a step cannot do without. */
    private void load() {
        runtime.call(new ProgramLoading(runtime, source, checkpoint, names, type, this::take));
    }

    /** Takes what was loaded before the runtime, when it closes, finds that nobody loads. */
    private void take(ProgramLoading.Loaded loaded) {
        if (closed) {
            loaded.close();
            return;
        }
        program = loaded.program();
        weights = loaded.weights();
        used();
    }

    private void used() {
        lastStep = device.step();
        lastUse = System.nanoTime();
        device.residents().used(this);
    }

    /** Lets go of program and weights until the next use. */
    void unload() {
        program.close();
        weights.close();
        program = null;
        weights = null;
        device.residents().gone(this);
        LOG.info(
                "{} of {} was unloaded after {} s without use; its next use loads it again.",
                source.name(),
                owner(),
                unusedFor().toSeconds());
    }

    @Override
    public void close() {
        device.scheduler()
                .finish(
                        () -> {
                            closed = true;
                            device.residents().gone(this);
                            if (program != null) {
                                program.close();
                                weights.close();
                                program = null;
                            }
                        });
    }
}
