package io.mingle.trainer.data;

import io.mingle.vision.picture.RgbPicture;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * One drawn picture with its questions and its dense labels.
 *
 * @param picture the pixels, owned by the sample
 * @param turns one or more independent questions about the picture
 * @param marks what is where, in the order of painting: a later mark covers an earlier one; empty
 *     where nobody says
 * @param things the boxes of whole things, where a task asks for boxes; else empty
 * @param kinds what kind of thing is where, in the order of painting, by numbers from 1 on; empty
 *     where nobody says
 */
public record Sample(
        RgbPicture picture,
        List<Turn> turns,
        List<Mark> marks,
        List<Rectangle2D> things,
        List<Mark> kinds) {

    /** Copies the lists. */
    public Sample {
        turns = List.copyOf(turns);
        marks = List.copyOf(marks);
        things = List.copyOf(things);
        kinds = List.copyOf(kinds);
    }

    /** Makes a sample whose things are of no kinds. */
    public Sample(
            RgbPicture picture, List<Turn> turns, List<Mark> marks, List<Rectangle2D> things) {
        this(picture, turns, marks, things, List.of());
    }

    /** Makes a sample that is not labelled densely. */
    public static Sample of(RgbPicture picture, Turn... turns) {
        return new Sample(picture, List.of(turns), List.of(), List.of());
    }
}
