package io.mingle.document.internal.source;

import io.mingle.api.document.ReadingLimits;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InternalException;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.filter.DecodeResult;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Bounds what PDFBox expands in memory, whichever filters a stream goes through and whenever: the
 * objects and references of a file are expanded while it is being opened, before anybody can look
 * at them.
 *
 * <p>PDFBox knows its filters by a table that it shows to nobody. The copy that is embedded in this
 * bundle belongs to it alone; there filters are replaced by such as count.
 *
 * <p>Filters that make pictures take memory for them at once, by what a header or the dictionary
 * says. That is looked at first, and while a file is being opened, when there are no pictures, they
 * do nothing.
 */
final class BoundedFilters {

    private static final Set<COSName> PICTURES =
            Set.of(
                    COSName.DCT_DECODE,
                    COSName.DCT_DECODE_ABBREVIATION,
                    COSName.CCITTFAX_DECODE,
                    COSName.CCITTFAX_DECODE_ABBREVIATION,
                    COSName.JBIG2_DECODE,
                    COSName.JPX_DECODE);

    private static final Set<COSName> JPEGS =
            Set.of(COSName.DCT_DECODE, COSName.DCT_DECODE_ABBREVIATION);

    private static final Set<COSName> FAXES =
            Set.of(COSName.CCITTFAX_DECODE, COSName.CCITTFAX_DECODE_ABBREVIATION);

    /** Of a fax that does not say how many it has (ISO 32000-1, table 11). */
    private static final int USUAL_COLUMNS = 1728;

    private static final ThreadLocal<Bound> BOUND = new ThreadLocal<>();

    static {
        install();
    }

    /** Something that PDFBox does. */
    @FunctionalInterface
    interface Work<T> {
        T result() throws IOException;
    }

    /**
     * How much a filter may put out.
     *
     * @param name of the document
     * @param limit in bytes
     * @param pixels of a picture; 0 if there are none yet
     * @param check is called while pictures are decoded that may take long; throws to end it
     * @param jpeg2000 decodes such pictures
     */
    record Bound(String name, long limit, long pixels, Runnable check, Jpeg2000 jpeg2000) {

        static Bound of(String name, ReadingLimits limits, Runnable check, Jpeg2000 jpeg2000) {
            return new Bound(name, limits.streamBytes(), limits.pixels(), check, jpeg2000);
        }

        Bound withCheck(Runnable value) {
            return new Bound(name, limit, pixels, value, jpeg2000);
        }

        Bound withoutPictures() {
            return new Bound(name, limit, 0, check, jpeg2000);
        }
    }

    private BoundedFilters() {}

    /**
     * Works with a document; on this thread no filter puts out more than a limit meanwhile.
     *
     * @throws ContentTooLargeException if one did
     */
    static <T> T within(Bound bound, Work<T> work) throws IOException {
        Bound before = BOUND.get();
        BOUND.set(bound);
        try {
            return work.result();
        } finally {
            if (before == null) {
                BOUND.remove();
            } else {
                BOUND.set(before);
            }
        }
    }

    /** Returns what holds on this thread now. */
    static Bound bound() {
        Bound bound = BOUND.get();
        if (bound == null) {
            throw new InternalException("A picture is decoded outside of a document.");
        }
        return bound;
    }

    /**
     * Opens a document likewise.
     *
     * @throws ContentTooLargeException if a filter put out too much
     * @throws IOException if it cannot be opened
     */
    static PDDocument open(String name, byte[] file, ReadingLimits limits) throws IOException {
        Bound bound = new Bound(name, limits.streamBytes(), 0, () -> {}, Jpeg2000.NONE);
        return within(bound, () -> Loader.loadPDF(file));
    }

