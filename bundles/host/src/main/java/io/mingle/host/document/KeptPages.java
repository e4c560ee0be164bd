package io.mingle.host.document;

import io.mingle.api.document.DocumentWriting;
import io.mingle.api.document.Page;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnwritableOutputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The pages that are done, in a file beside the output: a line that says what is being read and
 * how, then a line for each page. A run that was interrupted goes on behind the last whole line.
 * What an earlier run left stays as it is until this one has a page of its own.
 */
public final class KeptPages {

    /** What the first line begins with. */
    static final String FIRST = "mingle read ";

    private final Path file;
    private final String work;
    private final DocumentWriting writing;
    private final List<Page> pages = new ArrayList<>();
    private boolean begun;

    private KeptPages(Path file, String work, DocumentWriting writing) {
        this.file = file;
        this.work = work;
        this.writing = writing;
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
        KeptPages kept =
                new KeptPages(
                        output.resolveSibling(output.getFileName() + ".mingle-pages"),
                        work,
                        writing);
        kept.load();
        return kept;
    }

    private void load() {
        if (!Files.exists(file)) {
            return;
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] first = bytes.readNBytes(FIRST.length());
            if (first.length > 0 && !new String(first, StandardCharsets.US_ASCII).equals(FIRST)) {
                throw new InvalidRequestException(
                        "'%s', in which pages are kept, is a file of something else. Move it away, or name another file with --output."
                                .formatted(file));
            }
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            if (!work.equals(FIRST + in.readLine())) {
                return;
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                load(line);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void load(String line) {
        try {
            Page page = writing.page(line);
            if (page.failure().isEmpty()) {
                pages.add(page);
            }
        } catch (InvalidRequestException e) {
            // The last line of a run that was killed may be cut; its page is read again.
        }
    }

    /** Writes what is kept anew, without a line that was cut. */
    private void begin() throws IOException {
        StringBuilder text = new StringBuilder(work).append('\n');
        pages.forEach(it -> text.append(writing.line(it)).append('\n'));
        WholeFile.write(file, text.toString());
        begun = true;
    }

    /** Returns the pages of earlier runs. */
    public List<Page> pages() {
        return List.copyOf(pages);
    }

    /** Keeps a page. */
    public void add(Page page) {
        try {
            if (!begun) {
                begin();
            }
            Files.writeString(file, writing.line(page) + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Forgets them, once the output is written. */
    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private UnwritableOutputException unwritable(IOException error) {
        return new UnwritableOutputException(
                "The pages that are done cannot be kept in '%s' (%s). Free some space, or name another place with --output."
                        .formatted(file, error),
                error);
    }
}
