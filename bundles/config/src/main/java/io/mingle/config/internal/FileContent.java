package io.mingle.config.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The settings in a file, by PID: of {@code PID.cfg} as properties in UTF-8, of any other {@code
 * .json} as Felix Configurator writes them, an object of PIDs.
 */
final class FileContent {

    /** Nobody writes more by hand. */
    private static final long LARGEST = 1 << 20;

    private static final String PROPERTIES = ".cfg";
    private static final String OBJECTS = ".json";

    /** What Configurator says of a file and not of a bundle. */
    private static final String ABOUT = ":configurator:";

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(JsonParser.Feature.ALLOW_COMMENTS);

    private FileContent() {}

    static boolean isOne(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(PROPERTIES) || name.endsWith(OBJECTS));
    }

    /**
     * Reads a file.
     *
     * @return texts, or lists of texts, by PID and name
     * @throws InvalidRequestException if it makes no sense
     */
    static Map<String, Map<String, Object>> of(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new InvalidRequestException(
                    "It has more than %s bytes. Settings are a few lines.".formatted(LARGEST));
        }
        String text = Files.readString(file);
        String name = file.getFileName().toString();
        return name.endsWith(PROPERTIES)
                ? Map.of(name.substring(0, name.length() - PROPERTIES.length()), properties(text))
                : objects(text);
    }

    private static Map<String, Object> properties(String text) throws IOException {
        Properties read = new Properties();
        try {
            read.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(
                    "It cannot be read as properties (" + e.getMessage() + ").", e);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        read.stringPropertyNames().forEach(it -> values.put(it, read.getProperty(it).strip()));
        return values;
    }

    private static Map<String, Map<String, Object>> objects(String text) {
        JsonNode read;
        try {
            read = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidRequestException(
                    "It cannot be read as JSON (line %s, column %s)."
                            .formatted(
                                    e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                                    e.getLocation() == null ? 0 : e.getLocation().getColumnNr()),
                    e);
        }
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        for (Iterator<String> pids = read.fieldNames(); pids.hasNext(); ) {
            String pid = pids.next();
            if (!pid.startsWith(ABOUT)) {
                all.put(pid, object(pid, read.get(pid)));
            }
        }
        if (!read.isObject()) {
            throw new InvalidRequestException(
                    "It is no JSON object. Write {\"io.mingle.http\": {\"lenient\": true}}.");
        }
        return all;
    }

    private static Map<String, Object> object(String pid, JsonNode settings) {
        if (!settings.isObject()) {
            throw new InvalidRequestException(
                    "'%s' is no object of settings. Write {\"%s\": {…}}.".formatted(pid, pid));
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Iterator<String> names = settings.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!name.startsWith(ABOUT)) {
                // Configurator has types behind names; here descriptions tell them.
                values.put(name.replaceFirst(":\\w+(\\[\\])?$", ""), value(settings.get(name)));
            }
        }
        return values;
    }

    private static Object value(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        List<String> texts = new ArrayList<>();
        value.forEach(it -> texts.add(it.asText()));
        return texts;
    }
}
