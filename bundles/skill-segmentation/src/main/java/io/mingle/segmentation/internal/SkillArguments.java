package io.mingle.segmentation.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.error.InvalidRequestException;
import java.util.Map;

/** What the skills of this bundle are given. */
final class SkillArguments {

    /** The properties that all of them take, as JSON Schema. */
    static final String COMMON =
            """
                "picture": {"type": "string", "contentMediaType": "image/*"},
                "steps": {"type": "integer", "minimum": 1},
                "seed": {"type": "integer"}
            """;

    /** The input schema of those that take nothing else. */
    static final String PICTURE_ALONE =
            "{\"type\": \"object\", \"required\": [\"picture\"], \"properties\": {%s}}"
                    .formatted(COMMON);

    private final String skill;
    private final Map<String, Object> values;

    SkillArguments(String skill, Map<String, Object> values) {
        this.skill = skill;
        this.values = values;
    }

    Picture picture() {
        if (values.get("picture") instanceof Picture picture) {
            return picture;
        }
        throw wrong("a picture");
    }

    DrawingOptions options() {
        DrawingOptions options = DrawingOptions.USUAL;
        Long steps = whole("steps");
        Long seed = whole("seed");
        Long count = whole("count");
        options = steps == null ? options : options.withSteps(clipped(steps));
        options = count == null ? options : options.withCount(clipped(count));
        return seed == null ? options : options.withSeed(seed);
    }

    /** What does not fit is out of every range, and refused as such. */
    private static int clipped(long value) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }

    /** Returns a text, or null if there is none; a form that is left empty is none. */
    String text(String name) {
        Object value = values.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            return text.isBlank() ? null : text;
        }
        throw wrong("'" + name + "' as text");
    }

    boolean flag(String name) {
        Object value = values.get(name);
        if (value == null || value instanceof Boolean) {
            return value != null && (Boolean) value;
        }
        throw wrong("'" + name + "' as true or false");
    }

    private Long whole(String name) {
        Object value = values.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number && number.doubleValue() == number.longValue()) {
            return number.longValue();
        }
        throw wrong("'" + name + "' as a whole number");
    }

    private InvalidRequestException wrong(String wanted) {
        return new InvalidRequestException(
                "The skill %s takes %s, and got %s. Give what its schema says."
                        .formatted(skill, wanted, values.keySet()));
    }
}
