package io.mingle.host.transcript;

import io.mingle.api.error.UnreadableContentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A WAV file that comes through a pipe while it is recorded (IBM and Microsoft, "Multimedia
 * Programming Interface and Data Specifications 1.0", 1991, chapter 3). What its header says of its
 * length is not believed: it goes on as long as something comes.
 */
public final class WavPipe {

    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xfffe;
    private static final int FORMAT = 16;
    private static final int SUB_FORMAT = 24;
    private static final int MOST_CHANNELS = 64;
    private static final int MOST_CHUNKS = 64;

    /** Of a description, or of what is passed over. */
    private static final int MOST_CHUNK = 1 << 20;

    private final InputStream in;
    private int tag;
    private int channels;
    private int rate;
    private int bits;

    private WavPipe(InputStream in) {
        this.in = in;
    }

    /** What comes, by how it begins: a WAV file, or something else that is read as a whole. */
    public record Opened(WavPipe wav, InputStream other) {

        /** Tells whether it is a WAV file. */
        public boolean isWav() {
            return wav != null;
        }
    }

    /**
     * Looks at the first bytes of a stream.
     *
     * @throws UnreadableContentException if it is a WAV file of a kind that is not read here, or
     *     cut off before its samples
     * @throws IOException if it cannot be read
     */
    public static Opened open(InputStream in) throws IOException {
        byte[] head = in.readNBytes(12);
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (!text.startsWith("RIFF") || !text.startsWith("WAVE", 8)) {
            return new Opened(null, new SequenceInputStream(new ByteArrayInputStream(head), in));
        }
        WavPipe pipe = new WavPipe(in);
        pipe.begin();
        return new Opened(pipe, null);
    }

    private void begin() throws IOException {
        for (int i = 0; i < MOST_CHUNKS; i++) {
            ByteBuffer header = bytes(8);
            String id = new String(header.array(), 0, 4, StandardCharsets.ISO_8859_1);
            long size = header.getInt(4) & 0xffff_ffffL;
            if (id.equals("data")) {
                check();
                return;
            }
            if (size > MOST_CHUNK) {
                throw damaged();
            }
            ByteBuffer content = bytes((int) (size + size % 2));
            if (id.equals("fmt ") && size >= FORMAT) {
                describe(content, size);
            }
        }
        throw damaged();
    }

    private void describe(ByteBuffer format, long size) {
        tag = format.getShort(0) & 0xffff;
        if (tag == EXTENSIBLE && size > SUB_FORMAT + 2) {
            tag = format.getShort(SUB_FORMAT) & 0xffff;
        }
        channels = format.getShort(2) & 0xffff;
        rate = format.getInt(4);
        bits = format.getShort(14) & 0xffff;
    }

    private void check() {
        boolean plain =
                tag == PCM ? bits == 16 || bits == 24 || bits == 32 : tag == FLOAT && bits == 32;
        if (!plain || channels < 1 || channels > MOST_CHANNELS || rate < 1) {
            throw new UnreadableContentException(
                    "The sound that is piped in is a WAV file with %s channels of %s bits, format %s, %s samples per second; live, 16, 24 or 32 bits of PCM or 32 of floats are read. Convert it, or leave --stream out."
                            .formatted(channels, bits, tag, rate));
        }
    }

    private ByteBuffer bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw damaged();
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static UnreadableContentException damaged() {
        return new UnreadableContentException(
                "The sound that is piped in begins as a WAV file and ends, or goes on otherwise,"
                        + " before any samples. Write it again.");
    }

    /** Returns samples per second. */
    public int rate() {
        return rate;
    }

    /**
     * Returns what comes next, all channels mixed.
     *
     * @return a tenth of a second at most; nothing at the end
     * @throws IOException if it cannot be read
     */
    public float[] next() throws IOException {
        int frame = channels * bits / Byte.SIZE;
        byte[] bytes = in.readNBytes(Math.max(1, rate / 10) * frame);
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        float[] samples = new float[bytes.length / frame];
        for (int i = 0; i < samples.length; i++) {
            float sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += sample(data, i * frame + channel * bits / Byte.SIZE);
            }
            samples[i] = sum / channels;
        }
        return samples;
    }

    private float sample(ByteBuffer data, int at) {
        return switch (bits) {
            case 16 -> data.getShort(at) / 0x1p15f;
            case 24 -> (data.getShort(at) & 0xffff | data.get(at + 2) << 16) / 0x1p23f;
            default -> {
                float sample = tag == FLOAT ? data.getFloat(at) : data.getInt(at) / 0x1p31f;
                yield Float.isFinite(sample) ? sample : 0;
            }
        };
    }
}
