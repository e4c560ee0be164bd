package io.mingle.core.internal.runtime;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.mingle.model.SafetensorsIndex;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Scheduler;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.tensor.Weights;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
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

    /** What is on the books; another version of the bundle has the same owner and its own. */
    private final Set<Charge> charges = ConcurrentHashMap.newKeySet();

    @Activate
    public TorchRuntime(@Reference TorchDevice device, ComponentContext context) {
        this(device, name(context.getUsingBundle()));
    }

    /** Opens an account for {@code owner}. */
    public TorchRuntime(TorchDevice device, String owner) {
        this.device = device;
        this.owner = owner;
        this.manager = device.newManager();
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
                                            "weights",
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
        device.ledger().reserve(owner, purpose, bytes);
        Charge charge = new Charge(purpose, bytes);
        charges.add(charge);
        try {
            return new TorchTensor(allocation.make(), () -> giveBack(charge));
        } catch (RuntimeException | Error e) {
            giveBack(charge);
            throw e;
        }
    }

    /** Once only: a tensor may be closed after its runtime. */
    private void giveBack(Charge charge) {
        if (charges.remove(charge)) {
            device.ledger().release(owner, charge.purpose, charge.bytes);
        }
    }

    /** One entry of the ledger; two of the same size are not the same. */
    private static final class Charge {

        private final String purpose;
        private final long bytes;

        Charge(String purpose, long bytes) {
            this.purpose = purpose;
            this.bytes = bytes;
        }
    }

    /** Makes an array on the device. */
    interface Allocation {
        PtNDArray make();
    }

    /** Takes over what a program returned. */
    TorchTensor adopt(PtNDArray array) {
        long bytes = TorchTensor.type(array.getDataType()).bytes(array.getShape().getShape());
        return charged(() -> array, "scratch", bytes);
    }

    @Override
    public Program load(ProgramSource source) {
        byte[] archive = Archive.of(source);
        return device.scheduler()
                .call(
                        () -> {
                            try {
                                return new TorchProgram(
                                        this,
                                        manager,
                                        JniUtils.loadModule(
                                                manager,
                                                new ByteArrayInputStream(archive),
                                                false,
                                                false));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            } catch (ai.djl.engine.EngineException e) {
                                throw new IllegalArgumentException(
                                        "The program "
                                                + source.name()
                                                + " does not compile: "
                                                + e.getMessage(),
                                        e);
                            }
                        });
    }

    @Override
    public List<List<Tensor>> train(List<Program> programs, List<List<Tensor>> inputs) {
        List<List<Tensor>> results = new ArrayList<>(Collections.nCopies(inputs.size(), null));
        List<Callable<Void>> lanes = new ArrayList<>();
        for (int first = 0; first < programs.size(); first++) {
            int lane = first;
            TorchProgram program = (TorchProgram) programs.get(lane);
            lanes.add(
                    () -> {
                        for (int i = lane; i < inputs.size(); i += programs.size()) {
                            results.set(i, program.trainNow(inputs.get(i)));
                        }
                        return null;
                    });
        }
        return device.scheduler()
                .call(
                        () -> {
                            device.lanes().run(lanes);
                            return results;
                        });
    }

    @Override
    public Weights open(SafetensorsIndex checkpoint) {
        return new MappedWeights(device, this, checkpoint);
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

    PtNDManager manager() {
        return manager;
    }

    /** Frees all that is still held. */
    @Deactivate
    @Override
    public void close() {
        device.scheduler()
                .call(
                        () -> {
                            manager.close();
                            return null;
                        });
        charges.forEach(this::giveBack);
    }
}
