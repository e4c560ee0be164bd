package io.mingle.trainer.data;

/**
 * The inventory of dense labels: what a place of a picture can show.
 *
 * <p>0 is nothing, then come the characters of {@link #ALPHABET} in their order (a space has a
 * number but is never marked), then four shapes times eight colours. The numbers stand in training
 * checkpoints: new labels are added at the end.
 */
public final class Labels {

    /** Every character that the read task prints. */
    public static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:/-$% ";

    /** The label of a place where nothing is drawn. */
    public static final int NOTHING = 0;

    private static final int FIRST_GLYPH = 1;
    private static final int FIRST_SHAPE = FIRST_GLYPH + ALPHABET.length();
    private static final int COLOURS = ShapeColour.values().length;
    private static final int COUNT = FIRST_SHAPE + ShapeKind.values().length * COLOURS;

    private Labels() {}

    /** Returns how many labels there are, {@link #NOTHING} included. */
    public static int count() {
        return COUNT;
    }

    /**
     * Returns the label of a printed character.
     *
     * @throws IllegalArgumentException when the character is not part of {@link #ALPHABET}
     */
    public static int glyph(char character) {
        int index = ALPHABET.indexOf(character);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "A label for '"
                            + character
                            + "' was asked for; the read task prints only "
                            + ALPHABET);
        }
        return FIRST_GLYPH + index;
    }

    /** Returns the label of a shape in a colour. */
    public static int shape(ShapeKind kind, ShapeColour colour) {
        return FIRST_SHAPE + kind.ordinal() * COLOURS + colour.ordinal();
    }

    /** Returns a readable name, for example {@code nothing}, {@code A} or {@code red circle}. */
    public static String name(int label) {
        if (label == NOTHING) {
            return "nothing";
        }
        if (label < 0 || label >= COUNT) {
            throw new IllegalArgumentException(
                    "The name of label "
                            + label
                            + " was asked for; labels run from 0 to "
                            + (COUNT - 1)
                            + ".");
        }
        if (label < FIRST_SHAPE) {
            char character = ALPHABET.charAt(label - FIRST_GLYPH);
            return character == ' ' ? "space" : String.valueOf(character);
        }
        int shape = label - FIRST_SHAPE;
        return ShapeColour.values()[shape % COLOURS].word()
                + " "
                + ShapeKind.values()[shape / COLOURS].word();
    }
}
