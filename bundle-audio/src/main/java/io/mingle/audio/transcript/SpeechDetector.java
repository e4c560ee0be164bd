package io.mingle.audio.transcript;

import io.mingle.api.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds speech in a recording of any length, by how much louder it is than what lies around it (L.
 * Rabiner, M. Sambur, An Algorithm for Determining the Endpoints of Isolated Utterances, 1975; the
 * level of the noise follows the quietest frames, as in R. Martin, Spectral Subtraction Based on
 * Minimum Statistics, 1994).
 *
 * <p>It hears anything that is loud as speech, and what is no louder than the noise as none. It
 * keeps levels of the span under way alone, however long the recording is. For one recording and
 * one thread.
 */
public final class SpeechDetector {

    private static final int FRAMES_PER_SECOND = 50;

    /** Over how many frames levels are smoothed. */
    private static final int SMOOTHED = 3;

    /** In decibels below full scale: what is quieter is silence, whatever lies around it. */
    private static final double QUIETEST = -60;

    /** How far above the noise speech begins and ends, in decibels. */
    private static final double BEGINS = 9;

    private static final double ENDS = 6;

    /** How fast the noise may become louder, in decibels a frame; it becomes quieter at once. */
    private static final double RISE = 4.0 / FRAMES_PER_SECOND;

    /** In frames: what is shorter is a click. */
    private static final int SHORTEST = 6;

    /** In frames: what is shorter is a pause within speech. */
    private static final int PAUSE = 20;

    /** In frames: what is taken of the silence before and behind speech. */
    private static final int MARGIN = 6;

    private final int frame;
    private final int longest;
    private final float[] open;
    private final double[] recent = new double[SMOOTHED];
    private int filled;
    private long frames;
    private double noise = QUIETEST;

    /** The frame at which the span under way begins, −1 if there is none. */
    private long start = -1;

    /** The last frame so far that is loud. */
    private long loud;

    /** Which frames of the span under way are loud, from its start on. */
    private BitSet heard = new BitSet();

    /** Where a span ended last; the next one does not begin before. */
    private long before;

    /** Levels of the span under way, from its start on. */
    private double[] levels = new double[64];

    /**
     * Begins a recording.
     *
     * @param rate samples per second, at least 50
     * @param longestSeconds a longer span is cut where it is quietest, at least a second
     * @throws InvalidRequestException if there are fewer samples
     */
    public SpeechDetector(int rate, double longestSeconds) {
        if (rate < FRAMES_PER_SECOND) {
            throw new InvalidRequestException(
                    "Speech was to be found in sound of %s samples per second; it takes at least %s. Give the rate of the samples."
                            .formatted(rate, FRAMES_PER_SECOND));
        }
        frame = rate / FRAMES_PER_SECOND;
        longest = (int) (Math.max(1, longestSeconds) * FRAMES_PER_SECOND);
        open = new float[frame];
    }

    /**
     * Hears further samples.
     *
     * @return the spans of speech that have ended now, often none; they follow one another
     */
    public List<Span> add(float... samples) {
        List<Span> spans = new ArrayList<>();
        int at = 0;
        while (at < samples.length) {
            int count = Math.min(frame - filled, samples.length - at);
            System.arraycopy(samples, at, open, filled, count);
            filled += count;
            at += count;
            if (filled == frame) {
                hear(level(frame), spans);
                filled = 0;
            }
        }
        return spans;
    }

    /**
     * Ends the recording.
     *
     * @return the span that was under way, if there was one
     */
    public List<Span> end() {
        List<Span> spans = new ArrayList<>();
        long all = frames * frame + filled;
        if (start >= 0) {
            close(Math.min(loud + 1 + MARGIN, frames), spans);
        }
        // What is left of a frame belongs to a span that goes on to the end.
        return spans.stream()
                .map(it -> it.end() == frames * frame ? new Span(it.start(), all) : it)
                .toList();
    }

    /**
     * Returns the first sample of a span that is under way and is speech; none if there is none.
     */
    public OptionalLong underWay() {
        return start >= 0 && heard.cardinality() >= SHORTEST
                ? OptionalLong.of(start * frame)
                : OptionalLong.empty();
    }

    /** Returns the first sample that spans which have not ended may begin with. */
    public long needed() {
        return (start >= 0 ? start : Math.max(before, Math.max(0, frames - MARGIN))) * frame;
    }

    /** Returns the level of the frame, smoothed, in decibels below full scale. */
    private double level(int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            float sample = Float.isFinite(open[i]) ? open[i] : 0;
            sum += (double) sample * sample;
        }
        recent[(int) (frames % SMOOTHED)] = sum / count;
        int known = (int) Math.min(frames + 1, SMOOTHED);
        double power = Arrays.stream(recent, 0, known).sum() / known;
        return 10 * Math.log10(Math.max(power, 1e-12));
    }

    private void hear(double level, List<Span> spans) {
        noise = Math.max(QUIETEST - BEGINS, Math.min(level, noise + RISE));
        boolean begins = level > noise + BEGINS && level > QUIETEST;
        if (start < 0 && begins) {
            start = Math.max(before, frames - MARGIN);
            heard.clear();
        }
        if (start >= 0) {
            note(level);
            if (level > noise + ENDS && level > QUIETEST) {
                loud = frames;
                heard.set((int) (frames - start));
            }
        }
        frames++;
        if (start >= 0 && frames - loud > PAUSE) {
            close(loud + 1 + MARGIN, spans);
        } else if (start >= 0 && frames - start >= longest) {
            cut(spans);
        }
    }

    /**
     * Levels of the margin before it, which are not known any more, are those of its first frame.
     */
    private void note(double level) {
        int place = (int) (frames - start);
        if (place >= levels.length) {
            levels = Arrays.copyOf(levels, Math.max(place + 1, 2 * levels.length));
        }
        if (heard.isEmpty() && place <= MARGIN) {
            Arrays.fill(levels, 0, place, level);
        }
        levels[place] = level;
    }

    private void close(long end, List<Span> spans) {
        if (heard.cardinality() >= SHORTEST) {
            spans.add(new Span(start * frame, end * frame));
            before = end;
        }
        start = -1;
    }

    /** Parts a span that is too long where its second half is quietest. */
    private void cut(List<Span> spans) {
        int length = (int) (frames - start);
        int quietest = length / 2;
        for (int i = length / 2; i < length; i++) {
            quietest = levels[i] < levels[quietest] ? i : quietest;
        }
        long end = start + quietest;
        spans.add(new Span(start * frame, end * frame));
        System.arraycopy(levels, quietest, levels, 0, length - quietest);
        // What was heard before the cut does not make speech of what follows.
        heard = heard.get(quietest, length);
        before = end;
        start = end;
    }
}
