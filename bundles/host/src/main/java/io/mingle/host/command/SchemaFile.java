package io.mingle.host.command;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.json.NamedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JSON schema in a file. */
final class SchemaFile {

    private static final int MAX_BYTES = 1 << 20;

    private SchemaFile() {}

    /**
     * Reads the file that was typed.
     *
     * @throws InvalidRequestException if there is none, or it is far larger than a schema
     */
    static String read(String typed) {
        Path file = NamedFile.find(typed, null);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new InvalidRequestException(
                        "The JSON schema '%s' has more than %s bytes. Is it another file?"
                                .formatted(file, MAX_BYTES));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "The JSON schema '%s' cannot be read (%s). Name a file, or write the schema itself, in quotes."
                            .formatted(file, e),
                    e);
        }
    }
}
