package io.mingle.api.skill;

import io.mingle.api.error.InvalidRequestException;
import java.util.regex.Pattern;

/**
 * How a skill presents itself.
 *
 * @param name what to call it by: lower-case letters, digits and hyphens, beginning with a letter
 * @param version of the skill, as its capability declares it
 * @param summary what it does, in one sentence for people
 * @param inputSchema the JSON Schema of its arguments, an object. Where it has {@code
 *     "contentMediaType": "image/*"} (or {@code audio/*}, {@code video/*}), a picture, sound or
 *     video is wanted
 * @param outputSchema the JSON Schema of its result, an object, with the same marks
 */
public record SkillDescription(
        String name, String version, String summary, String inputSchema, String outputSchema) {

    /** The output schema of a skill that makes a text. */
    public static final String TEXT =
            "{\"type\": \"object\", \"required\": [\"text\"],"
                    + " \"properties\": {\"text\": {\"type\": \"string\"}}}";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    /**
     * Checks that nothing is missing and the name can be typed.
     *
     * @throws InvalidRequestException otherwise
     */
    public SkillDescription {
        if (!isName(name)) {
            throw new InvalidRequestException(
                    "A skill is called '"
                            + name
                            + "'. Use lower-case letters, digits and hyphens, a letter first.");
        }
        present(name, "version", version);
        present(name, "summary", summary);
        present(name, "inputSchema", inputSchema);
        present(name, "outputSchema", outputSchema);
    }

    /**
     * Tells whether a skill can be called by something. What a service is registered with is no
     * name if this says so; it is then left out of all lists.
     *
     * @param value any, also null
     * @return whether it is a text of lower-case letters, digits and hyphens that begins with a
     *     letter
     */
    public static boolean isName(Object value) {
        return value instanceof String name && NAME.matcher(name).matches();
    }

    private static void present(String skill, String part, String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidRequestException(
                    "The description of the skill '" + skill + "' has no " + part + ". Add it.");
        }
    }
}
