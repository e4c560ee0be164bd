package io.mingle.gen.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.DrawnPicture;
import io.mingle.api.drawing.Guidance;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.skill.SkillResult;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments that the skills of this bundle have in common, and their result.
 *
 * @param skill its name
 * @param arguments as they were given
 */
record PictureSkill(String skill, Map<String, Object> arguments) {

    /** What both take besides what they are about. */
    static final String OPTIONS =
            """
                "width": {"type": "integer", "minimum": 1, "maximum": 8192},
                "height": {"type": "integer", "minimum": 1, "maximum": 8192},
                "steps": {"type": "integer", "minimum": 1, "maximum": 1000},
                "seed": {"type": "integer"},
                "count": {"type": "integer", "minimum": 1, "maximum": 64},
                "guidance": {"type": "number", "minimum": 0, "maximum": 100},
                "negative": {"type": "string"}\
            """;

    /** What both make. */
    static final String OUTPUT =
            """
            {
              "type": "object",
              "required": ["pictures"],
              "properties": {
                "pictures": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["picture", "width", "height", "seed"],
                    "properties": {
                      "picture": {"type": "string", "contentMediaType": "image/png"},
                      "width": {"type": "integer"},
                      "height": {"type": "integer"},
                      "seed": {"type": "integer"}
                    }
                  }
                }
              }
            }
            """;

    /** Returns a text that has to be there. */
    String text(String name) {
        if (arguments.get(name) instanceof String text) {
            return text;
        }
        throw lacks(name, "a text");
    }

    /** Returns a picture that has to be there. */
    Picture picture(String name) {
        return optionalPicture(name).orElseThrow(() -> lacks(name, "a picture"));
    }

    /** Returns a picture that may be left out. */
    Optional<Picture> optionalPicture(String name) {
        Object value = arguments.get(name);
        if (value == null || value instanceof Picture) {
            return Optional.ofNullable((Picture) value);
        }
        throw lacks(name, "a picture");
    }

    /** Returns a list of pictures; none if it is left out. */
    List<Picture> pictures(String name) {
        Object value = arguments.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> all && all.stream().allMatch(Picture.class::isInstance)) {
            return all.stream().map(Picture.class::cast).toList();
        }
        throw lacks(name, "a list of pictures");
    }

    private InvalidRequestException lacks(String name, String kind) {
        return new InvalidRequestException(
                "The skill %s takes '%s', %s, and got %s. Give one."
                        .formatted(skill, name, kind, arguments.keySet()));
    }

    /** Returns how to draw. */
    DrawingOptions options() {
        DrawingOptions options = DrawingOptions.USUAL.withGuidance(guidance());
        Optional<Number> width = number("width");
        Optional<Number> height = number("height");
        if (width.isPresent() != height.isPresent()) {
            throw new InvalidRequestException(
                    "The skill %s got a width or a height alone. Give both, or neither."
                            .formatted(skill));
        }
        if (width.isPresent()) {
            options = options.withSize(whole("width"), whole("height"));
        }
        if (number("steps").isPresent()) {
            options = options.withSteps(whole("steps"));
        }
        if (number("count").isPresent()) {
            options = options.withCount(whole("count"));
        }
        if (number("seed").isPresent()) {
            options = options.withSeed(seed());
        }
        return options.withNegative(optionalText("negative").orElse(null));
    }

    private Guidance guidance() {
        Guidance guidance = Guidance.USUAL;
        Optional<Number> text = number("guidance");
        if (text.isPresent()) {
            guidance = guidance.withText(text.get().doubleValue());
        }
        Optional<Number> image = number("image_guidance");
        if (image.isPresent()) {
            guidance = guidance.withImage(image.get().doubleValue());
        }
        Optional<String> mode = optionalText("mode");
        return mode.isPresent() ? guidance.withMode(mode(mode.get())) : guidance;
    }

    private Guidance.Mode mode(String name) {
        return Arrays.stream(Guidance.Mode.values())
                .filter(it -> it.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
                .findFirst()
                .orElseThrow(() -> lacks("mode", "one of those in its schema"));
    }

    /** Exactly, of whatever kind the number is: a seed that is rounded draws another picture. */
    private long seed() {
        try {
            return new BigDecimal(number("seed").orElseThrow().toString()).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw lacks("seed", "a whole number of 64 bits");
        }
    }

    private Optional<String> optionalText(String name) {
        Object value = arguments.get(name);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw lacks(name, "a text");
    }

    private int whole(String name) {
        double value = number(name).orElseThrow().doubleValue();
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw lacks(name, "a whole number");
        }
        return (int) value;
    }

    private Optional<Number> number(String name) {
        Object value = arguments.get(name);
        if (value == null || value instanceof Number) {
            return Optional.ofNullable((Number) value);
        }
        throw lacks(name, "a number");
    }

    /** Returns what was drawn, for those who know JSON. */
    static SkillResult result(Drawings drawings) {
        return new SkillResult(
                Map.of(
                        "pictures",
                        drawings.pictures().stream().map(PictureSkill::values).toList()));
    }

    private static Map<String, Object> values(DrawnPicture picture) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("picture", picture.picture());
        values.put("width", picture.size().width());
        values.put("height", picture.size().height());
        values.put("seed", picture.seed());
        return values;
    }
}
