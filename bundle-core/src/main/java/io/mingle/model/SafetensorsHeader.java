package io.mingle.model;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.core.internal.json.StandIn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of one safetensors file: eight bytes of length (little-endian), then JSON that names
 * every tensor, then the data.
 *
 * <p>The file is not trusted. Every number in the header is checked against the file before
 * anything is returned: types and shapes against lengths, offsets against the size of the file, and
 * the tensors against each other, so that they neither overlap nor leave a gap.
 *
 * @param stamp the file as it was when its header was read
 * @param tensors the tensors by name, in the order in which their bytes lie in the file;
 *     unmodifiable
 * @param metadata the free text of {@code __metadata__}; unmodifiable, often empty
 * @param dataOffset the first byte of data, counted from the beginning of the file
 */
public record SafetensorsHeader(
        FileStamp stamp,
        Map<String, TensorEntry> tensors,
        Map<String, String> metadata,
        long dataOffset) {

    /** The largest header accepted, in bytes; the limit of the format. */
    public static final long MAX_HEADER_BYTES = 100_000_000;

    static final int LENGTH_BYTES = 8;

    /** Takes unmodifiable copies of the maps. */
    public SafetensorsHeader {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** Returns the path of the file. */
    public Path file() {
        return stamp.file();
    }

    /**
     * Reads and checks a header. Only the header's bytes are read.
     *
     * @param file a safetensors file
     * @return the header
     * @throws BrokenModelException if the file is missing or unreadable, or if the header does not
     *     fit the format or the file; the message names the file, every tensor, what was found and
     *     what was expected
     * @throws CancelledException if the thread is interrupted, which it is then still
     */
    public static SafetensorsHeader read(Path file) {
        Problems problems = new Problems();
        SafetensorsHeader header = read(file, problems);
        problems.refuse(file);
        return header;
    }

    /**
     * Reads a header and leaves out the tensors that do not fit.
     *
     * @param problems gets what does not fit
     * @throws BrokenModelException if nothing can be read at all
     * @throws CancelledException if the thread is interrupted, which it is then still
     */
    static SafetensorsHeader read(Path file, Problems problems) {
        if (!Files.isRegularFile(file)) {
            throw new BrokenModelException(
                    file + (Files.exists(file) ? " is not a file." : " is missing."));
        }
        StandIn.refuse(file);
        FileStamp stamp = stamp(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long fileBytes = channel.size();
            long headerBytes = headerLength(file, channel, fileBytes);
            byte[] json = new byte[(int) headerBytes];
            readFully(channel, ByteBuffer.wrap(json), LENGTH_BYTES, file);
            HeaderParser.Parsed parsed = HeaderParser.parse(file, json, problems);
            long dataOffset = LENGTH_BYTES + headerBytes;
            List<TensorEntry> placed =
                    Placement.check(file, parsed, dataOffset, fileBytes - dataOffset, problems);
            Map<String, TensorEntry> byName = new LinkedHashMap<>();
            placed.forEach(entry -> byName.put(entry.name(), entry));
            stamp.requireSame();
            return new SafetensorsHeader(stamp, byName, parsed.metadata(), dataOffset);
        } catch (ClosedByInterruptException e) {
            throw new CancelledException("The reading of " + file + " was interrupted.", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Before it is opened, so that what is opened is what the stamp is of, or newer. */
    private static FileStamp stamp(Path file) {
        try {
            return FileStamp.of(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static BrokenModelException unreadable(Path file, IOException cause) {
        return new BrokenModelException(
                file + " cannot be read: " + cause.getMessage() + ".", cause);
    }

    private static long headerLength(Path file, FileChannel channel, long fileBytes)
            throws IOException {
        if (fileBytes < LENGTH_BYTES) {
            throw new BrokenModelException(
                    file
                            + " is not a safetensors file: it has "
                            + fileBytes
                            + " bytes, and the length of the header alone takes "
                            + LENGTH_BYTES
                            + ".");
        }
        ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        readFully(channel, length, 0, file);
        long headerBytes = length.getLong(0);
        if (headerBytes < 0 || headerBytes > MAX_HEADER_BYTES) {
            throw new BrokenModelException(
                    file
                            + " is not a safetensors file, or is damaged: its header claims "
                            + Long.toUnsignedString(headerBytes)
                            + " bytes, at most "
                            + MAX_HEADER_BYTES
                            + " are allowed.");
        }
        if (headerBytes > fileBytes - LENGTH_BYTES) {
            throw new BrokenModelException(
                    file
                            + " is cut off: its header claims "
                            + headerBytes
                            + " bytes, but only "
                            + (fileBytes - LENGTH_BYTES)
                            + " follow. Download or write the file again.");
        }
        return headerBytes;
    }

    private static void readFully(FileChannel channel, ByteBuffer into, long from, Path file)
            throws IOException {
        long position = from;
        while (into.hasRemaining()) {
            int read = channel.read(into, position);
            if (read < 0) {
                throw new BrokenModelException(file + " became shorter while it was read.");
            }
            position += read;
        }
    }
}
