package io.mingle.api.dialogue;

import io.mingle.api.error.InvalidRequestException;
import java.util.Arrays;

/**
 * Tells speech from noise, frame by frame, by how much louder it is than what lies around it (L.
 * Rabiner, M. Sambur, An Algorithm for Determining the Endpoints of Isolated Utterances, 1975; the
 * level of the noise follows the quietest frames, as in R. Martin, Spectral Subtraction Based on
 * Minimum Statistics, 1994).
 *
 * <p>Anything that is loud is heard as speech. For one recording and one thread.
 */
public final class VoiceActivity {

    /** Frames in a second of sound. */
    public static final int FRAMES_PER_SECOND = 50;

    /** In decibels below full scale: what is quieter is silence, whatever lies around it. */
    public static final double QUIETEST = -60;

    /** How far above the noise speech usually begins, in decibels. */
    public static final double USUAL = 9;

    /** By how much speech that goes on may be quieter than speech that begins. */
    private static final double SLACK = 3;

    /** Over how many frames levels are smoothed. */
    private static final int SMOOTHED = 3;

    /** How fast the noise may become louder, in decibels a frame; it becomes quieter at once. */
    private static final double RISE = 4.0 / FRAMES_PER_SECOND;

    private final double above;
    private final double[] recent = new double[SMOOTHED];
    private long frames;
    private double level = QUIETEST;
    private double noise = QUIETEST;

    /**
     * Begins a recording.
     *
     * @param above how far above the noise speech begins, in decibels, more than 3
     * @throws InvalidRequestException if it is less
     */
    public VoiceActivity(double above) {
        if (!(above > SLACK)) {
            throw new InvalidRequestException(
                    "Speech was to begin %s decibels above the noise; it takes more than %s. The usual value is %s."
                            .formatted(above, SLACK, USUAL));
        }
        this.above = above;
    }

    /**
     * Hears a frame, a fiftieth of a second.
     *
     * @param samples has it; what is no number is heard as silence
     * @param from its first sample
     * @param count how many it has, 1 or more
     */
    public void hear(float[] samples, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            float sample = Float.isFinite(samples[i]) ? samples[i] : 0;
            sum += (double) sample * sample;
        }
        recent[(int) (frames % SMOOTHED)] = sum / count;
        int known = (int) Math.min(frames + 1, SMOOTHED);
        double power = Arrays.stream(recent, 0, known).sum() / known;
        level = 10 * Math.log10(Math.max(power, 1e-12));
        noise = Math.max(QUIETEST - above, Math.min(level, noise + RISE));
        frames++;
    }

    /** Returns the level of the last frame, smoothed, in decibels; 0 is full scale. */
    public double level() {
        return level;
    }

    /** Tells whether speech may begin with the last frame. */
    public boolean begins() {
        return level > noise + above && level > QUIETEST;
    }

    /** Tells whether speech that has begun goes on in the last frame. */
    public boolean goesOn() {
        return level > noise + above - SLACK && level > QUIETEST;
    }
}
