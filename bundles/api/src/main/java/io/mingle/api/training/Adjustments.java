package io.mingle.api.training;

import io.mingle.api.error.InvalidRequestException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a training does otherwise than its tasks say.
 *
 * @param weights how much the losses of a task count, by its name; 1 where nothing is said
 * @param frozen the networks that are left as they are, by name
 * @param rates by how much the learning rate of a network is multiplied, by its name
 * @param average the share that the running average of the weights keeps at each update, below 1,
 *     such as 0.999; then the average is what the model is written with. 0 for none
 * @param turns how many turns a task has in each round, by its name, 1 or more; as many as it asks
 *     for where nothing is said
 * @param fresh whether a training that begins with an earlier one learns as one that begins with
 *     nothing: at the full rate, from all that is drawn and by all that helps. For tasks that are
 *     new to the model
 * @param best the figure whose best value decides which weights the model is written with, such as
 *     {@code look right}; null for the last ones
 */
public record Adjustments(
        Map<String, Double> weights,
        Set<String> frozen,
        Map<String, Double> rates,
        double average,
        Map<String, Integer> turns,
        boolean fresh,
        String best) {

    /** As the tasks say. */
    public static final Adjustments NONE = new Adjustments(Map.of(), Set.of(), Map.of(), 0, null);

    private static final int MOST_TURNS = 1000;

    /**
     * Checks and copies the arguments.
     *
     * @throws InvalidRequestException if a number is out of its range
     */
    public Adjustments {
        weights = checked(weights, "weight of the task");
        rates = checked(rates, "rate of the network");
        frozen = Set.copyOf(new TreeSet<>(frozen));
        turns = Map.copyOf(turns);
        turns.forEach(
                (task, count) -> {
                    if (count < 1 || count > MOST_TURNS) {
                        throw new InvalidRequestException(
                                "The task '%s' was given %d turns of each round. Give 1 to %d."
                                        .formatted(task, count, MOST_TURNS));
                    }
                });
        if (!(average >= 0 && average < 1)) {
            throw new InvalidRequestException(
                    "A training was asked for whose average of the weights keeps %s at each update. Give a share from 0 to below 1, for example 0.999."
                            .formatted(average));
        }
    }

    /** As the tasks say, but for what is given; each task has the turns that it asks for. */
    public Adjustments(
            Map<String, Double> weights,
            Set<String> frozen,
            Map<String, Double> rates,
            double average,
            String best) {
        this(weights, frozen, rates, average, Map.of(), false, best);
    }

    private static Map<String, Double> checked(Map<String, Double> factors, String what) {
        factors.forEach(
                (name, factor) -> {
                    if (factor == null || !(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
                        throw new InvalidRequestException(
                                "The %s '%s' was given as %s. Give a number above 0."
                                        .formatted(what, name, factor));
                    }
                });
        return Map.copyOf(new TreeMap<>(factors));
    }
}
