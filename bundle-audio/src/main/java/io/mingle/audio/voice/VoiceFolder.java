package io.mingle.audio.voice;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.model.ConfigSection;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.SafetensorsWriter;
import io.mingle.model.StoredType;
import io.mingle.model.TensorEntry;
import io.mingle.model.TensorSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Voices on a disk, each in a folder of its name in {@code talker/voices}: {@value #FACTS} with
 * {@code language}, {@code description} and {@code text}, and {@code model.safetensors} with {@code
 * codes} [codes] as int32, {@code print} [values] and, perhaps, {@code mel} [codes, mels] as
 * float32.
 *
 * @param directory has the folders of voices; need not exist
 */
public record VoiceFolder(Path directory) {

    /** The folder within that of the talker. */
    public static final String NAME = "voices";

    private static final String FACTS = "voice.json";
    private static final String CODES = "codes";
    private static final String PRINT = "print";
    private static final String MEL = "mel";

    /** Much more than half a minute of a voice takes. */
    private static final long MOST_BYTES = 16L << 20;

    private static final int MOST_VOICES = 1000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Reads all voices.
     *
     * @return in order of their names; none if there is no folder
     * @throws BrokenModelException if one of them is damaged
     */
    public List<KnownVoice> all() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.filter(it -> Files.exists(it.resolve(FACTS)))
                    .sorted()
                    .limit(MOST_VOICES)
                    .map(VoiceFolder::read)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw broken(directory, e.getMessage(), e);
        }
    }

    private static KnownVoice read(Path folder) {
        ConfigSection facts = ConfigSection.read(folder.resolve(FACTS));
        SafetensorsIndex stored = SafetensorsIndex.open(folder);
        if (stored.bytes() > MOST_BYTES) {
            throw broken(folder, "its tensors have %s bytes".formatted(stored.bytes()), null);
        }
        String name = String.valueOf(folder.getFileName());
        try {
            ByteBuffer codes = bytes(stored.entry(CODES), StoredType.I32);
            int[] known = new int[codes.remaining() / Integer.BYTES];
            codes.asIntBuffer().get(known);
            return new KnownVoice(
                    name,
                    facts.text("language", "en"),
                    facts.text("description", ""),
                    facts.text("text", ""),
                    known,
                    floats(stored.entry(PRINT)),
                    stored.find(MEL).isPresent() ? floats(stored.entry(MEL)) : new float[0]);
        } catch (IOException | InvalidRequestException e) {
            throw broken(folder, e.getMessage(), e);
        }
    }

    private static float[] floats(TensorEntry entry) throws IOException {
        ByteBuffer bytes = bytes(entry, StoredType.F32);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IOException(entry.name() + " has what is not a number");
            }
        }
        return values;
    }

    private static ByteBuffer bytes(TensorEntry entry, StoredType type) throws IOException {
        if (entry.type() != type) {
            throw new IOException(
                    "%s is stored as %s, not as %s".formatted(entry.name(), entry.type(), type));
        }
        try (InputStream in = Files.newInputStream(entry.file())) {
            in.skipNBytes(entry.offset());
            byte[] bytes = in.readNBytes(Math.toIntExact(entry.bytes()));
            if (bytes.length < entry.bytes()) {
                throw new IOException(entry.name() + " is cut off");
            }
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static BrokenModelException broken(Path folder, String finding, Exception cause) {
        return new BrokenModelException(
                "The voice in %s cannot be read: %s. Make it again, or take the folder away."
                        .formatted(folder, finding),
                cause);
    }

    /**
     * Writes a voice; what was there of it is replaced.
     *
     * @throws UnwritableOutputException if it cannot be written
     */
    public void write(KnownVoice voice) {
        Path folder = directory.resolve(voice.name());
        try {
            Files.createDirectories(folder);
            // Without this a folder is no voice, so that one that is half replaced is none either.
            Files.deleteIfExists(folder.resolve(FACTS));
            writeTensors(voice, folder);
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("language", voice.language());
            facts.put("description", voice.description());
            facts.put("text", voice.text());
            Files.write(folder.resolve(FACTS), JSON.writeValueAsBytes(facts));
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "The voice '%s' cannot be written to %s: %s. Check the disk and the folder."
                            .formatted(voice.name(), folder, e.getMessage()),
                    e);
        }
    }

    private static void writeTensors(KnownVoice voice, Path folder) throws IOException {
        int count = voice.codes().length;
        List<TensorSpec> specs = new ArrayList<>();
        specs.add(new TensorSpec(CODES, StoredType.I32, count));
        specs.add(new TensorSpec(PRINT, StoredType.F32, voice.print().length));
        if (voice.mel().length > 0) {
            specs.add(new TensorSpec(MEL, StoredType.F32, count, voice.mel().length / count));
        }
        Path target = folder.resolve(SafetensorsIndex.SINGLE_FILE);
        try (SafetensorsWriter writer = new SafetensorsWriter(target, specs, Map.of())) {
            ByteBuffer codes = buffer(count);
            codes.asIntBuffer().put(voice.codes());
            writer.write(CODES, codes);
            writer.write(PRINT, floats(voice.print()));
            if (voice.mel().length > 0) {
                writer.write(MEL, floats(voice.mel()));
            }
            writer.commit();
        }
    }

    private static ByteBuffer floats(float[] values) {
        ByteBuffer bytes = buffer(values.length);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    private static ByteBuffer buffer(int values) {
        return ByteBuffer.allocate(4 * values).order(ByteOrder.LITTLE_ENDIAN);
    }
}
