package io.mingle.vision.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A directory of a TIFF file or of an EXIF block: unsigned whole numbers by tag (TIFF 6.0, section
 * 2). Values of other types are passed over.
 */
final class TiffDirectory {

    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ENTRY = 12;

    private final Bytes tiff;
    private final boolean littleEndian;
    private final long at;
    private final int size;

    /** Where the entry of each tag is, tags ascending as a directory has to have them. */
    private final Map<Integer, Long> entries = new TreeMap<>();

    /** Where the next directory is; 0 behind the last. */
    private final long next;

    private TiffDirectory(Bytes tiff, boolean littleEndian, long at) throws IOException {
        this.tiff = tiff;
        this.littleEndian = littleEndian;
        this.at = at;
        size = u16(at);
        long end = at + 2 + (long) size * ENTRY;
        for (long entry = at + 2; entry < end; entry += ENTRY) {
            tiff.part(entry, ENTRY);
            entries.putIfAbsent(u16(entry), entry);
        }
        // Some files, and most EXIF blocks that were cut out, end with the last entry.
        next = end + 4 <= tiff.length() ? u32(end) : 0;
    }

    static TiffDirectory first(Bytes tiff) throws IOException {
        boolean littleEndian = tiff.has(0, "II*\0");
        if (!littleEndian && !tiff.has(0, "MM\0*")) {
            throw new IOException("its TIFF header is wrong");
        }
        return new TiffDirectory(tiff, littleEndian, littleEndian ? tiff.u32le(4) : tiff.u32be(4));
    }

    /** Returns the directory behind this one, if there is one. */
    Optional<TiffDirectory> next() throws IOException {
        return next == 0
                ? Optional.empty()
                : Optional.of(new TiffDirectory(tiff, littleEndian, next));
    }

    /** Where it is in the file. */
    long at() {
        return at;
    }

    /** How many entries it has, those of one tag counted each. */
    int size() {
        return size;
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** Returns the first value of a tag, or the given one if the tag is absent or no number. */
    long number(int tag, long absent) throws EOFException {
        long[] values = numbers(tag, 1);
        return values.length == 0 ? absent : values[0];
    }

    /** Returns the first values of a tag; none if the tag is absent or no number. */
    long[] numbers(int tag, int most) throws EOFException {
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
        long place = count * size <= 4 ? entry + 8 : u32(entry + 8);
        tiff.part(place, count * size);
        long[] values = new long[(int) Math.min(count, most)];
        for (int i = 0; i < values.length; i++, place += size) {
            values[i] = type == BYTE ? tiff.u8(place) : type == SHORT ? u16(place) : u32(place);
        }
        return values;
    }

    /**
     * Returns the file with this directory only, reduced to the given tags.
     *
     * @throws IOException if those tags claim more data than the file has
     */
    byte[] reduced(Set<Integer> tags) throws IOException {
        return reduced(tags, Map.of(), new byte[0]);
    }

    /**
     * Does the same, with other values for some tags and with further data, which begins where the
     * file ended.
     */
    byte[] reduced(Set<Integer> tags, Map<Integer, long[]> values, byte[] further)
            throws IOException {
        int end = tiff.length() + further.length;
        int directory = end + (end & 1);
        int room = 0;
        for (long[] list : values.values()) {
            room += Integer.BYTES * list.length;
        }
        ByteBuffer file =
                ByteBuffer.allocate(directory + 2 + tags.size() * ENTRY + 4 + room)
                        .order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        file.put(tiff.copy(0, tiff.length())).put(further);
        file.putInt(4, directory).position(directory + 2);
        int list = file.capacity() - room;
        long claimed = 0;
        for (int tag : new TreeSet<>(tags)) {
            long[] replaced = values.get(tag);
            if (replaced != null) {
                file.putShort((short) tag).putShort((short) LONG).putInt(replaced.length);
                file.putInt(replaced.length == 1 ? (int) replaced[0] : list);
                for (int i = 0; replaced.length > 1 && i < replaced.length; i++) {
                    file.putInt(list, (int) replaced[i]);
                    list += Integer.BYTES;
                }
            } else if (entries.containsKey(tag)) {
                file.put(tiff.copy(entries.get(tag), ENTRY));
                claimed += u32(entries.get(tag) + 4);
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
