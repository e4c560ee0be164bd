package io.mingle.http.internal.chat;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.media.SoundFileFormat;
import io.mingle.api.media.SoundWriter;
import io.mingle.api.media.WavWriter;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.http.internal.EventFeed;
import io.mingle.http.internal.sound.AudioFormat;
import io.mingle.http.internal.sound.RateChange;
import io.mingle.http.internal.speech.SoundWriting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The speech of an answer that is sent whole. For one thread. */
final class WholeSound {

    /** What is longer has to be streamed. */
    private static final int MOST_SECONDS = 600;

    private final List<float[]> pieces = new ArrayList<>();
    private int rate = 1;
    private int samples;

    /**
     * Takes what has happened to the answer, if it is sound.
     *
     * @throws ContentTooLargeException if there is too much of it to be kept
     */
    void take(EventFeed.News news) {
        if (news.event() instanceof SpeechChunk chunk) {
            rate = chunk.rate();
            samples += chunk.samples().length;
            pieces.add(chunk.samples());
            if (samples > MOST_SECONDS * rate) {
                throw new ContentTooLargeException(
                        "The answer takes more than %s seconds to speak, and has to be kept until it is complete. Ask with 'stream': true, or for a shorter one."
                                .formatted(MOST_SECONDS));
            }
        }
    }

    /**
     * Returns it as a file that says what it is, or as samples alone.
     *
     * @param writing writes what is neither a WAV file nor samples
     */
    byte[] bytes(SoundFileFormat format, SoundWriting writing) throws IOException {
        float[] all = new float[samples];
        int at = 0;
        for (float[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return switch (format) {
            case WAV -> new WavWriter(rate, WavWriter.Encoding.PCM16, Speech.SYNTHETIC).file(all);
            case PCM -> pcm(all);
            default -> written(writing, all);
        };
    }

    private byte[] written(SoundWriting writing, float[] all) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (SoundWriter writer = writing.open(rate, file)) {
            writer.write(all);
        }
        return file.toByteArray();
    }

    private byte[] pcm(float[] all) {
        RateChange change = new RateChange(rate, AudioFormat.PCM.rate());
        float[] begin = change.next(all);
        float[] end = change.end();
        float[] whole = Arrays.copyOf(begin, begin.length + end.length);
        System.arraycopy(end, 0, whole, begin.length, end.length);
        return AudioFormat.PCM.encode(whole);
    }
}
