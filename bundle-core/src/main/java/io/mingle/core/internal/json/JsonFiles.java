package io.mingle.core.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mingle.api.error.BrokenModelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads JSON that came from outside, within bounds: size, nesting, length of names, strings and
 * numbers are limited, the text is strict UTF-8, and a key that stands twice is an error, but for
 * configurations.
 *
 * <p>Safe for use by several threads.
 */
public final class JsonFiles {

    private static final int MAX_NESTING = 64;
    private static final int MAX_NAME_CHARS = 16 * 1024;
    private static final int MAX_STRING_CHARS = 16 * 1024 * 1024;
    private static final int MAX_NUMBER_CHARS = 64;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_NESTING)
                                    .maxNameLength(MAX_NAME_CHARS)
                                    .maxStringLength(MAX_STRING_CHARS)
                                    .maxNumberLength(MAX_NUMBER_CHARS)
                                    .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build();

    private static final JsonMapper STRICT =
            JsonMapper.builder(FACTORY.copy())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private static final JsonMapper LAST_COUNTS = JsonMapper.builder(FACTORY.copy()).build();

    private JsonFiles() {}

    /**
     * Reads a file that holds one JSON object.
     *
     * @param file the file
     * @param maxBytes the largest size accepted
     * @return the object
     * @throws BrokenModelException if the file is missing, too large, or not one JSON object
     */
    public static JsonNode readObject(Path file, long maxBytes) {
        return readObject(file, maxBytes, STRICT);
    }

    /**
     * Reads a configuration. The published one has a key twice, of which the last counts, as it
     * does where the model comes from.
     *
     * @param file the file
     * @param maxBytes the largest size accepted
     * @return the object
     * @throws BrokenModelException if the file is missing, too large, or not one JSON object
     */
    public static JsonNode readConfiguration(Path file, long maxBytes) {
        return readObject(file, maxBytes, LAST_COUNTS);
    }

    /**
     * Reads a configuration that is no file.
     *
     * @param json the text
     * @param source where it stands, for messages
     * @return the object
     * @throws BrokenModelException if it is not one JSON object
     */
    public static JsonNode parse(String json, String source) {
        return object(json.getBytes(StandardCharsets.UTF_8), source, LAST_COUNTS);
    }

    private static JsonNode readObject(Path file, long maxBytes, JsonMapper mapper) {
        return object(readBytes(file, maxBytes), file.toString(), mapper);
    }

    private static JsonNode object(byte[] bytes, String file, JsonMapper mapper) {
        try (JsonParser parser = mapper.createParser(utf8(new ByteArrayInputStream(bytes)))) {
            JsonNode tree = mapper.readTree(parser);
            if (tree == null || !tree.isObject()) {
                String found =
                        tree == null
                                ? "nothing"
                                : tree.getNodeType().name().toLowerCase(Locale.ROOT);
                throw new BrokenModelException(
                        file + " should hold one JSON object, but holds " + found + ".");
            }
            if (parser.nextToken() != null) {
                throw new BrokenModelException(
                        file + " should hold one JSON object, but more text follows it.");
            }
            return tree;
        } catch (IOException e) {
            throw new BrokenModelException(file + " is not valid JSON: " + reason(e) + ".", e);
        }
    }

    /**
     * Reads a whole file of limited size.
     *
     * @param file the file
     * @param maxBytes the largest size accepted
     * @return its bytes
     * @throws BrokenModelException if the file is missing, unreadable or too large
     */
    public static byte[] readBytes(Path file, long maxBytes) {
        if (!Files.isRegularFile(file)) {
            throw new BrokenModelException(
                    file + (Files.exists(file) ? " is not a file." : " is missing."));
        }
        StandIn.refuse(file);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > maxBytes) {
                throw new BrokenModelException(
                        file + " is larger than the " + maxBytes + " bytes such a file may have.");
            }
            return bytes;
        } catch (IOException e) {
            throw new BrokenModelException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Opens a streaming parser for documents that are too large for a tree. Keys that stand twice
     * are left to the caller.
     *
     * @param in UTF-8 bytes; closed with the parser
     * @return the parser
     * @throws IOException if the stream cannot be read
     */
    public static JsonParser stream(InputStream in) throws IOException {
        return FACTORY.createParser(utf8(in));
    }

    /**
     * Says in a few words why JSON could not be read.
     *
     * @param error what the parser or the decoder threw
     * @return the reason with its place, on one line, without a full stop
     */
    public static String reason(IOException error) {
        if (error instanceof CharacterCodingException) {
            return "the text is not UTF-8";
        }
        if (error instanceof JsonProcessingException json) {
            if (json.getCause() instanceof CharacterCodingException) {
                return "the text is not UTF-8";
            }
            String message = json.getOriginalMessage();
            int end = message.indexOf('\n');
            String line = end < 0 ? message : message.substring(0, end);
            JsonLocation at = json.getLocation();
            String place =
                    at == null
                            ? ""
                            : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            return Names.shorten(line) + place;
        }
        return Names.shorten(String.valueOf(error.getMessage()));
    }

    private static Reader utf8(InputStream in) {
        return new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }
}
