package io.mingle.gen.sampling;

/** What the transformer is told in one of the evaluations that guidance compares. */
public enum Branch {
    /** Neither words nor a picture. */
    UNCONDITIONED(false, false),
    /** The picture alone. */
    IMAGE(false, true),
    /** The words alone. */
    TEXT(true, false),
    /** Words and picture. */
    FULL(true, true);

    private final boolean words;
    private final boolean picture;

    Branch(boolean words, boolean picture) {
        this.words = words;
        this.picture = picture;
    }

    /** Returns whether it is told the condition; otherwise the one that says nothing. */
    public boolean words() {
        return words;
    }

    /**
     * Returns whether it is told the reference; otherwise zeros, or no reference where the picture
     * is drawn without one.
     */
    public boolean picture() {
        return picture;
    }
}
