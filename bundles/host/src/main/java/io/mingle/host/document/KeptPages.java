package io.mingle.host.document;

import io.mingle.api.document.DocumentWriting;
import io.mingle.api.document.Page;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnwritableOutputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The pages that are done, in a file beside the output: a line that says what is being read and
 * how, then a line for each page. A run that was interrupted goes on behind the last whole line.
 */
public final class KeptPages {

    private final Path file;
    private final String work;
    private final DocumentWriting writing;
    private final List<Page> pages = new ArrayList<>();

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
     * @throws UnwritableOutputException if nothing can be kept there
     */
    public static KeptPages open(Path output, String work, DocumentWriting writing) {
        KeptPages kept =
                new KeptPages(
                        output.resolveSibling(output.getFileName() + ".pages"), work, writing);
        kept.load();
        kept.begin();
        return kept;
    }

    private void load() {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            if (!work.equals(in.readLine())) {
                return;
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Page page = writing.page(line);
                if (page.failure().isEmpty()) {
                    pages.add(page);
                }
            }
        } catch (IOException | InvalidRequestException e) {
            // The last line of a run that was killed may be cut; those before it are whole.
        }
    }

    private void begin() {
        StringBuilder text = new StringBuilder(work).append('\n');
        pages.forEach(it -> text.append(writing.line(it)).append('\n'));
        write(text.toString(), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Returns the pages of earlier runs. */
    public List<Page> pages() {
        return List.copyOf(pages);
    }

    /** Keeps a page. */
    public void add(Page page) {
        write(writing.line(page) + "\n", StandardOpenOption.APPEND);
    }

    /** Forgets them, once the output is written. */
    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void write(String text, StandardOpenOption... how) {
        try {
            StandardOpenOption[] all = new StandardOpenOption[how.length + 1];
            System.arraycopy(how, 0, all, 0, how.length);
            all[how.length] = StandardOpenOption.WRITE;
            Files.write(file, text.getBytes(StandardCharsets.UTF_8), all);
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
