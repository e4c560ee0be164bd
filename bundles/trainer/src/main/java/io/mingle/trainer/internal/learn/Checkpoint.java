package io.mingle.trainer.internal.learn;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.model.SafetensorsHeader;
import io.mingle.model.SafetensorsWriter;
import io.mingle.model.StoredType;
import io.mingle.model.TensorEntry;
import io.mingle.model.TensorSpec;
import io.mingle.nn.Parameter;
import io.mingle.tensor.TensorRuntime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes what a training has come to, and reads it back.
 *
 * <p>The model file holds the networks' weights in bfloat16 under their published names. The state
 * file holds weights and moments in float32, exactly as they are on the device.
 */
public final class Checkpoint {

    private static final String UPDATES = "updates";
    private static final String WEIGHTS = "w";
    private static final List<String> LISTS = List.of(WEIGHTS, "m", "v");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern LAYER = Pattern.compile("(.*\\.(?:blocks|layers)\\.)(\\d+)\\.");

    private Checkpoint() {}

    /**
     * Writes the weights as a model that can be served.
     *
     * @throws InvalidRequestException if the disk does not take it; what was there is as it was
     */
    public static void writeModel(Learner learner, Path file, Map<String, String> notes) {
        List<TensorSpec> specs = new ArrayList<>();
        for (Parameter parameter : learner.parameters()) {
            if (!parameter.name().startsWith(TrainingProgram.HEAD)) {
                specs.add(new TensorSpec(parameter.name(), StoredType.BF16, parameter.shape()));
            }
        }
        write(
                file,
                specs,
                notes,
                writer -> {
                    for (int i = 0; i < specs.size(); i++) {
                        writer.write(specs.get(i).name(), bfloat16(learner.values(WEIGHTS, i)));
                    }
                });
    }

    /**
     * Writes all that is needed to go on, with {@code notes} of the caller's own.
     *
     * @throws InvalidRequestException if the disk does not take it; what was there is as it was
     */
    public static void writeState(Learner learner, Path file, Map<String, String> notes) {
        List<Parameter> parameters = learner.parameters();
        List<TensorSpec> specs = new ArrayList<>();
        for (String list : LISTS) {
            for (Parameter parameter : parameters) {
                specs.add(
                        new TensorSpec(
                                list + "." + parameter.name(), StoredType.F32, parameter.shape()));
            }
        }
        Map<String, String> all = new TreeMap<>(notes);
        all.put(UPDATES, Long.toString(learner.updates()));
        write(
                file,
                specs,
                all,
                writer -> {
                    for (String list : LISTS) {
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
        SafetensorsHeader header = SafetensorsHeader.read(file);
        return learner(
                runtime,
                networks,
                lanes,
                header,
                (list, p) ->
                        read(
                                header.tensors(),
                                list,
                                p,
                                file,
                                "train into another folder, without --resume"));
    }

    /**
     * Starts a learner with what an earlier training came to, whose networks may have had fewer
     * layers. A layer that was added since changes nothing at first: the products that end its
     * branches are zero (Chen, Goodfellow, Shlens, Net2Net, 2016, for layers with residuals).
     */
    public static Learner readEarlier(
            TensorRuntime runtime, Networks networks, int lanes, long seed, Path file) {
        SafetensorsHeader header = SafetensorsHeader.read(file);
        Map<String, TensorEntry> entries = header.tensors();
        RandomStart start = new RandomStart(seed);
        return learner(
                runtime,
                networks,
                lanes,
                header,
                (list, p) -> {
                    if (!added(entries, p)) {
                        return read(
                                entries,
                                list,
                                p,
                                file,
                                "name with --from a training of the model that is trained here, or"
                                        + " leave --from out");
                    }
                    return list.equals(WEIGHTS) ? start.idle(p) : Learner.zeros(p);
                });
    }

    /** Gives what the tensors of one of the {@link #LISTS} start with. */
    private interface State {
        float[] of(String list, Parameter parameter);
    }

    private static Learner learner(
            TensorRuntime runtime,
            Networks networks,
            int lanes,
            SafetensorsHeader header,
            State state) {
        return new Learner(
                runtime,
                networks,
                lanes,
                p -> state.of(WEIGHTS, p),
                p -> state.of("m", p),
                p -> state.of("v", p),
                number(header.metadata(), UPDATES, header.file()));
    }

    /**
     * Tells whether a parameter is of a layer that the state lacks, though it has others of them.
     */
    private static boolean added(Map<String, TensorEntry> entries, Parameter parameter) {
        Matcher layer = LAYER.matcher(parameter.name());
        if (!layer.lookingAt()) {
            return false;
        }
        int number = Integer.parseInt(layer.group(2));
        return !has(entries, layer.group(1), number) && has(entries, layer.group(1), 0);
    }

    private static boolean has(Map<String, TensorEntry> entries, String layers, int number) {
        String prefix = WEIGHTS + "." + layers + number + ".";
        return entries.keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }

    private static float[] read(
            Map<String, TensorEntry> entries,
            String list,
            Parameter parameter,
            Path file,
            String advice) {
        TensorEntry entry = entries.get(list + "." + parameter.name());
        long bytes = parameter.count() * Float.BYTES;
        if (entry == null || entry.type() != StoredType.F32 || entry.bytes() != bytes) {
            throw new BrokenModelException(
                    "The training state %s does not hold %s of tensor %s as float32 of %s bytes. It belongs to another model; %s."
                            .formatted(file, list, parameter.name(), bytes, advice));
        }
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (buffer.hasRemaining()
                    && channel.read(buffer, entry.offset() + buffer.position()) >= 0) {
                continue;
            }
        } catch (ClosedByInterruptException e) {
            throw new CancelledException("The reading of " + file + " was interrupted.", e);
        } catch (IOException e) {
            throw new BrokenModelException(
                    "The training state %s cannot be read (%s). Check that it may be read and that its disk is well."
                            .formatted(file, e),
                    e);
        }
        float[] values = new float[buffer.capacity() / Float.BYTES];
        buffer.flip().asFloatBuffer().get(values);
        return values;
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
            throw new InvalidRequestException(
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
