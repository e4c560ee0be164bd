package io.mingle.media.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What of a sound could not be decoded, and the sentences that tell it. */
final class SoundLosses {

    private final String what;
    private double lost;
    private int places;
    private boolean inHole;
    private double atEnd;
    private boolean cut;
    private long odd;
    private double ofOtherRate;
    private int otherRate;

    SoundLosses(String what) {
        this.what = what;
    }

    /** So many seconds are missing here. */
    void hole(double seconds) {
        lost += seconds;
        places += inHole ? 0 : 1;
        inHole = true;
    }

    /** So many seconds are missing, in so many places. */
    void holes(double seconds, int count) {
        lost += seconds;
        places += count;
    }

    /** So many seconds are missing in all, before the end; less than any sample is rounding. */
    void holesAre(double seconds) {
        lost = seconds < 1e-6 ? 0 : seconds;
        places = lost > 0 ? Math.max(1, places) : 0;
    }

    /** Something was decoded. */
    void whole() {
        inHole = false;
    }

    /** So many seconds are missing at the end. */
    void end(double seconds) {
        atEnd += seconds;
        cut |= seconds > 0;
    }

    /** Whether it is cut off; how much is missing may be known or not. */
    void cut(boolean isCut) {
        cut |= isCut;
    }

    /** So many samples were no numbers. */
    void odd(int samples) {
        odd += samples;
    }

    long odd() {
        return odd;
    }

    /** So many seconds had another number of samples per second. */
    void otherRate(double seconds, int rate) {
        ofOtherRate += seconds;
        otherRate = rate;
    }

    /** Returns a sentence for each kind of loss. */
    List<String> sentences(long samples, int rate) {
        List<String> sentences = new ArrayList<>();
        double left = (double) samples / rate;
        if (places > 0) {
            sentences.add(
                    text(
                            "%s is damaged: %.2f s of it cannot be decoded, in %s; %.2f s are"
                                    + " left.",
                            what, lost, places == 1 ? "one place" : places + " places", left));
        }
        if (atEnd > 0) {
            sentences.add(
                    text(
                            "%s is cut off: by its header it lasts %.2f s, and the last %.2f s are"
                                    + " missing.",
                            what, left + lost + ofOtherRate + atEnd, atEnd));
        } else if (cut) {
            sentences.add(
                    text(
                            "%s is cut off after %.2f s; how much is missing it does not say.",
                            what, left + lost + ofOtherRate));
        }
        if (odd > 0) {
            sentences.add(
                    "%s is damaged: %s of its %s samples are no numbers, and were taken as silence."
                            .formatted(what, odd, samples));
        }
        if (ofOtherRate > 0) {
            sentences.add(
                    text(
                            "%s changes from %s to %s samples per second; %.2f s are left out.",
                            what, rate, otherRate, ofOtherRate));
        }
        return sentences;
    }

    private static String text(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
