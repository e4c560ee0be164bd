package io.mingle.api.document;

/** What is made of the text that a PDF carries beside what is to be seen. */
public enum TextLayer {
    /**
     * It tells where on the page things are and how well the model's reading agrees with it; it
     * stands in, with a warning, for a page that the model cannot read.
     */
    COMPARE,
    /** It is the text of pages that have one, and the model reads those that have none. */
    USE,
    /** It is not looked at. */
    IGNORE
}
