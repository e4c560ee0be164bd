package io.mingle.gui.episode;

import io.mingle.api.content.Picture;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The screenshots of a Parquet file, as GUICourse publishes them: a row has a name and, in {@code
 * base64}, a picture, written so if the column is a text, or else as it is.
 *
 * <p>Rows are gone through once, as far as needed. Those that were passed lie in a temporary file:
 * such files often have a single group of rows, which can only be read from its beginning on.
 *
 * <p>Used by one thread.
 */
final class PackedScreenshots implements AutoCloseable {

    private static final List<String> NAMES = List.of("image_id", "__index_level_0__");
    private static final List<String> PICTURES = List.of("base64");

    private static final int MOST_ROWS = 1_000_000;

    /** The largest picture, as it is written, in bytes. */
    private static final int MOST_BYTES = 64 << 20;

    /** How many times as large as the file all pictures may be, which hardly shrink in it. */
    private static final int MOST_GROWTH = 4;

    /** Where a picture lies in the temporary file. */
    private record Place(long offset, int length) {}

    private final Path file;
    private final Map<String, Place> places = new HashMap<>();
    private ParquetFileReader reader;
    private ColumnDescriptor name;
    private ColumnDescriptor picture;
    private MessageType asked;
    private FileChannel passed;
    private ColumnReader names;
    private ColumnReader pictures;
    private int groups;
    private long rows;
    private long left;

    /** Names a file, which is opened when the first screenshot is read. */
    PackedScreenshots(Path file) {
        this.file = file;
    }

    /**
     * Returns the screenshot of a name.
     *
     * @return which can be read until this is closed
     */
    Screenshot screenshot(String id) {
        return () -> read(id);
    }

