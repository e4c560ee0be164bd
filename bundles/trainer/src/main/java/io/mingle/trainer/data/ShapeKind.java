package io.mingle.trainer.data;

import java.awt.Shape;
import java.util.Locale;

/** The shapes of the look task. */
public enum ShapeKind {
    CIRCLE,
    SQUARE,
    TRIANGLE,
    /** Five-pointed. */
    STAR;

    private static final double USUAL_STAR = 0.45;

    /** Returns its usual outline around the origin, upright, the longer side of its box 1. */
    public Shape outline() {
        Shape shape =
                switch (this) {
                    case CIRCLE -> Outlines.circle();
                    case SQUARE -> Outlines.square();
                    case TRIANGLE -> Outlines.triangle(Outlines.EQUILATERAL);
                    case STAR -> Outlines.star(USUAL_STAR);
                };
        return Outlines.fitted(shape, 1);
    }

    /** Returns the English word, for example {@code circle}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the plural, for example {@code circles}. */
    public String plural() {
        return word() + "s";
    }
}
