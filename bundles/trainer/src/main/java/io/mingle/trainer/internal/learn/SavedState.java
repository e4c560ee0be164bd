package io.mingle.trainer.internal.learn;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.model.Problems;
import io.mingle.model.SafetensorsHeader;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.StoredType;
import io.mingle.model.TensorEntry;
import io.mingle.nn.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The file of a training's state, to go on from, or the files of a model, which has weights alone.
 *
 * @param file the state, or that file of a model which lies outside of its folders
 * @param tensors by name; those in a folder of a model begin with its name and a full stop
 * @param notes that were written with them
 * @param folders the names of those folders
 * @param updates of the training that wrote it
 * @param advice what to do where it belongs to another model
 */
record SavedState(
        Path file,
        Map<String, TensorEntry> tensors,
        Map<String, String> notes,
        Set<String> folders,
        long updates,
        String advice)
        implements Learner.State {

    /** The note with the folders of the model. */
    static final String FOLDERS = "folders";

    /** Networks lie in folders of a model, or in folders of these. */
    private static final int DEEPEST = 2;

    /**
     * Reads the headers.
     *
     * @param file a state, or {@code model.safetensors} of a model, whose folders are read as well
     * @throws BrokenModelException if one is damaged
     */
    static SavedState of(Path file, String advice) {
        SafetensorsHeader header = SafetensorsHeader.read(file);
        Map<String, String> notes = header.metadata();
        long updates = Checkpoint.number(notes, Checkpoint.UPDATES, file);
        Map<String, TensorEntry> tensors = new LinkedHashMap<>(header.tensors());
        Set<String> folders = new TreeSet<>(listed(notes.get(FOLDERS)));
        if (file.endsWith(SafetensorsIndex.SINGLE_FILE)) {
            Path model = file.toAbsolutePath().getParent();
            for (Path folder : folders(model)) {
                Problems problems = new Problems();
                String name = model.relativize(folder).toString().replace('\\', '/');
                SafetensorsIndex.find(folder, problems)
                        .ifPresent(
                                index -> {
                                    folders.add(name);
                                    index.tensors()
                                            .forEach(
                                                    (key, it) -> tensors.put(name + "." + key, it));
                                });
                problems.refuse(folder);
            }
        }
        return new SavedState(file, tensors, notes, folders, updates, advice);
    }

    static Set<String> listed(String note) {
        return note == null || note.isEmpty() ? Set.of() : Set.of(note.split(","));
    }

    private static List<Path> folders(Path model) {
        try (Stream<Path> inside = Files.walk(model, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            return inside.filter(it -> !it.equals(model) && Files.isDirectory(it))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new BrokenModelException(
                    "The model folder %s cannot be listed (%s). Check that it may be read."
                            .formatted(model, e),
                    e);
        }
    }

    /** Returns the name of what a list has of a parameter. */
    static String key(String list, Parameter parameter) {
        return list + "." + parameter.name();
    }

    /** Returns what a list has of a parameter; null for nothing. */
    TensorEntry entry(String list, Parameter parameter) {
        TensorEntry own = tensors.get(key(list, parameter));
        return own == null && list.equals(Learner.WEIGHTS) ? tensors.get(parameter.name()) : own;
    }

    /** Tells whether it has weights of some parameter. */
    boolean hasAnyOf(List<Parameter> parameters) {
        return parameters.stream().anyMatch(it -> entry(Learner.WEIGHTS, it) != null);
    }

    /**
     * Reads a tensor. States had no counts once: each update went into all moments then, with a
     * gradient or without. An average that was not kept begins with the weights.
     */
    @Override
    public float[] of(String list, Parameter parameter) {
        TensorEntry entry = tensors.get(key(list, parameter));
        if (entry == null && list.equals(Learner.COUNTS)) {
            return new float[] {updates};
        }
        if (entry == null && list.equals(Learner.AVERAGES)) {
            return of(Learner.WEIGHTS, parameter);
        }
        long[] shape = Learner.shape(list, parameter);
        if (entry == null
                || entry.type() != StoredType.F32
                || !Arrays.equals(entry.shape(), shape)) {
            throw refusal(list, parameter);
        }
        return values(entry);
    }

    BrokenModelException refusal(String list, Parameter parameter) {
        return new BrokenModelException(
                "The training state %s does not hold %s of tensor %s as float32 of shape %s. It belongs to another model; %s."
                        .formatted(
                                file,
                                list,
                                parameter.name(),
                                Arrays.toString(Learner.shape(list, parameter)),
                                advice));
    }

    /**
     * Reads all elements of a tensor.
     *
     * @throws BrokenModelException if they are neither float32 nor bfloat16
     */
    float[] values(TensorEntry entry) {
        float[] values = new float[Math.toIntExact(entry.elements())];
        ByteBuffer bytes = read(entry);
        switch (entry.type()) {
            case F32 -> bytes.asFloatBuffer().get(values);
            case BF16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.intBitsToFloat(bytes.getShort() << Short.SIZE);
                }
            }
            default ->
                    throw new BrokenModelException(
                            "The file %s holds the tensor %s as %s, and a training begins with float32 or bfloat16; %s."
                                    .formatted(file, entry.name(), entry.type(), advice));
        }
        return values;
    }

    private ByteBuffer read(TensorEntry entry) {
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.toIntExact(entry.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(entry.file(), StandardOpenOption.READ)) {
            while (buffer.hasRemaining()
                    && channel.read(buffer, entry.offset() + buffer.position()) >= 0) {
                continue;
            }
        } catch (ClosedByInterruptException e) {
            throw new CancelledException("The reading of " + entry.file() + " was interrupted.", e);
        } catch (IOException e) {
            throw new BrokenModelException(
                    "The training state %s cannot be read (%s). Check that it may be read and that its disk is well."
                            .formatted(entry.file(), e),
                    e);
        }
        return buffer.flip();
    }
}
