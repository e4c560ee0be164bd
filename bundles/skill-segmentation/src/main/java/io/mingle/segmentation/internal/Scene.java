package io.mingle.segmentation.internal;

import io.mingle.api.content.Picture;
import io.mingle.segmentation.decode.Frame;
import io.mingle.segmentation.output.PngTexts;
import io.mingle.vision.picture.RgbPicture;
import java.util.ArrayList;
import java.util.List;

/** A picture, and what a generator made of it. */
final class Scene {

    private static final double NOTICEABLE = 0.05;

    private final RgbPicture original;
    private final Frame frame;
    private final RgbPicture reference;
    private final List<RgbPicture> drawn;
    private final List<Long> seeds;
    private final Picture firstDrawn;
    private final List<String> warnings = new ArrayList<>();

    /**
     * Creates one.
     *
     * @param reference what the generator was given
     * @param drawn one or more, of the size of the reference
     * @param seeds of the drawings
     * @param firstDrawn the file of the first of them
     */
    Scene(
            RgbPicture original,
            Frame frame,
            RgbPicture reference,
            List<RgbPicture> drawn,
            List<Long> seeds,
            Picture firstDrawn) {
        this.original = original;
        this.frame = frame;
        this.reference = reference;
        this.drawn = drawn;
        this.seeds = seeds;
        this.firstDrawn = firstDrawn;
        if (frame.lostArea() >= NOTICEABLE) {
            warn(
                    "%s of 100 parts of the picture were cropped before it was drawn, so that nothing is known of them; cut it into pieces that are less long."
                            .formatted(Math.round(100 * frame.lostArea())));
        }
    }

    RgbPicture original() {
        return original;
    }

    Frame frame() {
        return frame;
    }

    RgbPicture reference() {
        return reference;
    }

    List<RgbPicture> drawn() {
        return drawn;
    }

    List<Long> seeds() {
        return seeds;
    }

    Picture firstDrawn() {
        return firstDrawn;
    }

    /** Returns a picture of what was found, which tells how it was drawn. */
    Picture picture(String name, byte[] png) {
        return new Picture(name, PngTexts.carried(firstDrawn.bytes(), png));
    }

    /** Adds a sentence for whoever asked. */
    void warn(String sentence) {
        warnings.add(sentence);
    }

    List<String> warnings() {
        return warnings;
    }
}
