package io.mingle.host.document;

import io.mingle.api.document.DocumentWriting;
import io.mingle.api.document.Page;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnwritableOutputException;
import java.nio.file.Path;
import java.util.List;

/** The pages that are done. A run that was interrupted goes on behind the last of them. */
public final class KeptPages {

    /** What the first line begins with. */
    static final String FIRST = "mingle read ";

    private final DocumentWriting writing;
    private final KeptLines lines;
    private final List<Page> pages;

    private KeptPages(Path output, String work, DocumentWriting writing) {
        this.writing = writing;
        lines = new KeptLines(output, "pages", FIRST, work, this::isWhole);
        pages = lines.load().stream().map(writing::page).toList();
    }

    /**
     * Takes up what an earlier run left.
     *
     * @param output of which the file lies beside
     * @param work what is read and how, one line; pages of other work are dropped
     * @param writing writes pages as lines
     * @return the pages that were read, those that failed left out
     * @throws InvalidRequestException if there is a file of this name that is none of these
     * @throws UnwritableOutputException if it cannot be read
     */
    public static KeptPages open(Path output, String work, DocumentWriting writing) {
        return new KeptPages(output, work, writing);
    }

    private boolean isWhole(String line) {
        try {
            return writing.page(line).failure().isEmpty();
        } catch (InvalidRequestException e) {
            return false;
        }
    }

    /** Returns the pages of earlier runs. */
    public List<Page> pages() {
        return pages;
    }

    /** Keeps a page. */
    public void add(Page page) {
        lines.add(writing.line(page));
    }

    /** Forgets them, once the output is written. */
    public void delete() {
        lines.delete();
    }
}
