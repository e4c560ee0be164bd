package io.mingle.audio.sound;

import io.mingle.api.content.Sound;
import io.mingle.api.content.Sound.Channels;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A WAV file: chunks, of which {@code fmt } says how samples are stored and {@code data} holds them
 * (IBM and Microsoft, "Multimedia Programming Interface and Data Specifications 1.0", 1991, chapter
 * 3; extensible format: Microsoft, "WAVEFORMATEXTENSIBLE").
 */
final class WavFile {

    private static final int MIN_RATE = 1_000;
    private static final int MAX_RATE = 192_000;

    private static final int FORMAT = 16;
    private static final int EXTENSIBLE_FORMAT = 40;
    private static final int SUB_FORMAT = 24;

    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xfffe;

    private final Sound sound;
    private final ByteBuffer bytes;
    private final WavChunks chunks;

    WavFile(Sound sound) {
        this.sound = sound;
        bytes = ByteBuffer.wrap(sound.bytes()).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        chunks = new WavChunks(bytes);
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

        double seconds(long length) {
            return (double) (length / frameBytes) / rate;
        }
    }

    /**
     * Tells whether its samples are read here; a file that does not say is damaged, not foreign.
     */
    boolean isPlain() {
        int at = chunks.find("fmt ");
        return at < 0 || at + FORMAT > bytes.capacity() || described(at).known();
    }

    /** Decodes the channels that are heard. */
    Waveform decode(double maxSeconds) {
        int description = chunks.find("fmt ");
        int data = chunks.find("data");
        if (data >= 0 && (description < 0 || description > data)) {
            throw damaged("its samples come before the chunk that describes them");
        }
        if (description < 0) {
            throw damaged("it ends before any samples");
        }
        Format format = format(description);
        if (data < 0) {
            throw damaged("it ends before any samples");
        }
        return samples(format, data, maxSeconds);
    }

    private Format described(int at) {
        int tag = bytes.getShort(at) & 0xffff;
        if (tag == EXTENSIBLE
                && chunks.length(at) >= EXTENSIBLE_FORMAT
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
        if (chunks.length(at) < FORMAT || at + chunks.length(at) > bytes.capacity()) {
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
                                    sound.name(),
                                    Integer.toUnsignedLong(format.rate()),
                                    MIN_RATE,
                                    MAX_RATE));
        }
        return format;
    }

    private Waveform samples(Format format, int start, double maxSeconds) {
        int there = bytes.capacity() - start;
        long length = chunks.isOpen(start) ? there : chunks.length(start);
        int frames = (int) Math.min(length, there) / format.frameBytes();
        if (frames == 0) {
            throw damaged("it has no samples");
        }
        checkDuration((double) frames / format.rate(), maxSeconds);
        float[] samples = new float[frames];
        int odd = 0;
        for (int i = 0; i < frames; i++) {
            samples[i] = heard(format, start + i * format.frameBytes());
            if (!Float.isFinite(samples[i])) {
                samples[i] = 0;
                odd++;
            }
        }
        if (odd == frames) {
            throw damaged("none of its samples is a number");
        }
        List<String> warnings = new ArrayList<>();
        // Some programs write the size of the whole file where that of the samples belongs.
        if (length - there > start) {
            warnings.add(
                    text(
                            "The sound '%s' is cut off: by its header it lasts %.2f s, and %.2f s"
                                    + " of it are there.",
                            sound.name(), format.seconds(length), format.seconds(there)));
        }
        if (odd > 0) {
            warnings.add(
                    "The sound '%s' is damaged: %s of its %s samples are no numbers, and were taken as silence."
                            .formatted(sound.name(), odd, frames));
        }
        return new Waveform(format.rate(), samples, warnings);
    }

    /** Returns the first channel, or the mean of all as torch computes it, in float32. */
    private float heard(Format format, int at) {
        float sum = format.sample(bytes, at);
        if (sound.channels() == Channels.FIRST) {
            return sum;
        }
        for (int channel = 1; channel < format.channels(); channel++) {
            sum += format.sample(bytes, at + channel * format.bits() / Byte.SIZE);
        }
        return sum / format.channels();
    }

    private void checkDuration(double seconds, double maxSeconds) {
        if (seconds > maxSeconds) {
            throw new ContentTooLargeException(
                    text(
                            "The sound '%s' lasts %.1f s; this model hears at most %.1f s at a"
                                    + " time. Cut it into shorter ones.",
                            sound.name(), Math.ceil(10 * seconds) / 10, maxSeconds));
        }
    }

    private UnreadableContentException damaged(String finding) {
        return new UnreadableContentException(
                "The sound '%s' is a damaged WAV file: %s. Write or fetch it again."
                        .formatted(sound.name(), finding));
    }

    private static String text(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
