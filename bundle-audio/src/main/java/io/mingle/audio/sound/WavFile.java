package io.mingle.audio.sound;

import io.mingle.api.content.Sound;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A WAV file: chunks, of which {@code fmt } says how samples are stored and {@code data} holds them
 * (IBM and Microsoft, "Multimedia Programming Interface and Data Specifications 1.0", 1991, chapter
 * 3; extensible format: Microsoft, "WAVEFORMATEXTENSIBLE").
 */
final class WavFile {

    private static final int MIN_RATE = 1_000;
    private static final int MAX_RATE = 192_000;

    private static final int HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FORMAT = 16;
    private static final int EXTENSIBLE_FORMAT = 40;
    private static final int SUB_FORMAT = 24;

    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xfffe;

    /**
     * What programs write that do not know the length when they begin: this (arecord, "aplay.c") or
     * more, up to all bits set.
     */
    private static final long UNKNOWN_LENGTH = 0x7fff_ff00L;

    private final String name;
    private final ByteBuffer bytes;

    WavFile(Sound sound) {
        name = sound.name();
        bytes = ByteBuffer.wrap(sound.bytes()).order(ByteOrder.LITTLE_ENDIAN).asReadOnlyBuffer();
        bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** How samples are stored. */
    private record Format(int tag, int channels, int rate, int frameBytes, int bits) {

        /** Reads the sample at a place. */
        float sample(ByteBuffer bytes, int at) {
            return switch (bits) {
                case 8 -> ((bytes.get(at) & 0xff) - 128) / 0x1p7f;
                case 16 -> bytes.getShort(at) / 0x1p15f;
                case 24 -> (bytes.getShort(at) & 0xffff | bytes.get(at + 2) << 16) / 0x1p23f;
                case 32 -> tag == FLOAT ? bytes.getFloat(at) : bytes.getInt(at) / 0x1p31f;
                default -> (float) bytes.getDouble(at);
            };
        }

        boolean known() {
            return tag == PCM
                    ? bits == 8 || bits == 16 || bits == 24 || bits == 32
                    : tag == FLOAT && (bits == 32 || bits == 64);
        }
    }

    /**
     * Tells whether its samples are read here; a file that does not say is damaged, not foreign.
     */
    boolean isPlain() {
        long at = find("fmt ");
        return at < 0 || at + FORMAT > bytes.capacity() || described((int) at).known();
    }

    /** Decodes the first channel. */
    Waveform decode(double maxSeconds) {
        long description = find("fmt ");
        long data = find("data");
        if (data >= 0 && (description < 0 || description > data)) {
            throw damaged("its samples come before the chunk that describes them");
        }
        if (description < 0) {
            throw damaged("it ends before any samples");
        }
        Format format = format((int) description);
        if (data < 0) {
            throw damaged("it ends before any samples");
        }
        return samples(format, (int) data, length(data), maxSeconds);
    }

    /** Returns where the content of the first chunk of a kind begins, −1 if there is none. */
    private long find(String id) {
        long at = HEADER;
        while (at + CHUNK_HEADER <= bytes.capacity()) {
            long start = at + CHUNK_HEADER;
            if (id((int) at).equals(id)) {
                return start;
            }
            // Chunks begin at even places.
            at = start + length(start) + (length(start) & 1);
        }
        return -1;
    }

    private long length(long start) {
        return bytes.getInt((int) start - Integer.BYTES) & 0xffff_ffffL;
    }

    private String id(int at) {
        byte[] id = new byte[4];
        bytes.get(at, id);
        return new String(id, StandardCharsets.ISO_8859_1);
    }

    private Format described(int at) {
        int tag = bytes.getShort(at) & 0xffff;
        if (tag == EXTENSIBLE
                && length(at) >= EXTENSIBLE_FORMAT
                && at + EXTENSIBLE_FORMAT <= bytes.capacity()) {
            tag = bytes.getShort(at + SUB_FORMAT) & 0xffff;
        }
        return new Format(
                tag,
                bytes.getShort(at + 2) & 0xffff,
                bytes.getInt(at + 4),
                bytes.getShort(at + 12) & 0xffff,
                bytes.getShort(at + 14) & 0xffff);
    }

    private Format format(int at) {
        if (length(at) < FORMAT || at + length(at) > bytes.capacity()) {
            throw damaged("the description of its samples is cut off");
        }
        Format format = described(at);
        if (format.channels() < 1
                || format.frameBytes() != format.channels() * format.bits() / Byte.SIZE) {
            throw damaged(
                    "it says that %s channels of %s bits take %s bytes"
                            .formatted(format.channels(), format.bits(), format.frameBytes()));
        }
        if (format.rate() < MIN_RATE || format.rate() > MAX_RATE) {
            throw new UnreadableContentException(
                    "The sound '%s' has %s samples per second; %s to %s are read. Check the file, or convert it to 16000."
                            .formatted(
                                    name,
                                    Integer.toUnsignedLong(format.rate()),
                                    MIN_RATE,
                                    MAX_RATE));
        }
        return format;
    }

    private Waveform samples(Format format, int start, long length, double maxSeconds) {
        int there = bytes.capacity() - start;
        if (length > there && length < UNKNOWN_LENGTH) {
            throw damaged(
                    "it says that %s bytes of samples follow, and %s do".formatted(length, there));
        }
        int frames = (int) Math.min(length, there) / format.frameBytes();
        if (frames == 0) {
            throw damaged("it has no samples");
        }
        double seconds = (double) frames / format.rate();
        if (seconds > maxSeconds) {
            throw new ContentTooLargeException(
                    String.format(
                            Locale.ROOT,
                            "The sound '%s' lasts %.1f s; this model hears at most %.1f s at a"
                                    + " time. Cut it into shorter ones.",
                            name,
                            Math.ceil(10 * seconds) / 10,
                            maxSeconds));
        }
        float[] samples = new float[frames];
        for (int i = 0; i < frames; i++) {
            samples[i] = format.sample(bytes, start + i * format.frameBytes());
            if (!Float.isFinite(samples[i])) {
                throw damaged("sample %s is %s".formatted(i, samples[i]));
            }
        }
        return new Waveform(format.rate(), samples);
    }

    private UnreadableContentException damaged(String finding) {
        return new UnreadableContentException(
                "The sound '%s' is a damaged WAV file: %s. Write or fetch it again."
                        .formatted(name, finding));
    }
}
