package io.mingle.api.media;

import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes one channel as a WAV file (IBM and Microsoft, "Multimedia Programming Interface and Data
 * Specifications 1.0", 1991, chapter 3).
 *
 * <p>Samples beyond full scale are cut off there, and what is no number is silence.
 *
 * @param rate samples per second
 * @param comment what the file says of itself, in ASCII; perhaps nothing
 */
public record WavWriter(int rate, Encoding encoding, String comment) {

    /** How a sample is stored. */
    public enum Encoding {
        PCM16(1, 2),
        FLOAT32(3, 4);

        private final int tag;
        private final int size;

        Encoding(int tag, int size) {
            this.tag = tag;
            this.size = size;
        }

        /** Returns the bytes of a sample. */
        public int size() {
            return size;
        }
    }

    private static final int RIFF = 12;
    private static final int CHUNK = 8;
    private static final int FORMAT = 16;

    /** What stands for a length where the end is not known yet. */
    private static final int UNKNOWN = 0xffff_ffff;

    private static final long LONGEST = 0xffff_0000L;

    /** Returns a whole file. */
    public byte[] file(float[] samples) {
        long length = (long) samples.length * encoding.size();
        byte[] header = header(length);
        byte[] bytes = new byte[Math.addExact(header.length, Math.toIntExact(length))];
        System.arraycopy(header, 0, bytes, 0, header.length);
        byte[] data = data(samples);
        System.arraycopy(data, 0, bytes, header.length, data.length);
        return bytes;
    }

    /**
     * Begins a file whose length is not known yet.
     *
     * @param out takes the file; stays the caller's to close
     * @throws IOException if the beginning cannot be written
     */
    public SoundWriter open(OutputStream out) throws IOException {
        out.write(openHeader());
        return raw(out);
    }

    /**
     * Writes samples alone, as they follow the beginning of a file.
     *
     * @param out takes them; stays the caller's to close
     */
    public SoundWriter raw(OutputStream out) {
        return new SoundWriter() {
            @Override
            public void write(float[] samples) throws IOException {
                out.write(data(samples));
            }

            @Override
            public void close() throws IOException {
                out.flush();
            }
        };
    }

    /** Returns what a file begins with whose length is not known yet. */
    public byte[] openHeader() {
        return header(-1);
    }

    /**
     * Returns what a file begins with.
     *
     * @param samples how many follow
     * @throws InvalidRequestException if they are more than such a file can hold
     */
    public byte[] headerOf(long samples) {
        return header(samples * encoding.size());
    }

    private byte[] header(long length) {
        if (length > LONGEST) {
            throw new InvalidRequestException(
                    "A sound of %s bytes was to be written as a WAV file, which holds %s at most. Write it in parts."
                            .formatted(length, LONGEST));
        }
        byte[] said = info();
        int size = RIFF + CHUNK + FORMAT + said.length + CHUNK;
        ByteBuffer header = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF"));
        header.putInt(length < 0 ? UNKNOWN : (int) (size - CHUNK + length));
        header.put(ascii("WAVEfmt ")).putInt(FORMAT);
        header.putShort((short) encoding.tag).putShort((short) 1);
        header.putInt(rate).putInt(rate * encoding.size());
        header.putShort((short) encoding.size()).putShort((short) (Byte.SIZE * encoding.size()));
        header.put(said);
        header.put(ascii("data")).putInt(length < 0 ? UNKNOWN : (int) length);
        return header.array();
    }

    /** Makes the chunk with the comment; texts end with a zero and chunks at an even place. */
    private byte[] info() {
        if (comment.isEmpty()) {
            return new byte[0];
        }
        byte[] text = ascii(comment);
        int length = text.length + 1;
        int even = length + length % 2;
        ByteBuffer info = ByteBuffer.allocate(CHUNK + 4 + CHUNK + even);
        info.order(ByteOrder.LITTLE_ENDIAN);
        info.put(ascii("LIST")).putInt(4 + CHUNK + even).put(ascii("INFO"));
        info.put(ascii("ICMT")).putInt(length).put(text);
        return info.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns samples as the file holds them. */
    public byte[] data(float[] samples) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(samples.length, encoding.size()))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : samples) {
            float within = Float.isNaN(sample) ? 0 : Math.max(-1, Math.min(1, sample));
            if (encoding == Encoding.PCM16) {
                bytes.putShort((short) Math.round(within * Short.MAX_VALUE));
            } else {
                bytes.putFloat(within);
            }
        }
        return bytes.array();
    }
}
