package io.mingle.host.command;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.media.WavWriter;
import io.mingle.api.media.WavWriter.Encoding;
import io.mingle.api.speech.SpeechChunk;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/** Plays sound on the machine's loudspeaker, on a thread of its own, as it comes. */
final class SoundPlayer implements AutoCloseable {

    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
    private SourceDataLine line;
    private Thread thread;

    /**
     * Plays what follows.
     *
     * @throws InvalidRequestException if the machine has no loudspeaker
     */
    void play(SpeechChunk chunk) {
        if (line == null) {
            line = open(chunk.rate());
            thread = new Thread(this::run, "mingle-loudspeaker");
            thread.setDaemon(true);
            thread.start();
        }
        waiting.add(new WavWriter(chunk.rate(), Encoding.PCM16, "").data(chunk.samples()));
    }

    private static SourceDataLine open(int rate) {
        AudioFormat format = new AudioFormat(rate, Short.SIZE, 1, true, false);
        try {
            SourceDataLine line = AudioSystem.getSourceDataLine(format);
            line.open(format);
            line.start();
            return line;
        } catch (LineUnavailableException | IllegalArgumentException e) {
            throw new InvalidRequestException(
                    "Speech was to be played, and this machine has no loudspeaker that takes it (%s). Write it to a file with -o."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private void run() {
        try {
            for (byte[] next = waiting.take(); next != END; next = waiting.take()) {
                line.write(next, 0, next.length);
            }
            line.drain();
        } catch (InterruptedException e) {
            line.flush();
        }
    }

    /** Waits until everything has been heard. */
    void finish() {
        if (thread != null) {
            waiting.add(END);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Is silent at once. */
    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
            line.stop();
            line.close();
        }
    }
}
