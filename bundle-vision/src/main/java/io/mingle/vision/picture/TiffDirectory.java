package io.mingle.vision.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The first directory of a TIFF file or of an EXIF block: unsigned whole numbers by tag (TIFF 6.0,
 * section 2). Values of other types are passed over.
 */
final class TiffDirectory {

    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ENTRY = 12;

    private final Bytes tiff;
    private final boolean littleEndian;

    /** Where the entry of each tag is, tags ascending as a directory has to have them. */
    private final Map<Integer, Long> entries = new TreeMap<>();

    private TiffDirectory(Bytes tiff) throws IOException {
        this.tiff = tiff;
        this.littleEndian = tiff.has(0, "II*\0");
        if (!littleEndian && !tiff.has(0, "MM\0*")) {
            throw new IOException("its TIFF header is wrong");
        }
        long directory = u32(4);
        int count = u16(directory);
        for (long at = directory + 2; at < directory + 2 + (long) count * ENTRY; at += ENTRY) {
            entries.putIfAbsent(u16(at), at);
        }
    }

    static TiffDirectory first(Bytes tiff) throws IOException {
        return new TiffDirectory(tiff);
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** Returns the first value of a tag, or the given one if the tag is absent or no number. */
    long number(int tag, long absent) throws EOFException {
        long[] values = numbers(tag);
        return values.length == 0 ? absent : values[0];
    }

    /** Returns all values of a tag; none if the tag is absent or no number. */
    long[] numbers(int tag) throws EOFException {
        Long entry = entries.get(tag);
        if (entry == null) {
            return new long[0];
        }
        int type = u16(entry + 2);
        int size = type == BYTE ? 1 : type == SHORT ? 2 : type == LONG ? 4 : 0;
        if (size == 0) {
            return new long[0];
        }
        long count = u32(entry + 4);
        long at = count * size <= 4 ? entry + 8 : u32(entry + 8);
        tiff.part(at, count * size);
        long[] values = new long[(int) count];
        for (int i = 0; i < values.length; i++, at += size) {
            values[i] = type == BYTE ? tiff.u8(at) : type == SHORT ? u16(at) : u32(at);
        }
        return values;
    }

    /**
     * Returns the file with this directory only, reduced to the given tags.
     *
     * @throws IOException if those tags claim more data than the file has
     */
    byte[] reduced(Set<Integer> tags) throws IOException {
        ByteBuffer file =
                ByteBuffer.allocate(tiff.length() + 1 + 2 + tags.size() * ENTRY + 4)
                        .order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        file.put(tiff.copy(0, tiff.length()));
        int directory = tiff.length() + (tiff.length() & 1);
        file.putInt(4, directory).position(directory + 2);
        long claimed = 0;
        for (Map.Entry<Integer, Long> entry : entries.entrySet()) {
            if (tags.contains(entry.getKey())) {
                file.put(tiff.copy(entry.getValue(), ENTRY));
                claimed += u32(entry.getValue() + 4);
            }
        }
        if (claimed > tiff.length()) {
            throw new IOException("its directory claims more data than the file has");
        }
        return file.putShort(directory, (short) ((file.position() - directory) / ENTRY)).array();
    }

    private int u16(long at) throws EOFException {
        return littleEndian ? tiff.u16le(at) : tiff.u16be(at);
    }

    private long u32(long at) throws EOFException {
        return littleEndian ? tiff.u32le(at) : tiff.u32be(at);
    }
}