    private Picture read(String id) {
        try {
            if (passed == null) {
                open();
            }
            while (!places.containsKey(id) && advance()) {
                // Until it has come, or the end.
            }
            Place place = places.get(id);
            if (place == null) {
                throw unreadable("it has no screenshot '" + id + "'", null);
            }
            ByteBuffer bytes = ByteBuffer.allocate(place.length());
            while (bytes.hasRemaining()) {
                if (passed.read(bytes, place.offset() + bytes.position()) < 0) {
                    throw new EOFException("the temporary file was cut off");
                }
            }
            return new Picture(id, bytes.array());
        } catch (MingleException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The library throws whatever it comes upon in a damaged file.
            throw unreadable(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }

    private void open() throws IOException {
        ParquetReadOptions options =
                ParquetReadOptions.builder()
                        .withCodecFactory(new PageCodecs())
                        .withUseHadoopVectoredIo(false)
                        .build();
        InputFile input =
                new LocalInputFile(file) {
                    /** As the library's messages call it. */
                    @Override
                    public String toString() {
                        return "it";
                    }
                };
        ParquetFileReader opened = ParquetFileReader.open(input, options);
        try {
            MessageType schema = opened.getFileMetaData().getSchema();
            name = column(schema, NAMES);
            picture = column(schema, PICTURES);
            asked =
                    new MessageType(
                            schema.getName(),
                            schema.getType(name.getPath()),
                            schema.getType(picture.getPath()));
            opened.setRequestedSchema(asked);
            passed =
                    FileChannel.open(
                            Files.createTempFile("mingle-screenshots-", null),
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE);
            reader = opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static ColumnDescriptor column(MessageType schema, List<String> wanted)
            throws IOException {
        for (String each : wanted) {
            String[] path = {each};
            if (schema.containsPath(path) && schema.getType(path).isPrimitive()) {
                ColumnDescriptor column = schema.getColumnDescription(path);
                if (column.getMaxRepetitionLevel() == 0
                        && column.getPrimitiveType().getPrimitiveTypeName()
                                == PrimitiveTypeName.BINARY) {
                    return column;
                }
            }
        }
        throw new IOException("it has no column of texts or bytes that is called " + wanted);
    }

    /** Passes a row; returns false if there is none left. */
    private boolean advance() throws IOException {
        if (left == 0 && !nextRows()) {
            return false;
        }
        if (isThere(names) && isThere(pictures)) {
            String id = names.getBinary().toStringUsingUTF8();
            if (!places.containsKey(id)) {
                keep(id, bytes(pictures.getBinary()));
            }
        }
        names.consume();
        pictures.consume();
        left--;
        return true;
    }

    private static boolean isThere(ColumnReader column) {
        return column.getCurrentDefinitionLevel() == column.getDescriptor().getMaxDefinitionLevel();
    }

    private boolean nextRows() throws IOException {
        if (reader == null) {
            return false;
        }
        names = null;
        pictures = null;
        if (groups == reader.getRowGroups().size()) {
            reader.close();
            reader = null;
            return false;
        }
        check(reader.getRowGroups().get(groups));
        PageReadStore pages = reader.readRowGroup(groups);
        groups++;
        ColumnReadStoreImpl columns =
                new ColumnReadStoreImpl(
                        pages,
                        new DummyRecordConverter(asked).getRootConverter(),
                        asked,
                        reader.getFileMetaData().getCreatedBy());
        names = columns.getColumnReader(name);
        pictures = columns.getColumnReader(picture);
        left = pages.getRowCount();
        rows += left;
        if (rows > MOST_ROWS) {
            throw new IOException("it has more than " + MOST_ROWS + " rows");
        }
        if (pages.getPageReader(name).getTotalValueCount() != left
                || pages.getPageReader(picture).getTotalValueCount() != left) {
            throw new IOException("its columns have not as many values as it has rows");
        }
        return true;
    }

    /** What is read of a group of rows is in memory. */
    private void check(BlockMetaData group) throws IOException {
        long size = 0;
        for (ColumnChunkMetaData chunk : group.getColumns()) {
            String path = chunk.getPath().toDotString();
            if (path.equals(name.getPath()[0]) || path.equals(picture.getPath()[0])) {
                size += chunk.getTotalSize();
            }
        }
        if (size < 0 || size > Files.size(file)) {
            throw new IOException("a group of its rows is larger than the file");
        }
        checkMemory("a group of its rows", size);
    }

    /** Throws if something would take more than half of what Java may use. */
    static void checkMemory(String what, long size) throws IOException {
        long most = Runtime.getRuntime().maxMemory() / 2;
        if (size < 0 || size > most) {
            throw new IOException(
                    "%s has %s bytes, and there is memory for %s: give Java more, for example with MINGLE_JAVA_OPTS=-Xmx8g, or write the file with smaller groups of rows"
                            .formatted(what, size, most));
        }
    }

    private byte[] bytes(Binary value) throws IOException {
        if (value.length() > MOST_BYTES) {
            throw new IOException(
                    "a picture has %s bytes; at most %s are read"
                            .formatted(value.length(), MOST_BYTES));
        }
        byte[] bytes = value.getBytes();
        boolean text =
                picture.getPrimitiveType().getLogicalTypeAnnotation()
                        instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation;
        byte[] decoded = text ? Base64.getDecoder().decode(bytes) : bytes;
        if (decoded.length == 0) {
            throw new IOException("a picture is empty");
        }
        return decoded;
    }

    private void keep(String id, byte[] bytes) throws IOException {
        long end = passed.size();
        if (end + bytes.length > MOST_GROWTH * Files.size(file)) {
            throw new IOException(
                    "its pictures are more than " + MOST_GROWTH + " times as large as it is");
        }
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            passed.write(out, end + out.position());
        }
        places.put(id, new Place(end, bytes.length));
    }

    private UnreadableContentException unreadable(String found, Throwable cause) {
        return new UnreadableContentException(
                "Screenshots were to be read from '%s', and %s. Name the Parquet file that GUICourse publishes with these episodes."
                        .formatted(file, found),
                cause);
    }

    /** Lets go of the file and of what was passed. */
    @Override
    public void close() throws IOException {
        try (FileChannel channel = passed;
                ParquetFileReader open = reader) {
            names = null;
            pictures = null;
            left = 0;
            reader = null;
            places.clear();
        }
    }
}
