package io.mingle.nano.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.error.MingleException;
import io.mingle.api.training.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an evaluation came to, as {@code mingle train --evaluate --keep} writes it. A model may
 * carry its own among its files.
 *
 * @param seed what was drawn
 * @param count how many pictures of each group
 * @param scores of the groups and of their parts
 */
record Evaluation(long seed, int count, List<Score> scores) {

    static final String FILE = "evaluation.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    Evaluation {
        scores = List.copyOf(scores);
    }

    /** Reads the evaluation of a model; empty if its folder has none that can be read. */
    static Optional<Evaluation> in(Path model) {
        try {
            return Optional.of(of(JSON.readTree(model.resolve(FILE).toFile())));
        } catch (IOException | MingleException e) {
            return Optional.empty();
        }
    }

    static Evaluation of(JsonNode object) {
        List<Score> scores = new ArrayList<>();
        for (JsonNode score : object.path("scores")) {
            // What is not right or wrong people compare with nothing here.
            for (String figure : List.of("right", "relaxed")) {
                if (score.has(figure)) {
                    scores.add(
                            Score.of(
                                    score.path("task").asText(),
                                    score.path("group").asText(),
                                    score.path("of").asInt(),
                                    score.path(figure).asInt()));
                }
            }
        }
        return new Evaluation(object.path("seed").asLong(), object.path("count").asInt(), scores);
    }

    /** Returns the percentage of each group; parts of one have fewer pictures. */
    String percentages() {
        return scores.stream()
                .filter(score -> score.count() == count)
                .map(
                        score ->
                                String.format(
                                        Locale.ROOT,
                                        "%s (%s) %.1f %%",
                                        score.task(),
                                        score.group(),
                                        100.0 * score.correct() / score.count()))
                .collect(Collectors.joining(", "));
    }
}
