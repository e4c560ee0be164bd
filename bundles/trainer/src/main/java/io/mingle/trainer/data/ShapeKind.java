package io.mingle.trainer.data;

import java.util.Locale;

/** The shapes of the look task. */
public enum ShapeKind {
    CIRCLE,
    SQUARE,
    TRIANGLE,
    /** Five-pointed. */
    STAR;

    /** Returns the English word, for example {@code circle}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the plural, for example {@code circles}. */
    public String plural() {
        return word() + "s";
    }
}
