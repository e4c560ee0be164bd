package io.mingle.api.perception;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;

/** What to look for in a picture. */
public sealed interface SegmentationTask {

    /**
     * What expressions refer to.
     *
     * @param expressions one or more for the same thing, for example {@code the red circle}; copied
     * @param several whether all parts that are found belong to it; else it is one object, and only
     *     parts of about its size do
     */
    record Referring(List<String> expressions, boolean several) implements SegmentationTask {

        /**
         * Checks and copies the expressions.
         *
         * @throws InvalidRequestException if there is none, or one is blank
         */
        public Referring {
            if (expressions == null
                    || expressions.isEmpty()
                    || expressions.stream().anyMatch(it -> it == null || it.isBlank())) {
                throw new InvalidRequestException(
                        "Something was to be segmented, and no words say what. Name it, for example"
                                + " \"the red circle\".");
            }
            expressions = expressions.stream().map(String::strip).toList();
        }

        /** Looks for one object by one expression. */
        public Referring(String expression) {
            this(expression == null ? List.of() : List.of(expression), false);
        }
    }

    /**
     * A thing, to be painted in a colour that is named.
     *
     * @param object for example {@code cat}
     * @param colour a name in English, or {@code #rrggbb}
     */
    record Colouring(String object, String colour) implements SegmentationTask {

        /**
         * Checks that both are there.
         *
         * @throws InvalidRequestException if one is null or blank
         */
        public Colouring {
            if (object == null || object.isBlank() || colour == null || colour.isBlank()) {
                throw new InvalidRequestException(
                        "A thing was to be painted, and the thing or the colour is missing. Name"
                                + " both, for example cat and blue.");
            }
            object = object.strip();
            colour = colour.strip();
        }
    }

    /** All classes of things: one mask for each. */
    record Classes() implements SegmentationTask {}

    /** All things, each for itself: one mask for each. */
    record Instances() implements SegmentationTask {}
}
