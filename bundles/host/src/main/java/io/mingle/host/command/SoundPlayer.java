package io.mingle.host.command;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.media.WavWriter;
import io.mingle.api.media.WavWriter.Encoding;
import io.mingle.api.speech.SpeechChunk;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntFunction;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/**
 * Plays sound on the machine's loudspeaker, on a thread of its own, as it comes. Who speaks faster
 * than is heard waits where five minutes lie between, or never.
 */
final class SoundPlayer implements AutoCloseable {

    private static final byte[] END = new byte[0];

    /** Pieces that may wait, none of them longer than a second. */
    static final int MOST_WAITING = 300;

    private final IntFunction<SourceDataLine> lines;
    private final BlockingQueue<byte[]> waiting;
    private SourceDataLine line;
    private Thread thread;
    private volatile boolean silent;

    /** Plays on the loudspeaker that the machine prefers. */
    SoundPlayer() {
        this(SoundPlayer::open);
    }

    /**
     * Plays on another line.
     *
     * @param lines opens one for so many samples per second
     */
    SoundPlayer(IntFunction<SourceDataLine> lines) {
        this(lines, MOST_WAITING);
    }

    private SoundPlayer(IntFunction<SourceDataLine> lines, int most) {
        this.lines = lines;
        this.waiting = new LinkedBlockingQueue<>(most);
    }

    /** Plays on the loudspeaker, and keeps nobody waiting who has other things to take care of. */
    static SoundPlayer keepingAll() {
        return keepingAll(SoundPlayer::open);
    }

    /**
     * Plays on another line, and keeps nobody waiting. An answer is not spoken for much longer than
     * an hour, which is some 200 MB.
     *
     * @param lines opens one for so many samples per second
     */
    static SoundPlayer keepingAll(IntFunction<SourceDataLine> lines) {
        return new SoundPlayer(lines, Integer.MAX_VALUE);
    }

    /**
     * Plays what follows. Waits where too much waits already, unless all is kept.
     *
     * @throws InvalidRequestException if the machine has no loudspeaker
     */
    void play(SpeechChunk chunk) {
        if (line == null) {
            line = lines.apply(chunk.rate());
            thread = new Thread(this::run, "mingle-loudspeaker");
            thread.setDaemon(true);
            thread.start();
        }
        byte[] all = new WavWriter(chunk.rate(), Encoding.PCM16, "").data(chunk.samples());
        int second = chunk.rate() * Short.BYTES;
        for (int at = 0; at < all.length && !silent; at += second) {
            put(Arrays.copyOfRange(all, at, Math.min(all.length, at + second)));
        }
    }

    private void put(byte[] piece) {
        try {
            waiting.put(piece);
        } catch (InterruptedException e) {
            // Who is asked to stop speaking is not to be heard to the end.
            Thread.currentThread().interrupt();
        }
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
            byte[] next = waiting.take();
            while (next != END) {
                line.write(next, 0, next.length);
                // Where it is interrupted as it takes sound, a line says nothing of that.
                next = silent ? END : waiting.take();
            }
            if (!silent) {
                line.drain();
            }
        } catch (InterruptedException e) {
            line.flush();
        } finally {
            silent = true;
            waiting.clear();
        }
    }

    /** Waits until everything has been heard. */
    void finish() {
        if (thread != null) {
            put(END);
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
        silent = true;
        if (thread != null) {
            thread.interrupt();
            line.stop();
            line.close();
        }
    }
}
