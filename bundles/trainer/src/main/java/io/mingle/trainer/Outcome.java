package io.mingle.trainer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a trial of one example gave.
 *
 * @param measured by the names of the task's metric; what is missing was not measured here
 * @param parts parts of the group that the example counts in as well, such as {@code where}
 * @param evidence what a person may want to look at
 */
public record Outcome(Map<String, Amount> measured, List<String> parts, Evidence evidence) {

    /**
     * How much, and of how much; see {@link io.mingle.api.training.Figure}.
     *
     * @param amount 1 or 0 for what an example has or not
     */
    public record Amount(double amount, double of) {

        /** Tells whether an example has something. */
        public static Amount of(boolean having) {
            return new Amount(having ? 1 : 0, 1);
        }

        /** Gives a value of an example. */
        public static Amount of(double value) {
            return new Amount(value, 1);
        }
    }

    /**
     * A file, and what was asked of it.
     *
     * @param kind what a line of {@code mingle batch} calls such a file: {@code image}
     * @param suffix of its name, such as {@code .png}
     * @param told what was asked, expected and answered, in the order to be shown
     */
    public record Evidence(String kind, String suffix, byte[] content, Map<String, String> told) {

        /** Copies the map, in its order. */
        public Evidence {
            told = Collections.unmodifiableMap(new LinkedHashMap<>(told));
        }
    }

    /** Copies the lists. */
    public Outcome {
        measured = Collections.unmodifiableMap(new LinkedHashMap<>(measured));
        parts = List.copyOf(parts);
    }
}
