package io.mingle.core.internal.runtime;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.model.SafetensorsIndex;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Kernel;
import io.mingle.tensor.LoadedProgram;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Reservation;
import io.mingle.tensor.Scheduler;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.tensor.WorkGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** What one bundle owns on the device. */
@Component(service = TensorRuntime.class, scope = ServiceScope.BUNDLE)
public final class TorchRuntime implements TensorRuntime, AutoCloseable {

    private final TorchDevice device;
    private final String owner;
    private final PtNDManager manager;
    private final WorkGroup work;
    private final Booked.All booked = new Booked.All();
    private final Set<MappedWeights> opened = ConcurrentHashMap.newKeySet();

    @Activate
    public TorchRuntime(@Reference TorchDevice device, ComponentContext context) {
        this(device, name(context.getUsingBundle()));
    }

    /** Opens an account for {@code owner}. */
    public TorchRuntime(TorchDevice device, String owner) {
        this.device = device;
        this.owner = owner;
        this.manager = device.newManager();
        this.work = device.scheduler().group();
    }

    private static String name(Bundle bundle) {
        return bundle.getSymbolicName();
    }

    @Override
    public Scheduler scheduler() {
        return device.scheduler();
    }

    @Override
    public Tensor of(float[] values, long... shape) {
        return device.scheduler()
                .call(() -> charged(() -> create(values, shape), "scratch", values.length * 4L));
    }

    @Override
    public Tensor of(long[] values, long... shape) {
        return device.scheduler()
                .call(
                        () ->
                                charged(
                                        () -> (PtNDArray) manager.create(values, new Shape(shape)),
                                        "scratch",
                                        values.length * 8L));
    }

    @Override
    public Tensor parameter(float[] values, long... shape) {
        return device.scheduler()
                .call(
                        () -> {
                            TorchTensor tensor =
                                    charged(
                                            () -> create(values, shape),
                                            TorchDevice.WEIGHTS,
                                            values.length * 4L);
                            JniUtils.attachGradient(tensor.array(), true);
                            return tensor;
                        });
    }

    private PtNDArray create(float[] values, long... shape) {
        return (PtNDArray) manager.create(values, new Shape(shape));
    }

    @Override
    public Tensor zeros(String purpose, DataType type, long... shape) {
        return device.scheduler()
                .call(
                        () ->
                                charged(
                                        () -> device.tools().zeros(manager, type, shape),
                                        purpose,
                                        type.bytes(shape)));
    }

    /** Allocates after the ledger has agreed. */
    TorchTensor charged(Allocation allocation, String purpose, long bytes) {
        Booked booked = book(purpose, bytes);
        try {
            return new TorchTensor(allocation.make(), booked::close);
        } catch (RuntimeException | Error e) {
            booked.close();
            throw e;
        }
    }

    /** Sets memory aside; on the device's thread. */
    Booked book(String purpose, long bytes) {
        return booked.add(device.ledger(), device.book(owner, purpose, bytes));
    }

    @Override
    public Reservation reserve(String purpose, long bytes) {
        return device.scheduler().call(() -> book(purpose, bytes));
    }

    @Override
    public long available() {
        return device.ledger().available(owner);
    }

    /** Makes an array on the device. */
    interface Allocation {
        PtNDArray make();
    }

    /** Takes over what a program returned; where one of the arrays is refused, none is kept. */
    List<Tensor> adopt(List<NDArray> arrays) {
        List<Tensor> tensors = new ArrayList<>(arrays.size());
        try {
            for (NDArray array : arrays) {
                tensors.add(adopt((PtNDArray) array));
            }
            return tensors;
        } catch (RuntimeException | Error e) {
            arrays.subList(tensors.size(), arrays.size()).forEach(NDArray::close);
            tensors.forEach(Tensor::close);
            throw e;
        }
    }

    private TorchTensor adopt(PtNDArray array) {
        long bytes = TorchTensor.type(array.getDataType()).bytes(array.getShape().getShape());
        return charged(() -> array, "scratch", bytes);
    }

    @Override
    public LoadedProgram load(
            ProgramSource source, SafetensorsIndex checkpoint, List<String> names, DataType type) {
        return new EvictableProgram(device, this, source, checkpoint, names, type);
    }

    @Override
    public Program load(ProgramSource source) {
        return device.scheduler()
                .call(
                        () -> {
                            try {
                                return new TorchProgram(
                                        this, manager, Archive.load(source, manager), source);
                            } catch (EngineException e) {
                                throw new IllegalArgumentException(
                                        "The program %s does not compile for this libtorch: %s. It is a fault of the bundle that brings it; report it."
                                                .formatted(source.name(), StepFailure.brief(e)),
                                        e);
                            }
                        });
    }

    @Override
    public List<List<Tensor>> train(List<Program> programs, List<List<Tensor>> inputs) {
        if (programs.isEmpty()) {
            throw new InvalidRequestException(
                    "A training of %s inputs was asked for without a program. Give one program or more."
                            .formatted(inputs.size()));
        }
        List<TorchProgram> lanes = programs.stream().map(TorchRuntime::trainable).toList();
        return call(new TrainingWork(device, lanes, inputs));
    }

    /** Runs work of this owner in steps and waits for its result. */
    <T> T call(SteppedWork<T> steps) {
        return device.scheduler().call(steps, work);
    }

    /** Waits until what was begun here is over, though nobody may wait for its result any more. */
    void join() {
        work.join();
    }

    /** What may be unloaded meanwhile does not run beside others. */
    private static TorchProgram trainable(Program program) {
        if (program instanceof TorchProgram plain) {
            return plain;
        }
        throw new InvalidRequestException(
                "Programs were to be trained beside one another, and one of them is a %s, which can be unloaded. Load it without weights of a checkpoint and set its parameters, or train it alone."
                        .formatted(program.getClass().getSimpleName()));
    }

    @Override
    public MappedWeights open(SafetensorsIndex checkpoint) {
        MappedWeights weights = new MappedWeights(device, this, checkpoint);
        opened.add(weights);
        return weights;
    }

    /** Notes that weights were closed. */
    void closed(MappedWeights weights) {
        opened.remove(weights);
    }

    @Override
    public List<Kernel> kernels() {
        return device.kernels();
    }

    @Override
    public boolean fastBfloat16() {
        return device.fastBfloat16();
    }

    @Override
    public void useThreads(int threads) {
        device.scheduler()
                .call(
                        () -> {
                            JniUtils.setNumThreads(threads);
                            return threads;
                        });
    }

    String owner() {
        return owner;
    }

    PtNDManager manager() {
        return manager;
    }

    /** Frees all that is still held, once what was begun is over. */
    @Deactivate
    @Override
    public void close() {
        join();
        device.scheduler()
                .finish(
                        () -> {
                            device.residents().gone(this);
                            opened.forEach(MappedWeights::close);
                            manager.close();
                        });
        booked.close();
    }
}
