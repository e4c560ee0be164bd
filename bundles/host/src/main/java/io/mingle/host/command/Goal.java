package io.mingle.host.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.training.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a figure of a model is to come to.
 *
 * @param task the name of the task
 * @param group which examples of the task
 * @param figure the name of what is measured
 * @param floor the value without which the model is not good enough
 * @param goal the value that is aimed at; shares and rates of 1, not of 100
 */
record Goal(
        @JsonProperty(required = true) String task,
        @JsonProperty(required = true) String group,
        @JsonProperty(required = true) String figure,
        @JsonProperty(required = true) double floor,
        @JsonProperty(required = true) double goal) {

    private static final long MOST_BYTES = 1 << 20;

    /** Where a goal allows nothing to be wrong, a hundredth is near enough to count from. */
    private static final double LEAST_ALLOWED = 0.01;

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * Reads goals, a JSON array of objects with the names above.
     *
     * @throws UnreadableContentException if it is something else
     */
    static List<Goal> read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw unreadable(file, "it is larger than 1 MB", null);
            }
            List<Goal> goals = Arrays.asList(JSON.readValue(file.toFile(), Goal[].class));
            if (goals.contains(null)) {
                throw unreadable(file, "one of them is null", null);
            }
            return goals;
        } catch (JsonProcessingException e) {
            throw unreadable(file, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw unreadable(file, e.toString(), e);
        }
    }

    private static UnreadableContentException unreadable(Path file, String why, Exception cause) {
        return new UnreadableContentException(
                "Goals were to be read from %s: %s. Give a JSON array of objects like {\"task\": \"read\", \"group\": \"known fonts\", \"figure\": \"right\", \"floor\": 0.94, \"goal\": 0.96}."
                        .formatted(file, why),
                cause);
    }

    boolean isOf(Score score) {
        return score.task().equals(task)
                && score.group().equals(group)
                && score.figure().name().equals(figure);
    }

    boolean isFloorMet(Score score) {
        return !score.figure().isBetter(floor, score.value());
    }

    boolean isMet(Score score) {
        return !score.figure().isBetter(goal, score.value());
    }

    /**
     * Returns how far away the goal is: how often what is wrong has to be halved until no more is
     * wrong than the goal allows; 0 where it is met. What is measured beyond 1, such as decibels,
     * is one away until it is met.
     */
    double halvings(Score score) {
        if (isMet(score)) {
            return 0;
        }
        if (goal > 1) {
            return 1;
        }
        boolean higher = score.figure().higherIsBetter();
        double wrong = higher ? 1 - score.value() : score.value();
        double allowed = Math.max(LEAST_ALLOWED, higher ? 1 - goal : goal);
        return Math.max(0, Math.log(wrong / allowed) / Math.log(2));
    }
}
