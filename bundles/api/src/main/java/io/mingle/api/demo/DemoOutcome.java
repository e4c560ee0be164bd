package io.mingle.api.demo;

import io.mingle.api.content.Content;
import io.mingle.api.content.Text;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.skill.SkillResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a case came to.
 *
 * @param verdict whether it is right
 * @param expected what would have been right; empty where nobody judges
 * @param line what came out, as a line of text for a terminal
 * @param shown what came out, as a page shows it: texts, pictures, sounds, videos; copied
 */
public record DemoOutcome(Verdict verdict, String expected, String line, List<Content> shown) {

    /** Whether what came out is right. */
    public enum Verdict {
        /** It is as good as what was expected. */
        RIGHT,
        /** It is not. */
        WRONG,
        /** People judge for themselves. */
        NOT_JUDGED
    }

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null, or one of the contents is
     */
    public DemoOutcome {
        if (verdict == null
                || expected == null
                || line == null
                || shown == null
                || shown.stream().anyMatch(Objects::isNull)) {
            throw new InvalidRequestException(
                    "A demo's outcome was given as %s, expecting %s, with the line %s and the contents %s. None may be null."
                            .formatted(verdict, expected, line, shown));
        }
        shown = List.copyOf(shown);
    }

    /**
     * Shows a result as it is. The line is its value {@code text}, where there is one, or else all
     * values but pictures, sounds and videos with their names.
     *
     * @param result what a skill has made
     * @return an outcome that is not judged, with the line and all contents of the result
     */
    public static DemoOutcome of(SkillResult result) {
        String line =
                result.values().get("text") instanceof String text ? text : named(result.values());
        List<Content> shown = new ArrayList<>();
        if (!line.isBlank()) {
            shown.add(new Text(line));
        }
        contents(result.values()).forEach(shown::add);
        return new DemoOutcome(Verdict.NOT_JUDGED, "", line, shown);
    }

    /**
     * Judges.
     *
     * @param thing what would have been right, for people
     * @param right whether what came out is as good
     * @return a copy
     */
    public DemoOutcome expecting(String thing, boolean right) {
        return new DemoOutcome(right ? Verdict.RIGHT : Verdict.WRONG, thing, line, shown);
    }

    /**
     * Shows more on the page.
     *
     * @param more for example a picture on which the result is drawn
     * @return a copy
     */
    public DemoOutcome showing(Content... more) {
        return new DemoOutcome(
                verdict, expected, line, Stream.concat(shown.stream(), Stream.of(more)).toList());
    }

    private static String named(Map<String, Object> values) {
        return values.entrySet().stream()
                .filter(it -> contents(it.getValue()).findAny().isEmpty())
                .map(it -> it.getKey() + ": " + it.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Stream<Content> contents(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(DemoOutcome::contents);
        }
        if (value instanceof List<?> list) {
            return list.stream().flatMap(DemoOutcome::contents);
        }
        return value instanceof Content content ? Stream.of(content) : Stream.empty();
    }
}
