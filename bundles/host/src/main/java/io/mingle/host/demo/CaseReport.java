package io.mingle.host.demo;

import io.mingle.api.demo.DemoOutcome;
import java.time.Duration;
import java.util.Map;

/**
 * How a case went.
 *
 * @param demo the name under which its bundle shows it
 * @param title what was asked, for people
 * @param skill the name of the skill that was called
 * @param arguments what went in
 * @param outcome what came out; null if it failed
 * @param failure why it failed, for people; empty if it did not
 * @param time from the call to the result
 */
public record CaseReport(
        String demo,
        String title,
        String skill,
        Map<String, Object> arguments,
        DemoOutcome outcome,
        String failure,
        Duration time) {

    /** Tells whether nothing came out. */
    public boolean isFailed() {
        return outcome == null;
    }

    /** Returns the verdict in a word: {@code right}, {@code wrong}, {@code shown}, failed. */
    public String verdict() {
        if (isFailed()) {
            return "failed";
        }
        return switch (outcome.verdict()) {
            case RIGHT -> "right";
            case WRONG -> "wrong";
            case NOT_JUDGED -> "shown";
        };
    }
}
