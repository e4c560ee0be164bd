package io.mingle.audio.detokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An utterance whose sound is made while its codes still come (spec of the published model, audio
 * detokenizer, section 7): chunk by chunk, each of which overlaps the one before it and is faded in
 * over it.
 *
 * <p>Frames are made from the beginning of the utterance on each time. What they see is such that
 * those of earlier chunks become the same again, except for the last time, when each sees all. For
 * one thread.
 */
public final class SpeechStream {

    /** Frames of the last chunk that the next one begins with. */
    private static final int OVERLAP = 8;

    private final FlowModel flow;
    private final Vocoder vocoder;
    private final FlowVoice voice;
    private final Vocoder.Noise noise;
    private final int hop;
    private final int mels;
    private final float[] fade;
    private int[] codes = new int[64];
    private int count;
    private int spoken;
    private Overlap overlap;

    /**
     * What a chunk ends with.
     *
     * @param mel [mels, OVERLAP]
     */
    private record Overlap(float[] mel, float[] source, float[] samples) {}

    /**
     * Begins an utterance.
     *
     * @param hop how many codes a chunk has, at least a dozen; a multiple of what frames see in a
     *     stream
     */
    public SpeechStream(
            FlowModel flow, Vocoder vocoder, FlowVoice voice, Vocoder.Noise noise, int hop) {
        this.flow = flow;
        this.vocoder = vocoder;
        this.voice = voice;
        this.noise = noise;
        this.hop = hop;
        mels = flow.config().mels();
        fade = hamming(2 * OVERLAP * vocoder.config().frame());
    }

    /** The published window: in the middle of a fade both together are 1.08. */
    private static float[] hamming(int length) {
        float[] window = new float[length];
        for (int i = 0; i < length; i++) {
            window[i] = (float) (0.54 - 0.46 * Math.cos(2 * Math.PI * i / (length - 1)));
        }
        return window;
    }

    /**
     * Takes further codes.
     *
     * @return the samples of each chunk that is complete now, often none
     */
    public List<float[]> add(int... further) {
        if (count + further.length > codes.length) {
            codes = Arrays.copyOf(codes, 2 * (count + further.length));
        }
        System.arraycopy(further, 0, codes, count, further.length);
        count += further.length;
        List<float[]> chunks = new ArrayList<>();
        while (count - spoken >= next() + flow.ahead()) {
            int end = spoken + next();
            float[] frames = frames(end + flow.ahead(), true, false);
            float[] made = chunk(behind(frames, spoken));
            chunks.add(withoutOverlap(made));
            spoken = end;
        }
        return chunks;
    }

    /** The first chunk is longer, so that the voice's codes and its own end a chunk together. */
    private int next() {
        int before = voice.codes().length;
        return spoken > 0 ? hop : hop + (hop - before % hop) % hop;
    }

    /**
     * Ends the utterance.
     *
     * @return the samples that are left; nothing if there was no code at all
     */
    public float[] end() {
        if (count == 0) {
            return new float[0];
        }
        float[] frames = frames(count, false, true);
        float[] made = chunk(behind(frames, spoken));
        spoken = count;
        return made;
    }

    private float[] frames(int end, boolean stream, boolean last) {
        return flow.frames(Arrays.copyOf(codes, end), voice, stream, last);
    }

    /** Makes the wave of new frames behind those of the overlap. */
    private float[] chunk(float[] frames) {
        float[] mel = overlap == null ? frames : joined(overlap.mel(), frames);
        float[] known = overlap == null ? new float[0] : overlap.source();
        Vocoder.Wave wave = vocoder.wave(mel, known, noise);
        float[] samples = wave.samples();
        int length = fade.length / 2;
        if (overlap != null) {
            for (int i = 0; i < length; i++) {
                samples[i] = samples[i] * fade[i] + overlap.samples()[i] * fade[length + i];
            }
        }
        int from = samples.length - length;
        if (from >= 0) {
            overlap =
                    new Overlap(
                            behind(mel, mel.length / mels - OVERLAP),
                            Arrays.copyOfRange(wave.source(), from, samples.length),
                            Arrays.copyOfRange(samples, from, samples.length));
        }
        return samples;
    }

    private float[] withoutOverlap(float[] samples) {
        return Arrays.copyOf(samples, samples.length - fade.length / 2);
    }

    /** Returns the frames from one on. */
    private float[] behind(float[] mel, int from) {
        int all = mel.length / mels;
        int rest = all - from;
        float[] part = new float[mels * rest];
        for (int i = 0; i < mels; i++) {
            System.arraycopy(mel, i * all + from, part, i * rest, rest);
        }
        return part;
    }

    private float[] joined(float[] one, float[] other) {
        int first = one.length / mels;
        int second = other.length / mels;
        float[] both = new float[one.length + other.length];
        for (int i = 0; i < mels; i++) {
            int at = i * (first + second);
            System.arraycopy(one, i * first, both, at, first);
            System.arraycopy(other, i * second, both, at + first, second);
        }
        return both;
    }
}
