package io.mingle.document.internal.source;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.MingleException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Looks how large the compressed streams of a PDF are before anybody expands one in memory.
 *
 * <p>Opening a PDF expands some already, those of objects and references. So whatever follows the
 * word {@code stream} is inflated and only counted first, and what comes out compressed is inflated
 * once more; digits in front of it are read as such. Once it is open, and decrypted, each stream
 * goes through the filters that it names, and what they put out is counted, too.
 */
final class StreamSizes {

    private static final byte[] STREAM = {'s', 't', 'r', 'e', 'a', 'm'};

    /** Streams within streams; a bomb has some, a document hardly two. */
    private static final int DEEPEST = 4;

    /** How many times a single stream's limit all of them may have together. */
    private static final long TOGETHER = 64;

    /** What makes bytes of bytes; others make pictures, whose size is looked at by itself. */
    static final Set<COSName> FILTERS =
            Set.of(
                    COSName.FLATE_DECODE,
                    COSName.FLATE_DECODE_ABBREVIATION,
                    COSName.LZW_DECODE,
                    COSName.LZW_DECODE_ABBREVIATION,
                    COSName.RUN_LENGTH_DECODE,
                    COSName.RUN_LENGTH_DECODE_ABBREVIATION,
                    COSName.ASCII_HEX_DECODE,
                    COSName.ASCII_HEX_DECODE_ABBREVIATION,
                    COSName.ASCII85_DECODE,
                    COSName.ASCII85_DECODE_ABBREVIATION);

    private final String name;
    private final byte[] file;
    private final long limit;
    private final Runnable cancellation;
    private long total;
    private long size;

    private StreamSizes(String name, byte[] file, long limit, Runnable cancellation) {
        this.name = name;
        this.file = file;
        this.limit = limit;
        this.cancellation = cancellation;
    }

    /**
     * Checks all streams of a file.
     *
     * @param limit of a stream's bytes
     * @throws ContentTooLargeException if one has more, or all have more than 64 times as many
     */
    static void check(String name, byte[] file, long limit, Runnable cancellation) {
        new StreamSizes(name, file, limit, cancellation).all();
    }

    /**
     * Checks all streams of a PDF that is open.
     *
     * @param limit of a stream's bytes, after each of its filters
     * @throws ContentTooLargeException if one has more, or all have more than 64 times as many
     */
    static void check(String name, PDDocument document, long limit, Runnable cancellation) {
        StreamSizes sizes = new StreamSizes(name, new byte[0], limit, cancellation);
        COSDocument objects = document.getDocument();
        // Reading an object may mend the table.
        Map.copyOf(objects.getXrefTable())
                .forEach(
                        (key, offset) -> {
                            // Others lie within a stream of objects, and are no streams.
                            if (offset > 0) {
                                cancellation.run();
                                sizes.filtered(objects.getObjectFromPool(key));
                            }
                        });
    }

    private void filtered(COSObject object) {
        try {
            if (!(object.getObject() instanceof COSStream stream)) {
                return;
            }
            List<COSName> names = filters(stream);
            if (names.size() > DEEPEST) {
                throw tooLarge();
            }
            for (int i = 0; i < names.size() && FILTERS.contains(names.get(i)); i++) {
                filtered(stream, names, i);
            }
        } catch (MingleException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // It is damaged: what came of it so far was counted, and more will not come of it.
        }
    }

    /** Counts what comes of the filters up to one, none of which put out too much before it. */
    private void filtered(COSStream stream, List<COSName> names, int last) throws IOException {
        InputStream in = stream.createRawInputStream();
        for (int i = 0; i < last; i++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            FilterFactory.INSTANCE.getFilter(names.get(i)).decode(in, out, stream, i);
            in = new ByteArrayInputStream(out.toByteArray());
        }
        size = 0;
        try (OutputStream counting = new Counting()) {
            FilterFactory.INSTANCE.getFilter(names.get(last)).decode(in, counting, stream, last);
        }
    }

