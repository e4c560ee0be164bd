package io.mingle.document.internal.source;

/** An open file of pages. Used by one thread. */
public interface Source extends AutoCloseable {

    /** Returns how many pages it has. */
    int pages();

    /**
     * Opens a page, which may be used until the source is closed.
     *
     * @param index from 0
     */
    SourcePage page(int index);

    @Override
    void close();
}
