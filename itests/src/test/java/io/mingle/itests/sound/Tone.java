package io.mingle.itests.sound;

import io.mingle.api.content.Sound;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A tone of one channel and 16 bits a sample, as files of two formats that lose nothing. */
public final class Tone {

    private static final int RATE = 16_000;
    private static final int BLOCK = 4096;

    private final short[] samples;

    private Tone(short[] samples) {
        this.samples = samples;
    }

    /**
     * Makes a tone of 16,000 samples a second.
     *
     * @param millis how long it lasts, up to 30 seconds
     * @param hertz how high it is
     * @return the tone
     */
    public static Tone of(int millis, double hertz) {
        short[] samples = new short[RATE / 1000 * millis];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (20_000 * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        return new Tone(samples);
    }

    /**
     * Writes RIFF WAVE with plain samples.
     *
     * @return the file
     */
    public Sound wav() {
        int bytes = 2 * samples.length;
        ByteBuffer file = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(36 + bytes).put(ascii("WAVEfmt ")).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        file.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(bytes);
        file.asShortBuffer().put(samples);
        return new Sound("tone.wav", file.array());
    }

    /**
     * Writes FLAC with frames that hold the samples as they are (RFC 9639, verbatim subframes).
     *
     * @return the file
     */
    public Sound flac() {
        int frames = (samples.length + BLOCK - 1) / BLOCK;
        ByteBuffer file = ByteBuffer.allocate(42 + 11 * frames + 2 * samples.length);
        file.put(ascii("fLaC")).putInt(0x80 << 24 | 34);
        file.putShort((short) BLOCK).putShort((short) BLOCK).put(new byte[6]);
        file.putLong((long) RATE << 44 | 15L << 36 | samples.length).put(new byte[16]);
        for (int frame = 0; frame < frames; frame++) {
            putFrame(file, frame);
        }
        return new Sound("tone.flac", file.array());
    }

    private void putFrame(ByteBuffer file, int frame) {
        int from = BLOCK * frame;
        int count = Math.min(BLOCK, samples.length - from);
        int start = file.position();
        file.putInt(0xFFF87008).put((byte) frame).putShort((short) (count - 1));
        file.put((byte) checksum(file, start, 8, 0x07)).put((byte) 2);
        for (int i = from; i < from + count; i++) {
            file.putShort(samples[i]);
        }
        file.putShort((short) checksum(file, start, 16, 0x8005));
    }

    /** Computes a cyclic redundancy check of what has been written since {@code start}. */
    private static int checksum(ByteBuffer file, int start, int bits, int polynomial) {
        int check = 0;
        for (int i = start; i < file.position(); i++) {
            check ^= (file.get(i) & 0xFF) << bits - 8;
            for (int bit = 0; bit < 8; bit++) {
                check = check << 1 ^ (check >> bits - 1 & 1) * (polynomial | 1 << bits);
            }
        }
        return check;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
