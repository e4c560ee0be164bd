package io.mingle.core.internal.constraint;

/**
 * A set of texts, as bytes. What {@link Languages} has built in the same way is the same object, so
 * languages are compared by identity.
 *
 * @see Languages
 */
final class Language {

    private final Shape shape;
    private final boolean nullable;
    private final int number;

    Language(Shape shape, boolean nullable, int number) {
        this.shape = shape;
        this.nullable = nullable;
        this.number = number;
    }

    Shape shape() {
        return shape;
    }

    /** Tells whether the empty text is one of it. */
    boolean nullable() {
        return nullable;
    }

    /** Returns which in the order of making it is. */
    int number() {
        return number;
    }
}
