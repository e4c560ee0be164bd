package io.mingle.audio.sound;

import io.mingle.api.content.Sound;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.EngineUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.DecodedSound;
import io.mingle.api.media.MediaReader;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decodes sound files: WAV with PCM of 8, 16, 24 or 32 bits or floats of 32 or 64 by itself,
 * everything else through a {@link MediaReader} where there is one.
 *
 * <p>The format is told from the bytes, never from the name. No more than the longest sound is
 * decoded. Of several channels the mean is taken, or the first alone, which is what the published
 * model hears, as the sound says; nothing is trimmed or made louder. Of a damaged file all that can
 * be read is used, and the waveform's warnings tell what was lost. May be used by many threads at
 * once. Works on the caller's thread.
 */
public final class SoundReader {

    /** So many bytes tell whether a file is WAV. */
    public static final int HEAD = 12;

    private final double maxSeconds;
    private final Supplier<Optional<MediaReader>> media;

    /**
     * Creates a reader.
     *
     * @param maxSeconds the longest sound that is decoded
     * @param media asked for each sound that is no plain WAV
     */
    public SoundReader(double maxSeconds, Supplier<Optional<MediaReader>> media) {
        this.maxSeconds = maxSeconds;
        this.media = media;
    }

    /**
     * Tells from its first {@link #HEAD} bytes whether a file is WAV, with plain samples or not.
     *
     * @param head these, or more
     */
    public static boolean isWav(byte[] head) {
        return SoundFormat.isWav(head);
    }

    /**
     * Decodes a sound.
     *
     * @throws UnreadableContentException if the bytes are no sound, one so damaged that nothing is
     *     left, or one of a kind that is not read
     * @throws ContentTooLargeException if it lasts longer than the limit
     * @throws EngineUnavailableException if the media reader has nothing for this machine
     */
    public Waveform read(Sound sound) {
        if (SoundFormat.isWav(sound.bytes())) {
            WavFile wav = new WavFile(sound);
            if (wav.isPlain()) {
                return wav.decode(maxSeconds);
            }
        }
        Optional<String> other = SoundFormat.ofNoSound(sound.bytes());
        if (other.isPresent()) {
            throw new UnreadableContentException(
                    "The sound '%s' looks like %s. Send a sound, for example WAV, FLAC, MP3, Ogg or M4A."
                            .formatted(sound.name(), other.get()));
        }
        DecodedSound decoded =
                media.get().orElseThrow(() -> missing(sound)).sound(sound, maxSeconds);
        return new Waveform(decoded.rate(), decoded.samples(), decoded.warnings());
    }

    private static UnreadableContentException missing(Sound sound) {
        return new UnreadableContentException(
                "The sound '%s' looks like %s; WAV with plain samples is all that can be read, because the bundle io.mingle.media.ffmpeg is not installed. Install it, or convert the sound, for example with: ffmpeg -i FILE -c:a pcm_s16le FILE.wav"
                        .formatted(sound.name(), SoundFormat.describe(sound.bytes())));
    }
}
