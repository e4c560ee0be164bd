package io.mingle.api.document;

/** What a block of a page is. */
public enum BlockType {
    /** A heading, of a level from 1 to 6. */
    HEADING,
    /** Running text. */
    PARAGRAPH,
    /** A list; its text has a line for each item, with its mark. */
    LIST,
    /** A table. */
    TABLE,
    /** A formula that stands alone, in LaTeX without delimiters. */
    FORMULA,
    /** A program or other text whose line breaks count. */
    CODE,
    /** A picture on the page; its text is its caption. */
    FIGURE
}
