package io.mingle.api.gui;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to compare with recorded episodes. Begin with {@link #by} and change what should be
 * different.
 *
 * @param metric the name of a profile: {@code agentcpm}, {@code agentcpm-android-control}, {@code
 *     aitw}, {@code aitz}, {@code android-control}, {@code os-atlas}, {@code gui-odyssey} or {@code
 *     guicourse}
 * @param most how many steps at most, 1 or more
 * @param screenshots the folder that the names of screenshots begin at, or a Parquet file that has
 *     them; empty if that is where the episodes are
 * @param instructed whether each step is asked with the instruction of that step, where the corpus
 *     has one, as AndroidControl does: its low level. Without, the goal is all that is said: its
 *     high level
 */
public record CompareOptions(
        String metric, int most, Optional<Path> screenshots, boolean instructed) {

    /**
     * Checks the values.
     *
     * @throws InvalidRequestException if something is missing or out of its range
     */
    public CompareOptions {
        if (metric == null || screenshots == null || most < 1) {
            throw new InvalidRequestException(
                    "Episodes were to be compared by the metric '%s', %s steps of them. Name a metric, and compare 1 step or more."
                            .formatted(metric, most));
        }
    }

    /**
     * Returns the usual options: 100 steps, with their instructions, and screenshots where the
     * episodes are.
     *
     * @param metric the name of a profile
     */
    public static CompareOptions by(String metric) {
        return new CompareOptions(metric, 100, Optional.empty(), true);
    }

    /** Returns these options with another number of steps. */
    public CompareOptions withMost(int value) {
        return new CompareOptions(metric, value, screenshots, instructed);
    }

    /** Returns these options with the folder, or the Parquet file, of the screenshots. */
    public CompareOptions withScreenshots(Path value) {
        return new CompareOptions(metric, most, Optional.of(value), instructed);
    }

    /** Returns these options with the choice whether instructions of steps are told. */
    public CompareOptions withInstructed(boolean value) {
        return new CompareOptions(metric, most, screenshots, value);
    }
}
