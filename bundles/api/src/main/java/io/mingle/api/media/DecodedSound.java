package io.mingle.api.media;

/**
 * The first channel of a sound.
 *
 * @param rate samples per second, 1 or more
 * @param samples full scale from −1 to 1, which lossy formats may pass a little; belongs to who
 *     asked for it
 */
public record DecodedSound(int rate, float[] samples) {}
