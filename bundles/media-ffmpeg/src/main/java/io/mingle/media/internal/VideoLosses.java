package io.mingle.media.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * What of a video is missing in the file, and what of the frames asked for could not be decoded.
 */
final class VideoLosses {

    private final String what;
    private final List<String> atOpening = new ArrayList<>();
    private final BitSet asked = new BitSet();
    private final BitSet damaged = new BitSet();

    /**
     * Compares what the file says with what was found.
     *
     * @param container read to its end
     * @param index the frames that are there
     */
    VideoLosses(String what, Source source, Container container, FrameIndex index)
            throws IOException {
        this.what = what;
        Coverage coverage = container.coverage();
        Extent extent = Extent.of(source);
        boolean cut = container.isBrokenOff() || extent == Extent.CUT;
        long missing = coverage.missingPackets();
        if (missing > 0 && (coverage.isCounted() || !cut)) {
            atOpening.add(
                    "%s is %s: %s of its %s frames are missing."
                            .formatted(
                                    what,
                                    cut ? "cut off" : "damaged",
                                    missing,
                                    coverage.packets() + missing));
        } else if (coverage.missing() > 0) {
            atOpening.add(
                    String.format(
                            Locale.ROOT,
                            "%s is cut off: by its header it lasts %.2f s, and the last %.2f s are"
                                    + " missing.",
                            what,
                            coverage.declared(),
                            coverage.missing()));
        } else if (cut) {
            atOpening.add(
                    "%s is cut off after %s frames; how many are missing it does not say."
                            .formatted(what, index.count()));
        } else if (extent == Extent.DAMAGED) {
            atOpening.add(damage(index));
        }
    }

    private String damage(FrameIndex index) {
        int skipped = index.skipped();
        return skipped == 0
                ? "%s is damaged: %s frames of it are left; how many are missing it does not say."
                        .formatted(what, index.count())
                : "%s is damaged: about %s of its %s frames are missing."
                        .formatted(what, skipped, index.count() + skipped);
    }

    /** A frame was asked for. */
    void asked(int number, boolean exact) {
        asked.set(number);
        damaged.set(number, !exact);
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>(atOpening);
        if (!damaged.isEmpty()) {
            sentences.add(
                    "%s is damaged: %s of the %s frames that were asked for cannot be decoded, or not in all parts; the first is number %s. Frames beside them stand for what is missing."
                            .formatted(
                                    what,
                                    damaged.cardinality(),
                                    asked.cardinality(),
                                    damaged.nextSetBit(0)));
        }
        return sentences;
    }
}
