package io.mingle.vision.picture;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Where the strips or tiles of a page are in the file. Lengths that are missing or cannot be right
 * are estimated, as libtiff does.
 */
final class TiffStrips {

    /** The most that are read: each takes memory of its own, and more where it is damaged. */
    private static final int MOST = 1 << 18;

    private final Bytes file;
    private final boolean tiled;
    private final long[] offsets;

    /** How much of each is in the file. */
    private final long[] lengths;

    private boolean cut;

    private TiffStrips(Bytes file, TiffDirectory directory) throws IOException {
        this.file = file;
        tiled = directory.has(TiffTags.TILE_OFFSETS);
        offsets =
                directory.numbers(tiled ? TiffTags.TILE_OFFSETS : TiffTags.STRIP_OFFSETS, MOST + 1);
        if (offsets.length == 0) {
            throw new IOException("it has no strips or tiles");
        }
        if (offsets.length > MOST) {
            throw new IOException("it has more than " + MOST + " strips or tiles");
        }
        long[] said = said(directory);
        lengths = new long[offsets.length];
        long[] sorted = LongStream.of(offsets).sorted().toArray();
        boolean lies = said.length != offsets.length || LongStream.of(said).sum() > file.length();
        for (int i = 0; i < offsets.length; i++) {
            long there = Math.max(0, file.length() - offsets[i]);
            long behind = next(sorted, offsets[i]);
            long length = Math.min(there, behind - offsets[i]);
            if (i < said.length && said[i] > 0) {
                length = lies && behind < file.length() ? Math.min(said[i], length) : said[i];
            }
            cut |= length > there || there == 0;
            lengths[i] = Math.min(length, there);
        }
        if (LongStream.of(lengths).sum() > file.length()) {
            throw new IOException("its strips or tiles overlap");
        }
        if (LongStream.of(lengths).allMatch(length -> length == 0)) {
            throw new EOFException();
        }
    }

    static TiffStrips of(Bytes file, TiffDirectory directory) throws IOException {
        return new TiffStrips(file, directory);
    }

    private long[] said(TiffDirectory directory) {
        try {
            return directory.numbers(
                    tiled ? TiffTags.TILE_BYTE_COUNTS : TiffTags.STRIP_BYTE_COUNTS, MOST + 1);
        } catch (EOFException e) {
            return new long[0];
        }
    }

    private long next(long[] sorted, long offset) {
        int at = Arrays.binarySearch(sorted, offset);
        while (at < sorted.length && sorted[at] == offset) {
            at++;
        }
        return at < sorted.length ? sorted[at] : file.length();
    }

    boolean tiled() {
        return tiled;
    }

    /** Tells whether one of them goes on behind the end of the file. */
    boolean cut() {
        return cut;
    }

    int count() {
        return offsets.length;
    }

    /** What of a strip or tile is in the file. */
    Bytes part(int number) throws IOException {
        return file.part(Math.min(offsets[number], file.length()), lengths[number]);
    }

    /** Returns the values for a directory of the same file. */
    Map<Integer, long[]> values() {
        long[] places = new long[offsets.length];
        for (int i = 0; i < offsets.length; i++) {
            places[i] = Math.min(offsets[i], file.length());
        }
        return values(places, 0);
    }

    /** Returns all of them behind each other, each continued with some bytes. */
    byte[] continued(byte[] further) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < offsets.length; i++) {
            all.write(part(i).copy(0, lengths[i]));
            all.write(further);
        }
        return all.toByteArray();
    }

    /**
     * Returns the values for a directory of a file with {@link #continued} at its end.
     *
     * @param further how many bytes each is continued with
     */
    Map<Integer, long[]> continuedValues(int further) {
        long[] places = new long[offsets.length];
        for (int i = 0; i < offsets.length; i++) {
            places[i] = i == 0 ? file.length() : places[i - 1] + lengths[i - 1] + further;
        }
        return values(places, further);
    }

    private Map<Integer, long[]> values(long[] places, int further) {
        // A length of 0 would make the decoder distrust all of them.
        long[] counts = LongStream.of(lengths).map(n -> Math.max(1, n + further)).toArray();
        return tiled
                ? Map.of(TiffTags.TILE_OFFSETS, places, TiffTags.TILE_BYTE_COUNTS, counts)
                : Map.of(TiffTags.STRIP_OFFSETS, places, TiffTags.STRIP_BYTE_COUNTS, counts);
    }
}
