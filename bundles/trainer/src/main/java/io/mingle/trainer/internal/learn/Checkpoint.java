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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * Writes what a training has come to, and reads it back.
 *
 * <p>The model file holds the networks' weights in bfloat16 under their published names. The state
 * file holds {@link Learner#LISTS} in float32, exactly as they are on the device.
 */
public final class Checkpoint {

    /** The note with the number of updates. */
    static final String UPDATES = "updates";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private Checkpoint() {}

    /**
     * Writes the weights as a model that can be served.
     *
     * @throws UnwritableOutputException if the disk does not take it; what was there is as it was
     */
    public static void writeModel(Learner learner, Path file, Map<String, String> notes) {
        writeModel(learner.parameters(), i -> learner.values(Learner.WEIGHTS, i), file, notes);
    }

    /** As above, with the weights of the parameter at each place. */
    static void writeModel(
            List<Parameter> parameters,
            IntFunction<float[]> weights,
            Path file,
            Map<String, String> notes) {
        List<TensorSpec> specs = new ArrayList<>();
        for (Parameter parameter : parameters) {
            if (isPublished(parameter)) {
                specs.add(new TensorSpec(parameter.name(), StoredType.BF16, parameter.shape()));
            }
        }
        write(
                file,
                specs,
                notes,
                writer -> {
                    for (int i = 0; i < parameters.size(); i++) {
                        if (isPublished(parameters.get(i))) {
                            writer.write(parameters.get(i).name(), bfloat16(weights.apply(i)));
                        }
                    }
                });
    }

    private static boolean isPublished(Parameter parameter) {
        return !parameter.name().startsWith(TrainingProgram.HEAD + ".");
    }

    /**
     * Writes all that is needed to go on, with {@code notes} of the caller's own.
     *
     * @throws UnwritableOutputException if the disk does not take it; what was there is as it was
     */
    public static void writeState(Learner learner, Path file, Map<String, String> notes) {
        List<Parameter> parameters = learner.parameters();
        List<TensorSpec> specs = new ArrayList<>();
        for (String list : Learner.LISTS) {
            for (Parameter parameter : parameters) {
                specs.add(
                        new TensorSpec(
                                list + "." + parameter.name(),
                                StoredType.F32,
                                Learner.shape(list, parameter)));
            }
        }
        Map<String, String> all = new TreeMap<>(notes);
        all.put(UPDATES, Long.toString(learner.updates()));
        write(
                file,
                specs,
                all,
                writer -> {
                    for (String list : Learner.LISTS) {
                        for (int i = 0; i < parameters.size(); i++) {
                            writer.write(
                                    list + "." + parameters.get(i).name(),
                                    float32(learner.values(list, i)));
                        }
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
            TensorRuntime runtime, Networks networks, int lanes, Path file) {
        SavedState saved = SavedState.of(file, "train into another folder, without --resume");
        return new Learner(runtime, networks, lanes, saved, saved.updates());
    }

    /**
     * Starts a learner with what an earlier training came to, whose networks may have had fewer
     * layers. A layer that was added since changes nothing at first: the products that end its
     * branches are zero (Chen, Goodfellow, Shlens, Net2Net, 2016, for layers with residuals).
     */
    public static Learner readEarlier(
            TensorRuntime runtime, Networks networks, int lanes, long seed, Path file) {
        SavedState saved =
                SavedState.of(
                        file,
                        "name with --from a training of the model that is trained here, or leave"
                                + " --from out");
        Learner.State idle = new RandomStart(seed).idle();
        return new Learner(
                runtime,
                networks,
                lanes,
                (list, p) -> (saved.lacksLayerOf(p) ? idle : saved).of(list, p),
                saved.updates());
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
            throw new UnwritableOutputException(
                    "The checkpoint %s was not written (%s). Make room on its disk, or bring its folder back, and go on with --resume from what was saved last."
                            .formatted(file, e),
                    e);
        }
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
