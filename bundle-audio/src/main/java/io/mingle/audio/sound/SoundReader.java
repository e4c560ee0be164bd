package io.mingle.audio.sound;

import io.mingle.api.content.Sound;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;

/**
 * Decodes sound files: WAV with PCM of 8, 16, 24 or 32 bits or floats of 32 or 64.
 *
 * <p>The format is told from the bytes, never from the name. The duration in the header is checked
 * before anything is decoded. Of several channels the first is taken, as the published model does;
 * nothing is mixed, trimmed or made louder. Immutable; may be used by many threads at once. Works
 * on the caller's thread.
 */
public final class SoundReader {

    private final double maxSeconds;

    /**
     * Creates a reader.
     *
     * @param maxSeconds the longest sound that is decoded
     */
    public SoundReader(double maxSeconds) {
        this.maxSeconds = maxSeconds;
    }

    /**
     * Decodes the first channel of a sound.
     *
     * @throws UnreadableContentException if the bytes are no sound, a damaged one, or one of a kind
     *     that is not read
     * @throws ContentTooLargeException if it lasts longer than the limit
     */
    public Waveform read(Sound sound) {
        if (!SoundFormat.isWav(sound.bytes())) {
            throw new UnreadableContentException(
                    "The sound '%s' looks like %s; WAV is what can be read. Convert it, for example with: ffmpeg -i FILE FILE.wav"
                            .formatted(sound.name(), SoundFormat.describe(sound.bytes())));
        }
        return new WavFile(sound).decode(maxSeconds);
    }
}
