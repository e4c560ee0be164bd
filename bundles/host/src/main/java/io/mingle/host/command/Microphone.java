package io.mingle.host.command;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;

/** What the machine's microphone hears, one channel with 16 bits. */
final class Microphone implements AutoCloseable {

    private static final int PIECES_A_SECOND = 20;

    private final TargetDataLine line;
    private final byte[] bytes;

    /**
     * Listens to a line.
     *
     * @param rate of the line, which is open
     */
    Microphone(TargetDataLine line, int rate) {
        this.line = line;
        this.bytes = new byte[rate / PIECES_A_SECOND * Short.BYTES];
    }

    /**
     * Begins to listen.
     *
     * @param rate samples per second
     * @throws InvalidRequestException if the machine has no microphone
     */
    static Microphone open(int rate) {
        AudioFormat format = new AudioFormat(rate, Short.SIZE, 1, true, false);
        try {
            TargetDataLine line = AudioSystem.getTargetDataLine(format);
            line.open(format);
            line.start();
            return new Microphone(line, rate);
        } catch (LineUnavailableException | IllegalArgumentException e) {
            throw new InvalidRequestException(
                    "The microphone was to be heard, and this machine has none that gives %s samples a second (%s). Give a file with --audio."
                            .formatted(rate, e.getMessage()),
                    e);
        }
    }

    /**
     * Waits for the next 50 ms.
     *
     * @return a sample or more
     * @throws UnreadableContentException if nothing more comes: it was unplugged
     */
    float[] next() {
        // A line that is open waits until it has all of this.
        int read = line.read(bytes, 0, bytes.length);
        if (read < Short.BYTES) {
            throw new UnreadableContentException(
                    "The microphone was listened to, and gives nothing any more. Plug it in again,"
                            + " and begin again.");
        }
        float[] samples = new float[read / Short.BYTES];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) ((bytes[2 * i] & 0xff) | bytes[2 * i + 1] << 8) / 32768f;
        }
        return samples;
    }

    @Override
    public void close() {
        line.stop();
        line.close();
    }
}
