package io.mingle.api.gui;

/**
 * How near the model came to what was done, by the rules of one profile. Figures of different
 * profiles cannot be compared.
 *
 * @param corpus the corpus whose form the file has, in lower case with hyphens
 * @param metric the profile
 * @param steps how many were compared; all of them count, also those without a readable action
 * @param skipped how many were not, because their own action is of no known kind
 * @param readable in how many the model's reply had an action
 * @param kinds in how many it was of the right kind
 * @param exact how many were right, in sum; some profiles count nearness
 * @param episodes how many episodes there were
 * @param whole how many of them were right in every step
 * @param progress the mean share of an episode that was right from its beginning on, 0 to 1
 */
public record StepScores(
        String corpus,
        String metric,
        int steps,
        int skipped,
        int readable,
        int kinds,
        double exact,
        int episodes,
        int whole,
        double progress) {}
