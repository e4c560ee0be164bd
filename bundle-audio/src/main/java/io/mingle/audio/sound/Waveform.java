package io.mingle.audio.sound;

/**
 * One channel of a sound.
 *
 * @param rate samples per second
 * @param samples the samples, full scale from −1 to 1; not to be changed
 */
public record Waveform(int rate, float[] samples) {}
