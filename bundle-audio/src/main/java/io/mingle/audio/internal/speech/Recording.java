package io.mingle.audio.internal.speech;

import io.mingle.api.content.Sound;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.MediaReader;
import io.mingle.audio.sound.SoundReader;
import io.mingle.audio.sound.Waveform;
import java.util.Optional;
import java.util.function.Supplier;

/** A recording of a voice that is to be copied. */
final class Recording {

    /** Samples per second, at least: voices are listened to at this rate. */
    private static final int RATE = 16_000;

    private static final int LEAST_SECONDS = 1;
    private static final int MOST_SECONDS = 30;

    /** Of full scale, as the root of the mean square; about −54 dB. */
    private static final double SILENT = 0.002;

    private Recording() {}

    /**
     * Reads one.
     *
     * @param media decodes what is no plain WAV
     * @return one channel, at its own rate
     * @throws UnreadableContentException if it is no sound, too short or silent
     * @throws io.mingle.api.error.ContentTooLargeException if it is too long
     */
    static Waveform read(Sound sound, Supplier<Optional<MediaReader>> media) {
        Waveform wave = new SoundReader(MOST_SECONDS, media).read(sound);
        double seconds = (double) wave.samples().length / wave.rate();
        if (wave.rate() < RATE) {
            throw new UnreadableContentException(
                    "The recording '%s' has %s samples a second; a voice is copied of %s or more. Record it anew, not by telephone."
                            .formatted(sound.name(), wave.rate(), RATE));
        }
        if (seconds < LEAST_SECONDS) {
            throw new UnreadableContentException(
                    "The recording '%s' lasts %.2f s; a voice is copied of %s to %s s. Record three seconds or more."
                            .formatted(sound.name(), seconds, LEAST_SECONDS, MOST_SECONDS));
        }
        double sum = 0;
        for (float sample : wave.samples()) {
            sum += (double) sample * sample;
        }
        if (Math.sqrt(sum / wave.samples().length) < SILENT) {
            throw new UnreadableContentException(
                    "The recording '%s' is silent, so there is no voice in it. Check the microphone."
                            .formatted(sound.name()));
        }
        return wave;
    }
}
