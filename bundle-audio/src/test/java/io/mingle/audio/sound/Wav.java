package io.mingle.audio.sound;

import io.mingle.api.content.Sound;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes WAV files, right ones and forged ones. */
public final class Wav {

    private ByteArrayOutputStream chunks = new ByteArrayOutputStream();

    /** Returns a mono file of 16-bit samples. */
    public static Sound of(String name, int rate, short... samples) {
        ByteBuffer data = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        data.asShortBuffer().put(samples);
        return new Wav().format(1, 1, rate, 2, 16).chunk("data", data.array()).named(name);
    }

    /** Appends a description of samples. */
    Wav format(int tag, int channels, int rate, int frameBytes, int bits) {
        ByteBuffer format = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        format.putShort((short) tag).putShort((short) channels).putInt(rate);
        format.putInt(rate * frameBytes).putShort((short) frameBytes).putShort((short) bits);
        return chunk("fmt ", format.array());
    }

    Wav chunk(String id, byte[] content) {
        return chunk(id, content.length, content);
    }

    /** Appends a chunk that gives its length as it likes. */
    Wav chunk(String id, long length, byte[] content) {
        chunks.writeBytes(id.getBytes(StandardCharsets.ISO_8859_1));
        chunks.writeBytes(number(length));
        chunks.writeBytes(content);
        if (content.length % 2 == 1) {
            chunks.write(0);
        }
        return this;
    }

    /** Takes back the byte that made the last chunk even. */
    Wav withoutPadding() {
        byte[] written = chunks.toByteArray();
        chunks = new ByteArrayOutputStream();
        chunks.write(written, 0, written.length - 1);
        return this;
    }

    Sound named(String name) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("RIFF".getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes(number(4 + chunks.size()));
        file.writeBytes("WAVE".getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes(chunks.toByteArray());
        return new Sound(name, file.toByteArray());
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value).array();
    }
}
