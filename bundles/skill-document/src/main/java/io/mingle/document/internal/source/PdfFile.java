package io.mingle.document.internal.source;

import io.mingle.api.document.DocumentFile;
import io.mingle.api.document.ReadingLimits;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** A PDF. */
final class PdfFile implements Source {

    private final String name;
    private final PDDocument document;
    private final ReadingLimits limits;
    private final Runnable cancellation;
    private final BoundedFilters.Bound bound;

    private PdfFile(
            String name,
            PDDocument document,
            ReadingLimits limits,
            Runnable cancellation,
            BoundedFilters.Bound bound) {
        this.name = name;
        this.bound = bound;
        this.document = document;
        this.limits = limits;
        this.cancellation = cancellation;
    }

    /** Tells whether the bytes are those of a PDF, which may have something before it. */
    static boolean isMeant(byte[] bytes) {
        String head =
                new String(
                        bytes,
                        0,
                        Math.min(1024, bytes.length),
                        java.nio.charset.StandardCharsets.ISO_8859_1);
        return head.contains("%PDF-");
    }

    static PdfFile open(
            DocumentFile file, ReadingLimits limits, Runnable cancellation, Jpeg2000 jpeg2000) {
        String name = file.name();
        byte[] bytes = file.bytes();
        StreamSizes.check(name, bytes, limits.streamBytes(), cancellation);
        BuiltInFonts.use();
        BoundedFilters.Bound bound = BoundedFilters.Bound.of(name, limits, cancellation, jpeg2000);
        try {
            PDDocument document = BoundedFilters.open(name, bytes, limits);
            try {
                BoundedFilters.within(
                        bound,
                        () -> {
                            StreamSizes.check(name, document, limits.streamBytes(), cancellation);
                            return document;
                        });
            } catch (RuntimeException e) {
                document.close();
                throw e;
            }
            return new PdfFile(name, document, limits, cancellation, bound);
        } catch (MingleException e) {
            throw e;
        } catch (InvalidPasswordException e) {
            throw new UnreadableContentException(
                    "The document '%s' is encrypted and needs a password. Save it without one, for example with qpdf --decrypt, and read that."
                            .formatted(name),
                    e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new UnreadableContentException(
                    "The document '%s' is a damaged PDF and cannot be opened. Copy it again, or save it anew from the program that made it."
                            .formatted(name),
                    e);
        } catch (OutOfMemoryError e) {
            throw new ContentTooLargeException(
                    "The document '%s' does not fit into the memory of this Java machine. Split it, or start with a larger -Xmx."
                            .formatted(name),
                    e);
        }
    }

    @Override
    public int pages() {
        return document.getNumberOfPages();
    }

    @Override
    public SourcePage page(int index) {
        return new PdfPage(bound, document, index, limits, cancellation);
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            // It lies in memory; there is nothing to lose.
        }
    }
}
