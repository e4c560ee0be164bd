package io.mingle.gui.episode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.error.ContentTooLargeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The entries of a file, one after the other. */
abstract class EpisodeFile implements AutoCloseable {

    /** The largest file of JSON that is read, in bytes. */
    private static final long MOST_BYTES = 256L << 20;

    /** Returns the next entry, or null at the end. */
    abstract JsonNode next() throws IOException;

    @Override
    public abstract void close() throws IOException;

    /**
     * Opens a TFRecord file, or one of JSON: an array, or objects one after the other.
     *
     * @throws ContentTooLargeException if it is JSON of more than 256 MiB
     */
    static EpisodeFile open(Path file) throws IOException {
        Optional<RecordFile> records = RecordFile.open(file);
        if (records.isPresent()) {
            return new Records(records.get());
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new ContentTooLargeException(
                    "The file of episodes '%s' has %s bytes; at most %s of JSON are read. Split it."
                            .formatted(file, Files.size(file), MOST_BYTES));
        }
        return new Json(new ObjectMapper().readerFor(JsonNode.class).readValues(file.toFile()));
    }

    /** Records of examples. */
    private static final class Records extends EpisodeFile {

        private final RecordFile file;

        Records(RecordFile file) {
            this.file = file;
        }

        @Override
        JsonNode next() throws IOException {
            byte[] record = file.next();
            return record == null ? null : RecordedEntry.of(Example.of(record));
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Objects of JSON. */
    private static final class Json extends EpisodeFile {

        private final MappingIterator<JsonNode> all;

        Json(MappingIterator<JsonNode> all) {
            this.all = all;
        }

        @Override
        JsonNode next() throws IOException {
            return all.hasNextValue() ? all.nextValue() : null;
        }

        @Override
        public void close() throws IOException {
            all.close();
        }
    }
}
