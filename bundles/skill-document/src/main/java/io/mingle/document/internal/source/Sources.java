package io.mingle.document.internal.source;

import io.mingle.api.document.DocumentFile;
import io.mingle.api.document.ReadingLimits;
import io.mingle.api.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;

/**
 * The pages of all files of a document, counted through. One file is open at a time.
 *
 * <p>Used by one thread.
 */
public final class Sources implements AutoCloseable {

    private final List<DocumentFile> files;
    private final ReadingLimits limits;
    private final Runnable cancellation;
    private final List<Integer> counts = new ArrayList<>();
    private int opened = -1;
    private Source source;

    /**
     * Opens each file once and counts its pages.
     *
     * @param cancellation throws if nobody wants them any more
     */
    public Sources(List<DocumentFile> files, ReadingLimits limits, Runnable cancellation) {
        if (files.isEmpty()) {
            throw new InvalidRequestException(
                    "A document was to be read and no file was given. Name a PDF or a picture.");
        }
        this.files = List.copyOf(files);
        this.limits = limits;
        this.cancellation = cancellation;
        try {
            for (int i = 0; i < files.size(); i++) {
                cancellation.run();
                counts.add(open(i).pages());
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Returns how many pages there are. */
    public int pages() {
        long pages = counts.stream().mapToLong(Integer::longValue).sum();
        return (int) Math.min(Integer.MAX_VALUE, pages);
    }

    /** Returns the name of the file in which a page is, counted from 1. */
    public String file(int number) {
        return files.get(place(number)[0]).name();
    }

    /** Opens a page, counted from 1; it may be used until the next one is opened. */
    public SourcePage page(int number) {
        int[] place = place(number);
        return open(place[0]).page(place[1]);
    }

    private int[] place(int number) {
        int index = number - 1;
        int file = 0;
        while (index >= counts.get(file)) {
            index -= counts.get(file++);
        }
        return new int[] {file, index};
    }

    private Source open(int file) {
        if (file != opened) {
            close();
            DocumentFile its = files.get(file);
            byte[] bytes = its.bytes();
            DocumentFile read = DocumentFile.of(its.name(), bytes);
            source =
                    PdfFile.isMeant(bytes)
                            ? PdfFile.open(read, limits, cancellation)
                            : PictureFile.open(read, limits);
            opened = file;
        }
        return source;
    }

    @Override
    public void close() {
        if (source != null) {
            source.close();
        }
        source = null;
        opened = -1;
    }
}
