package io.mingle.api.content;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What stands before the samples of a WAV file with 16 bits and one channel. */
final class WavHeader {

    static final int BYTES = 44;

    private static final int FORMAT_BYTES = 16;
    private static final short PCM = 1;
    private static final short MONO = 1;

    private WavHeader() {}

    /** Returns room for a whole file; its header is written. */
    static ByteBuffer of(int rate, int samples) {
        int bytes = samples * Short.BYTES;
        ByteBuffer wav = ByteBuffer.allocate(BYTES + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(BYTES - 8 + bytes).put(ascii("WAVEfmt "));
        wav.putInt(FORMAT_BYTES).putShort(PCM).putShort(MONO);
        wav.putInt(rate).putInt(rate * Short.BYTES);
        wav.putShort((short) Short.BYTES).putShort((short) Short.SIZE);
        return wav.put(ascii("data")).putInt(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
