package io.mingle.api.media;

/**
 * The first channel of a sound.
 *
 * @param rate samples per second, 1 or more
 * @param samples from −1 to 1; belongs to who asked for it
 */
public record DecodedSound(int rate, float[] samples) {}
