package io.mingle.api.document;

/** What a document can be written as. */
public enum DocumentFormat {
    /** Markdown; tables with spans as HTML within it, formulas between {@code $$}. */
    MARKDOWN("md"),
    /** A page of HTML; tables with spans, formulas as LaTeX. */
    HTML("html"),
    /** JSON: pages, and blocks with type, box, order, confidence. */
    JSON("json"),
    /** Text without marks; the cells of a table with tabs between them. */
    TEXT("txt");

    private final String extension;

    DocumentFormat(String extension) {
        this.extension = extension;
    }

    /** Returns what a file's name ends with, without the point. */
    public String extension() {
        return extension;
    }
}
