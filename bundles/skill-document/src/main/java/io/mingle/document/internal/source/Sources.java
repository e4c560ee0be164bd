package io.mingle.document.internal.source;

import io.mingle.api.document.DocumentFile;
import io.mingle.api.document.Page;
import io.mingle.api.document.ReadingLimits;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The pages of all files of a document, counted through. One file is open at a time.
 *
 * <p>Used by one thread.
 */
public final class Sources implements AutoCloseable {

    /** The size of a page that cannot be opened: A4, in points. */
    public static final double WIDTH = 595;

    public static final double HEIGHT = 842;

    private final List<DocumentFile> files;
    private final ReadingLimits limits;
    private final Runnable cancellation;
    private final OtherFiles others;
    private final Jpeg2000 jpeg2000;
    private final List<Integer> counts = new ArrayList<>();
    private final Map<Integer, MingleException> unread = new HashMap<>();
    private int opened = -1;
    private Source source;

    /** Reads what is neither a PDF nor a picture. */
    public interface OtherFiles {

        /**
         * Reads a file.
         *
         * @return its pages; empty if it is nothing that anybody reads
         */
        Optional<List<Page>> decoded(DocumentFile file, ReadingLimits limits);
    }

    /**
     * Opens each file once and counts its pages. One of several that cannot be opened is a page
     * that cannot be read.
     *
     * @param cancellation throws if nobody wants them any more
     * @param others reads other files
     * @param jpeg2000 decodes such pictures in PDFs
     * @throws MingleException if none can be opened, or only one was given and cannot
     */
    public Sources(
            List<DocumentFile> files,
            ReadingLimits limits,
            Runnable cancellation,
            OtherFiles others,
            Jpeg2000 jpeg2000) {
        if (files.isEmpty()) {
            throw new InvalidRequestException(
                    "A document was to be read and no file was given. Name a PDF or a picture.");
        }
        this.files = List.copyOf(files);
        this.limits = limits;
        this.cancellation = cancellation;
        this.others = others;
        this.jpeg2000 = jpeg2000;
        try {
            for (int i = 0; i < files.size(); i++) {
                cancellation.run();
                counts.add(open(i).pages());
            }
            if (unread.size() == files.size()) {
                throw unread.get(0);
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

    /** Returns a page that needs no reading, counted from 1, if it is one. */
    public Optional<Page> ready(int number) {
        int[] place = place(number);
        return open(place[0])
                .ready(place[1])
                .map(
                        it ->
                                new Page(
                                        number,
                                        it.file(),
                                        it.width(),
                                        it.height(),
                                        it.blocks(),
                                        it.agreement(),
                                        it.failure(),
                                        it.warnings()));
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
            try {
                byte[] bytes = its.bytes();
                source = opened(DocumentFile.of(its.name(), bytes), bytes);
            } catch (UnreadableContentException | ContentTooLargeException e) {
                unread.put(file, e);
                source = new DecodedFile(List.of(unread(its.name(), e)));
            }
            opened = file;
        }
        return source;
    }

    private static Page unread(String name, MingleException error) {
        return new Page(
                1,
                name,
                WIDTH,
                HEIGHT,
                List.of(),
                OptionalDouble.empty(),
                Optional.of(error.getMessage()),
                List.of());
    }

    private Source opened(DocumentFile file, byte[] bytes) {
        if (PdfFile.isMeant(bytes)) {
            return PdfFile.open(file, limits, cancellation, jpeg2000);
        }
        Optional<List<Page>> decoded = others.decoded(file, limits);
        return decoded.isPresent()
                ? new DecodedFile(decoded.get())
                : PictureFile.open(file, limits);
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