    private static void install() {
        try {
            Field table = FilterFactory.class.getDeclaredField("filters");
            table.setAccessible(true);
            @SuppressWarnings("unchecked")
            Map<COSName, Filter> filters = (Map<COSName, Filter>) table.get(FilterFactory.INSTANCE);
            for (COSName name : StreamSizes.FILTERS) {
                filters.computeIfPresent(name, (key, filter) -> new Counting(filter));
            }
            filters.put(COSName.JBIG2_DECODE, new Jbig2Filter());
            filters.put(COSName.JPX_DECODE, new Jpeg2000Filter());
            for (COSName name : PICTURES) {
                int columns = FAXES.contains(name) ? USUAL_COLUMNS : 0;
                boolean jpeg = JPEGS.contains(name);
                filters.computeIfPresent(
                        name, (key, filter) -> new Depicting(filter, columns, jpeg));
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new InternalException(
                    "PDFs cannot be read safely, because the filters of this PDFBox cannot be"
                            + " bounded. Use the bundle of documents as it was built.",
                    e);
        }
    }

    /** Another filter, with something before it. */
    private abstract static class Preceded extends Filter {

        private final Filter filter;

        Preceded(Filter filter) {
            this.filter = filter;
        }

        @Override
        public DecodeResult decode(
                InputStream encoded, OutputStream decoded, COSDictionary parameters, int index)
                throws IOException {
            return decode(encoded, decoded, parameters, index, DecodeOptions.DEFAULT);
        }

        @Override
        public DecodeResult decode(
                InputStream encoded,
                OutputStream decoded,
                COSDictionary parameters,
                int index,
                DecodeOptions options)
                throws IOException {
            Bound bound = BOUND.get();
            if (bound == null) {
                return filter.decode(encoded, decoded, parameters, index, options);
            }
            InputStream in =
                    checked(encoded, parameters, getDecodeParams(parameters, index), bound);
            return filter.decode(in, new BoundedOutput(decoded, bound), parameters, index, options);
        }

        /**
         * Refuses what would become too large, and returns what is to be decoded.
         *
         * @param stream what the stream says of itself
         * @param parameters what it says to this filter
         */
        abstract InputStream checked(
                InputStream encoded, COSDictionary stream, COSDictionary parameters, Bound bound)
                throws IOException;

        @Override
        protected void encode(InputStream input, OutputStream encoded, COSDictionary parameters)
                throws IOException {
            filter.encode(input, encoded, parameters, 0);
        }
    }

    /** A filter that makes bytes of bytes. */
    private static final class Counting extends Preceded {

        Counting(Filter filter) {
            super(filter);
        }

        @Override
        InputStream checked(
                InputStream encoded, COSDictionary stream, COSDictionary parameters, Bound bound) {
            return encoded;
        }
    }

    /** A filter that makes pictures. */
    private static final class Depicting extends Preceded {

        private final int usualColumns;
        private final boolean jpeg;

        /**
         * Creates one.
         *
         * @param usualColumns of a picture whose parameters do not say; 0 if they never do
         * @param jpeg whether pictures have the headers of a JPEG
         */
        Depicting(Filter filter, int usualColumns, boolean jpeg) {
            super(filter);
            this.usualColumns = usualColumns;
            this.jpeg = jpeg;
        }

        @Override
        InputStream checked(
                InputStream encoded, COSDictionary stream, COSDictionary parameters, Bound bound)
                throws IOException {
            if (bound.pixels() == 0) {
                throw new IOException("A picture stands where objects belong.");
            }
            long columns = Math.max(0, parameters.getInt(COSName.COLUMNS, usualColumns));
            long rows =
                    Math.max(
                            parameters.getInt(COSName.ROWS, 0),
                            stream.getInt(COSName.HEIGHT, COSName.H, 0));
            byte[] bytes = encoded.readAllBytes();
            // A row is held however many there are.
            long pixels = Math.max(columns * Math.max(1, rows), jpeg ? JpegSize.pixels(bytes) : 0);
            if (pixels > bound.pixels()) {
                throw new ContentTooLargeException(
                        "A picture in the document '%s' has %s pixels; at most %s megapixels are decoded. Save the document with smaller pictures, or leave its page out."
                                .formatted(bound.name(), pixels, bound.pixels() / 1_000_000));
            }
            return new ByteArrayInputStream(bytes);
        }
    }

    private static final class BoundedOutput extends FilterOutputStream {

        private final Bound bound;
        private long size;

        BoundedOutput(OutputStream out, Bound bound) {
            super(out);
            this.bound = bound;
        }

        @Override
        public void write(int b) throws IOException {
            charge(1);
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            charge(length);
            out.write(bytes, from, length);
        }

        private void charge(int count) {
            size += count;
            if (size > bound.limit()) {
                throw StreamSizes.tooLarge(bound.name(), bound.limit());
            }
        }
    }
}
