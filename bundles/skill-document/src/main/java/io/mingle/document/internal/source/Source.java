package io.mingle.document.internal.source;

import io.mingle.api.document.Page;
import java.util.Optional;

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

    /** Returns a page that needs no reading, numbered from 1 in its file. */
    default Optional<Page> ready(int index) {
        return Optional.empty();
    }

    @Override
    void close();
}
