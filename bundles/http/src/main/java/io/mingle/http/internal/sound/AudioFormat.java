package io.mingle.http.internal.sound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import java.util.List;
import java.util.Optional;

/** How sound is written on the wire, one channel. */
public enum AudioFormat {
    /** 16 bits, little endian. */
    PCM("audio/pcm", "pcm16", 24_000, 2),
    /** μ-law (ITU-T G.711). */
    ULAW("audio/pcmu", "g711_ulaw", 8_000, 1),
    /** A-law (ITU-T G.711). */
    ALAW("audio/pcma", "g711_alaw", 8_000, 1);

    private final String type;
    private final String older;
    private final int rate;
    private final int width;

    AudioFormat(String type, String older, int rate, int width) {
        this.type = type;
        this.older = older;
        this.rate = rate;
        this.width = width;
    }

    /** Returns how many samples a second has. */
    public int rate() {
        return rate;
    }

    /** Returns how many bytes a sample has. */
    public int width() {
        return width;
    }

    /** Returns what it was called before formats were objects. */
    public String older() {
        return older;
    }

    /**
     * Reads which one is meant.
     *
     * @throws ApiException if it is none of these
     */
    public static AudioFormat read(Fields holder, boolean lenient) {
        Optional<JsonNode> given = holder.any("format");
        if (given.isEmpty()) {
            return PCM;
        }
        if (given.get().isTextual()) {
            throw ApiException.invalid(
                    holder.path("format"),
                    "'%s' has to be an object, like {\"type\": \"audio/pcm\", \"rate\": 24000}."
                            .formatted(holder.path("format")));
        }
        Fields format = holder.requiredObject("format");
        String type = format.required("type");
        AudioFormat found =
                List.of(values()).stream()
                        .filter(it -> it.type.equals(type))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        ApiException.invalid(
                                                format.path("type"),
                                                "'%s' has to be audio/pcm, audio/pcmu or audio/pcma."
                                                        .formatted(format.path("type"))));
        format.whole("rate", found.rate, found.rate);
        format.end(lenient);
        return found;
    }

    /** Finds the one that had another name before formats were objects. */
    public static Optional<AudioFormat> ofOlder(String name) {
        return List.of(values()).stream().filter(it -> it.older.equals(name)).findFirst();
    }

    /** Writes which one it is. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", type);
        return this == PCM ? json.put("rate", rate) : json;
    }

    /** Reads samples, full scale from −1 to 1. What is left of a sample is dropped. */
    public float[] decode(byte[] bytes) {
        float[] samples = new float[bytes.length / width];
        for (int i = 0; i < samples.length; i++) {
            samples[i] =
                    switch (this) {
                        case PCM ->
                                (short) ((bytes[2 * i] & 0xff) | bytes[2 * i + 1] << 8) / 32768f;
                        case ULAW -> G711.fromUlaw(bytes[i]) / 32768f;
                        case ALAW -> G711.fromAlaw(bytes[i]) / 32768f;
                    };
        }
        return samples;
    }

    /** Writes samples; what lies beyond full scale is clipped. */
    public byte[] encode(float[] samples) {
        byte[] bytes = new byte[samples.length * width];
        for (int i = 0; i < samples.length; i++) {
            short value =
                    (short) Math.round(Math.max(-1, Math.min(1, samples[i])) * Short.MAX_VALUE);
            switch (this) {
                case PCM -> {
                    bytes[2 * i] = (byte) value;
                    bytes[2 * i + 1] = (byte) (value >> 8);
                }
                case ULAW -> bytes[i] = G711.toUlaw(value);
                case ALAW -> bytes[i] = G711.toAlaw(value);
            }
        }
        return bytes;
    }
}
