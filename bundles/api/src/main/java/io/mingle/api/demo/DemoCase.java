package io.mingle.api.demo;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.GenerationOptions;
import java.util.Map;
import java.util.function.Function;

/**
 * One call of a skill that shows what it does.
 *
 * <pre>{@code
 * DemoCase.of("What colour is the square?", "colour", Map.of("picture", square, "thing", "square"))
 *         .expecting("red")
 * }</pre>
 *
 * @param title what is asked, in one line for people
 * @param skill the name of the skill that is called; it may be another bundle's
 * @param request the arguments, which fit the skill's input schema, and the options
 * @param judge tells what to show of the result; called on any thread. What it throws is shown as
 *     the case's failure
 */
public record DemoCase(
        String title,
        String skill,
        SkillRequest request,
        Function<SkillResult, DemoOutcome> judge) {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null, or the title or the skill blank
     */
    public DemoCase {
        if (title == null || title.isBlank() || skill == null || skill.isBlank()) {
            throw new InvalidRequestException(
                    "A demo case was given with the title '%s' and the skill '%s'. Give both."
                            .formatted(title, skill));
        }
        if (request == null || judge == null) {
            throw new InvalidRequestException(
                    "The demo case '%s' was given without a request or without a judge. DemoCase.of has defaults."
                            .formatted(title));
        }
    }

    /**
     * Shows what a skill makes as it is: its text, its other values, its pictures and sounds.
     *
     * @param title what is asked, in one line for people
     * @param skill the name of the skill
     * @param arguments by name, as in {@link SkillRequest}
     * @return a case that is not judged, with the likeliest words
     */
    public static DemoCase of(String title, String skill, Map<String, Object> arguments) {
        return new DemoCase(
                title,
                skill,
                new SkillRequest(arguments, GenerationOptions.GREEDY),
                DemoOutcome::of);
    }

    /**
     * Judges by the line that is shown: it has to be as expected, but for blanks around it.
     *
     * @param line the right one
     * @return a copy
     */
    public DemoCase expecting(String line) {
        return judgedBy(
                result -> {
                    DemoOutcome outcome = judge.apply(result);
                    return outcome.expecting(line, outcome.line().strip().equals(line.strip()));
                });
    }

    /**
     * Judges in another way.
     *
     * @param other tells what to show of the result
     * @return a copy
     */
    public DemoCase judgedBy(Function<SkillResult, DemoOutcome> other) {
        return new DemoCase(title, skill, request, other);
    }
}
