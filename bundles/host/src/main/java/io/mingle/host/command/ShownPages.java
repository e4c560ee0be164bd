package io.mingle.host.command;

import io.mingle.api.document.Block;
import io.mingle.api.document.BlockType;
import io.mingle.api.document.Document;
import io.mingle.api.document.DocumentFormat;
import io.mingle.api.document.DocumentWriting;
import io.mingle.api.document.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints pages as they are done, in a format in which a document is its pages one after the other.
 * A page that ends with a table waits for the next one, which may go on with it.
 */
final class ShownPages {

    private final Session session;
    private final DocumentWriting writing;
    private final DocumentFormat format;
    private final List<Page> held = new ArrayList<>();
    private boolean begun;

    ShownPages(Session session, DocumentWriting writing, DocumentFormat format) {
        this.session = session;
        this.writing = writing;
        this.format = format;
    }

    /** Tells whether a document of this format can be printed page by page. */
    static boolean are(DocumentFormat format) {
        return format == DocumentFormat.MARKDOWN || format == DocumentFormat.TEXT;
    }

    /**
     * Takes the next page.
     *
     * @return false if nobody reads any more, or it cannot be written
     */
    boolean add(Page page) {
        if (page.blocks().isEmpty() || !page.blocks().get(0).continued()) {
            print();
        }
        held.add(page);
        if (!endsWithTable(page)) {
            print();
        }
        return !session.out().checkError();
    }

    /** Prints what waits: no more pages come. */
    void end() {
        print();
    }

    private static boolean endsWithTable(Page page) {
        List<Block> blocks = page.blocks();
        return !blocks.isEmpty() && blocks.get(blocks.size() - 1).type() == BlockType.TABLE;
    }

    private void print() {
        if (held.isEmpty()) {
            return;
        }
        String text = writing.write(new Document(held.get(0).file(), held), format, "");
        held.clear();
        if (text.isBlank()) {
            return;
        }
        // Whoever shows how far it is must not write in between.
        synchronized (session.live()) {
            session.live().clear();
            session.out().print((begun ? "\n" : "") + Printable.of(text));
            session.out().flush();
        }
        begun = true;
    }
}
