package io.mingle.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mingle.api.content.Content;
import io.mingle.api.content.Text;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What goes into a skill and what comes out of it, as JSON. */
public final class SkillJson {

    /** Threads of servers keep no buffers of results, which have files in them. */
    private static final ObjectWriter WRITER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                                    .build())
                    .build()
                    .writer();

    private SkillJson() {}

    /**
     * Reads the arguments of a skill.
     *
     * <p>They are checked lightly against the input schema: names that are wanted and missing,
     * names that are not known (unless the schema has {@code additionalProperties} or {@code
     * patternProperties}), types and enumerations. What else the schema says is left to the skill.
     *
     * <p>Where the schema has a {@code contentMediaType} of {@code image/*}, {@code audio/*} or
     * {@code video/*}, directly or under {@code properties}, {@code items} or {@code
     * additionalProperties}, a text is taken for media: a data URL in base64, or else a file.
     *
     * @param skill which skill
     * @param json an object, read as {@link StrictJson} does
     * @param paths which files may be named
     * @return the arguments by name, media read; of videos in files only the path
     * @throws InvalidRequestException if it is no object, does not fit the schema, or names a file
     *     that may not be read
     * @throws UnreadableContentException if a file cannot be read
     * @throws ContentTooLargeException if a picture, sound or data URL has more than 256 MiB
     * @throws InternalException if the skill's schema is no JSON
     */
    public static Map<String, Object> arguments(
            SkillDescription skill, String json, MediaPaths paths) {
        JsonNode schema = schema(skill);
        JsonNode arguments;
        try {
            arguments = StrictJson.STANDARD.read(json);
        } catch (ContentTooLargeException e) {
            throw new ContentTooLargeException(
                    "The arguments of the skill %s were not read: %s"
                            .formatted(skill.name(), e.getMessage()),
                    e);
        } catch (JsonProcessingException e) {
            throw new InvalidRequestException(
                    "The arguments of the skill %s cannot be read as JSON: %s. Give an object, like {\"question\": \"…\"}."
                            .formatted(skill.name(), place(e)),
                    e);
        }
        if (!arguments.isObject()) {
            throw new InvalidRequestException(
                    "The arguments of the skill %s are '%s', which is no JSON object. Give one, like {\"question\": \"…\"}."
                            .formatted(skill.name(), Shortened.of(json)));
        }
        new SchemaCheck(skill.name()).check(arguments, schema);
        return new ArgumentReader(skill.name(), paths).read(arguments, schema);
    }

    /**
     * Tells whether all that a skill makes is a text, so that it can be shown as such.
     *
     * @param skill which skill
     * @return whether its output schema has a single property, of the type string and without media
     * @throws InternalException if the schema is no JSON
     */
    public static boolean makesText(SkillDescription skill) {
        JsonNode properties = parsed(skill, "output", skill.outputSchema()).path("properties");
        return properties.size() == 1
                && properties.elements().next().path("type").asText().equals("string")
                && MediaKind.of(properties.elements().next()).isEmpty();
    }

    /**
     * Tells whether a skill writes words, so that options about a text make sense for it.
     *
     * @param skill which skill
     * @return whether its output schema has a property of the type string and without media
     * @throws InternalException if the schema is no JSON
     */
    public static boolean writesText(SkillDescription skill) {
        for (JsonNode property : parsed(skill, "output", skill.outputSchema()).path("properties")) {
            if (property.path("type").asText().equals("string")
                    && MediaKind.of(property).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Lists the names of a skill's arguments.
     *
     * @param skill which skill
     * @return the names in the order of the schema; those that have to be given come with true
     * @throws InternalException if the schema is no JSON
     */
    public static Map<String, Boolean> argumentNames(SkillDescription skill) {
        JsonNode schema = schema(skill);
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        Map<String, Boolean> names = new LinkedHashMap<>();
        schema.path("properties")
                .fieldNames()
                .forEachRemaining(name -> names.put(name, required.contains(name)));
        return names;
    }

    /**
     * Writes a result.
     *
     * @param result what a skill has made
     * @param target takes its pictures, sounds and videos
     * @return an object in one line, its fields in the order of the result; media as the target
     *     names them, texts as strings
     * @throws UnreadableContentException if media cannot be read or written
     */
    public static String result(SkillResult result, MediaTarget target) {
        try {
            return WRITER.writeValueAsString(plain("", result.values(), target));
        } catch (JsonProcessingException e) {
            throw new InternalException(
                    "A skill's result cannot be written as JSON (%s). This is a fault of its bundle; report it."
                            .formatted(e.getOriginalMessage()),
                    e);
        }
    }

    private static Object plain(String name, Object value, MediaTarget target) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> all = new LinkedHashMap<>();
            map.forEach((key, its) -> all.put((String) key, plain((String) key, its, target)));
            return all;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(its -> plain(name, its, target)).toList();
        }
        if (value instanceof Text text) {
            return text.text();
        }
        return value instanceof Content content ? target.put(name, content) : value;
    }

    private static JsonNode schema(SkillDescription skill) {
        return parsed(skill, "input", skill.inputSchema());
    }

    private static JsonNode parsed(SkillDescription skill, String which, String schema) {
        try {
            return StrictJson.STANDARD.read(schema);
        } catch (JsonProcessingException e) {
            throw new InternalException(
                    "The %s schema of the skill %s cannot be read as JSON: %s. This is a fault of its bundle; report it."
                            .formatted(which, skill.name(), place(e)),
                    e);
        }
    }

    private static String place(JsonProcessingException error) {
        String message = Shortened.of(error.getOriginalMessage().replaceAll("\\s+", " "));
        return error.getLocation() == null
                ? message
                : "%s (line %s, column %s)"
                        .formatted(
                                message,
                                error.getLocation().getLineNr(),
                                error.getLocation().getColumnNr());
    }
}
