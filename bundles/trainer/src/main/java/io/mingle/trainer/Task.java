package io.mingle.trainer;

import io.mingle.api.training.Figure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something that a model can be taught: where the examples come from, what learning one costs, and
 * how well it is done.
 *
 * <p>Registered as a service it can be named with {@code mingle train --task}. A training keeps the
 * tasks that it began with; what registers later is there for the next one. Tasks hold no state of
 * a training and are called by several threads.
 */
@ConsumerType
public interface Task {

    /** Returns the name used on the command line and in reports, for example {@code read}. */
    String name();

    /** Says in one line what a model learns. */
    String description();

    /** Returns what an example costs; tasks whose objectives are equal share heads and losses. */
    Objective objective();

    /** Returns where the examples to learn from come from. */
    Sampler<?> sampler(Setup setup);

    /**
     * Returns what is measured of a model, the figure that the task is about first; the mean loss
     * unless overridden.
     */
    default List<Figure> metric() {
        return List.of(Figure.loss("loss"));
    }

    /**
     * Returns how a model is tried, one trial for each group of examples. A task without trials is
     * measured by what its objective tells of batches that nobody learns from: the means that the
     * {@link #metric} names, {@code loss} and guides by {@link Figure#loss}, shares by {@link
     * Figure#mean}.
     */
    default List<Trial> trials(Setup setup) {
        return List.of();
    }

    /**
     * Returns what the task does in its places of a round: of how many batches of examples it
     * chooses the hardest batch to learn from, 1 to learn from all. More than 1 needs {@link
     * Loss#each}.
     *
     * @param continued whether the training begins with what an earlier one has learnt
     */
    default List<Integer> draws(boolean continued) {
        return List.of(1);
    }

    /**
     * Returns configurations that a model is given which has none of them, as JSON by their files,
     * such as {@code vae/config.json}: what networks in folders of their own are made of. Of what
     * is given for {@code config.json}, a model gets the keys that it has not.
     */
    default Map<String, String> configurations() {
        return Map.of();
    }

    /**
     * Writes what else a model is to have that has just been given its configurations, such as
     * tokenizers in folders of their own. What is there already stays as it is.
     *
     * @param model the folder
     * @throws IOException if it cannot be written
     */
    default void furnish(Path model) throws IOException {}

    /**
     * Returns what is to stand in configurations of the model by what is measured of it whenever it
     * is written, such as the spread of latents; empty for nothing.
     */
    default Optional<Settings> settings() {
        return Optional.empty();
    }

    /** Makes settings of what was measured. */
    @FunctionalInterface
    interface Settings {

        /**
         * Returns numbers by their keys, by the files.
         *
         * @param told terms of the loss by name, means over batches that nobody learns from
         */
        Map<String, Map<String, Double>> of(Map<String, Double> told);
    }

    /**
     * Returns texts whose words a model is to have tokens for, always in the same order. A model
     * that has been trained without them gets them at the end.
     */
    default List<String> words() {
        return List.of();
    }

    /**
     * Returns special tokens that the vocabulary is to have beside its words, such as {@code
     * <mask>}. Samplers write them by their ids, which the {@link Setup#tokenizer} knows as added;
     * no text becomes one. A model that has been trained without them gets them at the end.
     */
    default List<String> tokens() {
        return List.of();
    }
}
