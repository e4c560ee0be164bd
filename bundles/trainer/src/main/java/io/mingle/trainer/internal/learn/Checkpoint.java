package io.mingle.trainer.internal.learn;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.model.SafetensorsHeader;
import io.mingle.model.SafetensorsWriter;
import io.mingle.model.StoredType;
import io.mingle.model.TensorSpec;
import io.mingle.nn.Parameter;
import io.mingle.tensor.TensorRuntime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Writes what a training has come to, and reads it back.
 *
 * <p>The model file holds the networks' weights in bfloat16 under their published names. The state
 * file holds {@link Learner#LISTS} in float32, exactly as they are on the device, those of heads
 * among them. Both hold what a training found and does not use.
 */
public final class Checkpoint {

    /** The note with the number of updates. */
    static final String UPDATES = "updates";

    /** Folders that are written as pipelines of diffusers have them. */
    private static final Set<String> DIFFUSERS = Set.of("transformer", "vae");

    private static final String DIFFUSERS_FILE = "diffusion_pytorch_model.safetensors";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private Checkpoint() {}

    /**
     * Writes the weights, or their averages where they are kept, as a model that can be served.
     *
     * @param file for what lies in no folder of its own; folders are beside it
     * @throws UnwritableOutputException if the disk does not take it; what was there is as it was
     */
    public static void writeModel(Learner learner, Path file, Map<String, String> notes) {
        Published.of(learner)
                .forEach(
                        (folder, tensors) ->
                                write(
                                        inFolder(file, folder),
                                        tensors.stream().map(Published::spec).toList(),
                                        notes,
                                        writer -> {
                                            for (Published it : tensors) {
                                                writer.write(
                                                        it.name(), bfloat16(it.values().get()));
                                            }
                                        }));
    }

    private static Path inFolder(Path file, String folder) {
        if (folder.isEmpty()) {
            return file;
        }
        Path inside = file.resolveSibling(folder);
        try {
            Files.createDirectories(inside);
        } catch (IOException e) {
            throw unwritten(inside, e);
        }
        return inside.resolve(
                DIFFUSERS.contains(folder) ? DIFFUSERS_FILE : file.getFileName().toString());
    }

    /**
     * Writes all that is needed to go on, with {@code notes} of the caller's own.
     *
     * @throws UnwritableOutputException if the disk does not take it; what was there is as it was
     */
    public static void writeState(Learner learner, Path file, Map<String, String> notes) {
        TrainingProgram program = learner.description();
        List<TensorSpec> specs = new ArrayList<>();
        for (String list : Learner.LISTS) {
            for (Parameter parameter : program.parameters(list)) {
                specs.add(
                        new TensorSpec(
                                SavedState.key(list, parameter),
                                StoredType.F32,
                                Learner.shape(list, parameter)));
            }
        }
        Unused unused = learner.unused();
        specs.addAll(unused.specs());
        Map<String, String> all = new TreeMap<>(notes);
        all.putAll(unused.notes(program));
        all.put(UPDATES, Long.toString(learner.updates()));
        write(
                file,
                specs,
                all,
                writer -> {
                    for (String list : Learner.LISTS) {
                        List<Parameter> parameters = program.parameters(list);
                        for (int i = 0; i < parameters.size(); i++) {
                            writer.write(
                                    SavedState.key(list, parameters.get(i)),
                                    float32(learner.values(list, i)));
                        }
                    }
                    for (Map.Entry<String, Unused.Kept> it : unused.tensors().entrySet()) {
                        writer.write(it.getKey(), float32(it.getValue().values()));
                    }
                });
    }

    /** Returns the notes that were written with a state. */
    public static Map<String, String> notes(Path file) {
        return SafetensorsHeader.read(file).metadata();
    }

    /**
     * Returns a note that is a number.
     *
     * @return the number, 0 or more; 0 where the note is missing
     * @throws BrokenModelException if it is anything else
     */
    public static long number(Map<String, String> notes, String key, Path file) {
        String text = notes.getOrDefault(key, "0");
        if (!NUMBER.matcher(text).matches()) {
            throw new BrokenModelException(
                    "The training state %s notes '%s' as '%s', which should be a whole number of 0 or more. The file is damaged: bring back a copy of it, or begin a new training in another folder."
                            .formatted(file, key, text));
        }
        return Long.parseLong(text);
    }

    /** Starts a learner of {@code lanes} lanes where a state left off. */
    public static Learner readState(
            TensorRuntime runtime, TrainingProgram program, int lanes, Path file) {
        SavedState saved = SavedState.of(file, "train into another folder, without --resume");
        Unused unused = Unused.of(saved, program);
        return new Learner(runtime, program, lanes, saved, unused, saved.updates());
    }

    /**
     * Starts a learner with what an earlier training came to, or with the weights of a model; what
     * is new since starts from {@code seed}.
     */
    public static Learner readEarlier(
            TensorRuntime runtime, TrainingProgram program, int lanes, long seed, Path file) {
        SavedState saved =
                SavedState.of(
                        file,
                        "name with --from a training of the model that is trained here, or leave"
                                + " --from out");
        EarlierState start = new EarlierState(saved, program, new RandomStart(seed));
        Unused unused = Unused.of(saved, program);
        return new Learner(runtime, program, lanes, start, unused, saved.updates());
    }

    /**
     * Starts a learner with the weights that a model is served with, to measure them.
     *
     * @param state of its training, from which heads come; null for none, so that they start from
     *     {@code seed}
     */
    public static Learner readServed(
            TensorRuntime runtime, TrainingProgram program, long seed, Path model, Path state) {
        RandomStart fresh = new RandomStart(seed);
        Learner.State training = state == null ? fresh : served(state, program, fresh);
        Learner.State start = new ServedState(program, served(model, program, fresh), training);
        return new Learner(runtime, program, 1, start, Unused.NONE, 0);
    }

    private static Learner.State served(Path file, TrainingProgram program, RandomStart fresh) {
        String advice = "name with --model a model of the networks that its config.json describes";
        return new EarlierState(SavedState.of(file, advice), program, fresh);
    }

    private interface Content {
        void writeTo(SafetensorsWriter writer) throws IOException;
    }

    private static void write(
            Path file, List<TensorSpec> specs, Map<String, String> notes, Content content) {
        try (SafetensorsWriter writer = new SafetensorsWriter(file, specs, notes)) {
            content.writeTo(writer);
            writer.commit();
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    private static UnwritableOutputException unwritten(Path file, IOException e) {
        return new UnwritableOutputException(
                "The checkpoint %s was not written (%s). Make room on its disk, or bring its folder back, and go on with --resume from what was saved last."
                        .formatted(file, e),
                e);
    }

    private static ByteBuffer float32(float[] values) {
        ByteBuffer buffer =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer;
    }

    /** Rounds to nearest, ties to even. */
    private static ByteBuffer bfloat16(float[] values) {
        ByteBuffer buffer =
                ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            int bits = Float.floatToRawIntBits(value);
            buffer.putShort((short) (bits + 0x7FFF + (bits >>> 16 & 1) >>> 16));
        }
        return buffer.flip();
    }
}