    private static List<COSName> filters(COSStream stream) {
        List<COSName> names = new ArrayList<>();
        COSBase filters = stream.getFilters();
        if (filters instanceof COSName name) {
            names.add(name);
        } else if (filters instanceof COSArray all) {
            for (int i = 0; i < all.size(); i++) {
                names.add(all.getObject(i) instanceof COSName name ? name : COSName.CRYPT);
            }
        }
        return names;
    }

    /** Keeps nothing. */
    private final class Counting extends OutputStream {

        @Override
        public void write(int b) {
            charge(1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            charge(length);
        }
    }

    private void charge(long count) {
        size += count;
        total += count;
        if (size > limit || total > TOGETHER * limit) {
            throw tooLarge();
        }
    }

    private ContentTooLargeException tooLarge() {
        return tooLarge(name, limit);
    }

    static ContentTooLargeException tooLarge(String name, long limit) {
        return new ContentTooLargeException(
                "A part of the document '%s' expands to more than %s MiB, the limit. It is damaged or made to fill memory; save it anew from the program that made it."
                        .formatted(name, limit >> 20));
    }

    private void all() {
        for (int at = 0; at + STREAM.length + 4 < file.length; at++) {
            if (file[at] == 's' && isStream(at)) {
                int begin = at + STREAM.length;
                while (begin < file.length - 2 && isBlank(file[begin])) {
                    begin++;
                }
                cancellation.run();
                InputStream in = new ByteArrayInputStream(file, begin, file.length - begin);
                if (isDigit(file[begin]) && isDigit(file[begin + 1])) {
                    count(new HexDigits(in), 1);
                } else {
                    count(in, 1);
                }
                at = begin - 1;
            }
        }
    }

    private boolean isStream(int at) {
        for (int i = 0; i < STREAM.length; i++) {
            if (file[at + i] != STREAM[i]) {
                return false;
            }
        }
        return at < 3 || file[at - 1] != 'd';
    }

    private static boolean isBlank(byte b) {
        return b == 0 || b == '\t' || b == '\n' || b == '\f' || b == '\r' || b == ' ';
    }

    private static boolean isDigit(byte b) {
        return Character.digit(b, 16) >= 0;
    }

    /** Digits as the bytes that they stand for, up to what is none. */
    private static final class HexDigits extends InputStream {

        private final InputStream in;

        HexDigits(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int high = digit();
            int low = high < 0 ? -1 : digit();
            return high < 0 ? -1 : high * 16 + Math.max(0, low);
        }

        private int digit() throws IOException {
            int next = in.read();
            while (next >= 0 && isBlank((byte) next)) {
                next = in.read();
            }
            return next < 0 ? -1 : Character.digit(next, 16);
        }
    }

    private static boolean isDeflated(int method, int flags) {
        int first = method & 0xff;
        return (first & 0x0f) == 8 && (first * 256 + (flags & 0xff)) % 31 == 0;
    }

    private void count(InputStream deflated, int depth) {
        byte[] buffer = new byte[1 << 16];
        size = 0;
        // PDFBox leaves out the two bytes in front, whatever they say.
        Inflater inflater = new Inflater(true);
        try (InflaterInputStream inflated = new InflaterInputStream(deflated, inflater)) {
            deflated.skipNBytes(2);
            byte[] head = inflated.readNBytes(2);
            size = head.length;
            if (depth < DEEPEST && head.length == 2 && isDeflated(head[0], head[1])) {
                count(new SequenceInputStream(new ByteArrayInputStream(head), inflated), depth + 1);
                return;
            }
            for (int read = 0; read >= 0; read = inflated.read(buffer)) {
                charge(read);
            }
        } catch (IOException e) {
            // It is not deflated after all, or damaged: what came of it so far was counted.
        } finally {
            inflater.end();
        }
    }
}
