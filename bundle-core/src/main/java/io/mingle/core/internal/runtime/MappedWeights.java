package io.mingle.core.internal.runtime;

import ai.djl.pytorch.engine.PtNDArray;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.model.MemoryUse;
import io.mingle.core.internal.runtime.MappedFiles.FileView;
import io.mingle.model.BlockScales;
import io.mingle.model.FileStamp;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.StoredType;
import io.mingle.model.TensorEntry;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One bundle's share of a mapped checkpoint. */
final class MappedWeights implements Weights {

    private final TorchDevice device;
    private final TorchRuntime runtime;
    private final SafetensorsIndex checkpoint;
    private final Map<FileView, PtNDArray> files = new HashMap<>();
    private final List<Tensor> handles = new ArrayList<>();
    private final Set<FileStamp> computedWith = new HashSet<>();
    private long bytes;
    private boolean closed;

    MappedWeights(TorchDevice device, TorchRuntime runtime, SafetensorsIndex checkpoint) {
        this.device = device;
        this.runtime = runtime;
        this.checkpoint = checkpoint;
    }

    @Override
    public Set<String> names() {
        return checkpoint.tensors().keySet();
    }

    @Override
    public List<Tensor> tensors(List<String> names, DataType type) {
        requireNames(names);
        return device.scheduler()
                .call(
                        () -> {
                            try (Booked room = room(names, type)) {
                                return names.stream().map(n -> open(n, type, room)).toList();
                            }
                        });
    }

    void requireNames(List<String> names) {
        List<String> missing =
                names.stream().filter(n -> !checkpoint.tensors().containsKey(n)).toList();
        if (!missing.isEmpty()) {
            throw new BrokenModelException(
                    "The model in %s lacks %s tensors that its config.json calls for, the first being %s. Fetch the missing files again, or correct config.json."
                            .formatted(checkpoint.folder(), missing.size(), missing.get(0)));
        }
    }

    /**
     * Sets aside what tensors take, on the device's thread: what does not fit is refused before the
     * first is converted, not after gigabytes, and nobody else takes the room meanwhile.
     *
     * @return what {@link #open} takes from
     */
    Booked room(List<String> names, DataType type) {
        long converted = names.stream().mapToLong(name -> converted(name, type)).sum();
        Booked room = runtime.book(TorchDevice.WEIGHTS, converted);
        bytes += converted;
        return room;
    }

    /** Returns the bytes that a tensor takes which cannot be computed with as it is mapped. */
    private long converted(String name, DataType type) {
        TensorEntry entry = checkpoint.tensors().get(name);
        boolean mapped =
                checkpoint.scales(name).isEmpty()
                        && stored(entry) == type
                        && isAligned(entry, type);
        return mapped ? 0 : type.bytes(entry.shape());
    }

    /** Returns the bytes that closing gives back; what is mapped does not count. */
    long bytes() {
        return bytes;
    }

    /**
     * Checks that nobody has written over a file whose pages are computed with.
     *
     * @throws BrokenModelException if somebody has
     */
    void requireNotOverwritten() {
        computedWith.forEach(FileStamp::requireNotOverwritten);
    }

    /** Opens one tensor in the {@link #room} that was set aside; on the device's thread. */
    Tensor open(String name, DataType type, Booked room) {
        TensorEntry entry = checkpoint.tensors().get(name);
        room.giveBack(converted(name, type));
        Tensor tensor =
                checkpoint
                        .scales(name)
                        .map(scales -> converted(entry, scales, type))
                        .orElseGet(() -> part(entry, type));
        handles.add(tensor);
        return tensor;
    }

    /** Returns the values of FP8 codes, rounded once. */
    private TorchTensor converted(TensorEntry entry, BlockScales scales, DataType type) {
        PtNDArray file = mapped(entry, codes(entry));
        try (TorchTensor scale = part(scales.entry(), DataType.FLOAT32)) {
            return runtime.charged(
                    () ->
                            device.tools()
                                    .scaled(
                                            runtime.manager(),
                                            file,
                                            entry,
                                            scale.array(),
                                            scales,
                                            type),
                    TorchDevice.WEIGHTS,
                    type.bytes(entry.shape()));
        }
    }

    private TorchTensor part(TensorEntry entry, DataType type) {
        DataType stored = stored(entry);
        if (!isAligned(entry, stored)) {
            return copied(entry, stored, type);
        }
        PtNDArray file = mapped(entry, stored);
        if (stored == type) {
            computedWith.add(checkpoint.stamp(entry.file()));
        }
        return runtime.charged(
                () ->
                        device.tools()
                                .part(
                                        runtime.manager(),
                                        file,
                                        entry.offset() / stored.size(),
                                        entry.bytes() / stored.size(),
                                        type,
                                        entry.shape()),
                stored == type ? MemoryUse.MAPPED : TorchDevice.WEIGHTS,
                type.bytes(entry.shape()));
    }

    /** Returns a copy of a tensor that begins where no value of its type can be mapped. */
    private TorchTensor copied(TensorEntry entry, DataType stored, DataType type) {
        PtNDArray file = mapped(entry, DataType.UINT8);
        return runtime.charged(
                () -> device.tools().copied(runtime.manager(), file, entry, stored, type),
                TorchDevice.WEIGHTS,
                type.bytes(entry.shape()));
    }

    private static boolean isAligned(TensorEntry entry, DataType stored) {
        return entry.offset() % stored.size() == 0;
    }

    /** Returns the mapping of a tensor's file, of which this holder takes one share. */
    private PtNDArray mapped(TensorEntry entry, DataType type) {
        FileView file = new FileView(checkpoint.stamp(entry.file()), type);
        return files.computeIfAbsent(file, device.files()::acquire);
    }

    private static DataType codes(TensorEntry entry) {
        return entry.type() == StoredType.F8_E5M2 ? DataType.FLOAT8_E5M2 : DataType.FLOAT8_E4M3;
    }

    private static DataType stored(TensorEntry entry) {
        return switch (entry.type()) {
            case BF16 -> DataType.BFLOAT16;
            case F16 -> DataType.FLOAT16;
            case F32 -> DataType.FLOAT32;
            default ->
                    throw new BrokenModelException(
                            "Tensor %s in %s is stored as %s; weights are read as BF16, F16 or F32, or as FP8 with a scale beside it. Convert the file."
                                    .formatted(entry.name(), entry.file(), entry.type()));
        };
    }

    @Override
    public void close() {
        device.scheduler()
                .finish(
                        () -> {
                            if (!closed) {
                                closed = true;
                                handles.forEach(Tensor::close);
                                files.keySet().forEach(device.files()::release);
                                runtime.closed(this);
                            }
                        });
    }
}
